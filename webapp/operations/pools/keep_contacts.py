"""Notes of curators about somebody of their pool: anybody of the incubator reads them, the author changes them."""

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
    text = _checked(text)

    def work(tx: Transaction) -> str:
        tx.pools.get_membership(actor.subject_id, person_id)
        note_id = tx.contacts.add(person_id, actor.subject_id, ContactKind.NOTE, actor.account_id, text, at)
        tx.audit.record(actor, "write_pool_note", person_id, at, note_id)
        return note_id

    return graph.write(work)


def change_note(graph: Graph, actor: Actor, note_id: str, text: str, seen: int, at: datetime) -> ContactEntry:
    """Write one's own note anew; `seen`: its revision when it was opened. Gives the note as it was.

    Raises NotFoundError (not this incubator's), ForbiddenError (another's note), NoteChangedError, InvalidInputError.
    """
    text = _checked(text)

    def work(tx: Transaction) -> ContactEntry:
        note = _own(tx, actor, note_id)
        if note.revision != seen:
            raise NoteChangedError(note)
        tx.contacts.change(note_id, text, at)
        tx.audit.record(actor, "change_pool_note", note.person_id, at, note_id)
        return note

    return graph.write(work)


def delete_note(graph: Graph, actor: Actor, note_id: str, seen: int, at: datetime) -> ContactEntry:
    """Delete one's own note; raises as `change_note` does, so that nobody deletes words that they have not read."""

    def work(tx: Transaction) -> ContactEntry:
        note = _own(tx, actor, note_id)
        if note.revision != seen:
            raise NoteChangedError(note)
        tx.contacts.delete(note_id)
        tx.audit.record(actor, "delete_pool_note", note.person_id, at, note_id)
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


def _checked(text: str) -> str:
    text = text.strip()
    if not text or len(text) > LONGEST_NOTE:
        raise InvalidInputError(f"Write a note of at most {LONGEST_NOTE:,} characters.", field="note")
    return text
