"""Notes of curators about their pool and their startups: anybody of the incubator reads, the author changes them."""

from __future__ import annotations

from datetime import datetime

from graph.driver import Graph
from graph.entities import Actor
from graph.entities.contact import LONGEST_NOTE, ContactEntry, ContactKind
from graph.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from graph.transaction import Transaction


class NoteChangedError(ConflictError):
    """The note was changed, or deleted, in another window since it was opened; `note` is how it stands."""

    code = "note_changed"

    def __init__(self, note: ContactEntry | None) -> None:
        super().__init__("This note was changed since you opened it.")
        self.note = note


def add_note(graph: Graph, actor: Actor, person_id: str, text: str, at: datetime) -> str:
    """Keep a note about a member; gives its id. Raises NotFoundError, InvalidInputError."""
    text = checked_note(text)

    def work(tx: Transaction) -> str:
        tx.pools.get_membership(actor.subject_id, person_id)
        tx.changes_only([person_id])
        return note_down(tx, actor, person_id, text, at)

    return graph.write(work)


def add_startup_note(graph: Graph, actor: Actor, startup_id: str, text: str, at: datetime) -> str:
    """Keep a note about a startup of the incubator; gives its id. Raises NotFoundError, InvalidInputError."""
    text = checked_note(text)

    def work(tx: Transaction) -> str:
        require_startup(tx, actor, startup_id, at)
        return note_down(tx, actor, startup_id, text, at)

    return graph.write(work)


def note_down(tx: Transaction, actor: Actor, about_id: str, text: str, at: datetime) -> str:
    """Keep a note as a part of a write that knows whom it is about; gives its id."""
    note_id = tx.contacts.add(about_id, actor.subject_id, ContactKind.NOTE, actor.account_id, text, at)
    tx.audit.record(actor, "write_pool_note", about_id, at, note_id)
    return note_id


def require_startup(tx: Transaction, actor: Actor, startup_id: str, at: datetime) -> None:
    """Raise NotFoundError for a startup that the actor's incubator does not look after."""
    day = tx.calendar.day_of(at)
    if startup_id not in {one.id for one in tx.incubators.list_startups(actor.subject_id, day)}:
        raise NotFoundError("startup", startup_id)


def change_note(graph: Graph, actor: Actor, note_id: str, text: str, seen: int, at: datetime) -> ContactEntry:
    """Write one's own note anew; `seen`: its revision when it was opened. Gives the note as it was.

    Raises NotFoundError (not this incubator's), ForbiddenError (another's note), NoteChangedError, InvalidInputError.
    """
    text = checked_note(text)

    def work(tx: Transaction) -> ContactEntry:
        note = _own(tx, actor, note_id)
        if note.revision != seen:
            raise NoteChangedError(note)
        tx.contacts.change(note_id, text, at)
        tx.audit.record(actor, "change_pool_note", note.about_id, at, note_id)
        tx.changes_only([note.about_id])
        return note

    return graph.write(work)


def delete_note(graph: Graph, actor: Actor, note_id: str, seen: int, at: datetime) -> ContactEntry:
    """Delete one's own note; raises as `change_note` does, so that nobody deletes words that they have not read."""

    def work(tx: Transaction) -> ContactEntry:
        note = _own(tx, actor, note_id)
        if note.revision != seen:
            raise NoteChangedError(note)
        tx.contacts.delete(note_id)
        tx.audit.record(actor, "delete_pool_note", note.about_id, at, note_id)
        tx.changes_only([note.about_id])
        return note

    return graph.write(work)


def read_note(tx: Transaction, actor: Actor, note_id: str) -> ContactEntry:
    """One's own note; raises NotFoundError, ForbiddenError."""
    note = tx.contacts.get(note_id, actor.subject_id)
    if note.kind is not ContactKind.NOTE:
        raise NotFoundError("note", note_id)
    if note.author_id != actor.account_id:
        raise ForbiddenError("Only its author changes a note.")
    return note


def _own(tx: Transaction, actor: Actor, note_id: str) -> ContactEntry:
    tx.contacts.lock(note_id)
    return read_note(tx, actor, note_id)


def checked_note(text: str) -> str:
    """The words of a note as they are kept; raises InvalidInputError."""
    text = text.strip()
    if not text or len(text) > LONGEST_NOTE:
        raise InvalidInputError(f"Write a note of at most {LONGEST_NOTE:,} characters.", field="note")
    return text
