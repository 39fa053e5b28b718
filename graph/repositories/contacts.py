"""The contact log of a person or a startup and an incubator: what curators keep, and what else took place."""

from __future__ import annotations

import json
from datetime import date, datetime

from graph.domain.letters import Letter
from graph.entities.contact import (
    ABOUT_STARTUPS,
    ContactEntry,
    ContactEvent,
    ContactKind,
    ContactMeeting,
    ContactRequest,
    Contacts,
    LetterReader,
    SentLetter,
    StartupContacts,
    StartupMeeting,
)
from graph.errors import NotFoundError
from graph.ids import new_id, new_nonce
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.rows import state_of

_MANY = 300
_MOST_LETTERS = 5000


class ContactRepository(Repository):
    """Every method takes the incubator whose log it is: nobody reads another's."""

    def add(
        self, about_id: str, incubator_id: str, kind: ContactKind, author_id: str, text: str, at: datetime,
        subject: str = "", written: str | None = None,
    ) -> str:  # fmt: skip
        """Keep an entry; gives its id. `written`: a letter before anything was filled in (json)."""
        entry_id = new_id("contact")
        self._tx.run(
            "contacts.create", id=entry_id, about_id=about_id, incubator_id=incubator_id, kind=kind,
            author_id=author_id, at=at, subject=subject, text=text, written=written,
        )  # fmt: skip
        return entry_id

    def get(self, entry_id: str, incubator_id: str) -> ContactEntry:
        """One entry; raises NotFoundError."""
        row = self._tx.one_or_none("contacts.get", id=entry_id, incubator_id=incubator_id)
        if row is None:
            raise NotFoundError("note", entry_id)
        return _entry(row)

    def list_letters(self, incubator_id: str) -> list[SentLetter]:
        """The letters of an incubator, the latest first: one for each time that somebody sent one."""
        rows = self._tx.rows("contacts.letters", incubator_id=incubator_id, limit=_MOST_LETTERS)
        found: dict[tuple[datetime, str, bool], list[Row]] = {}
        for row in rows:
            found.setdefault((row["at"], row["author_id"], row["is_of_startup"]), []).append(row)
        return [_letter(rows) for rows in found.values()]

    def lock(self, entry_id: str) -> None:
        """Take an entry's lock before it is read and changed."""
        self._tx.run("contacts.lock", id=entry_id, nonce=new_nonce())

    def change(self, entry_id: str, text: str, at: datetime) -> None:
        """Write an entry anew; lock it first."""
        self._tx.run("contacts.change", id=entry_id, text=text, at=at)

    def delete(self, entry_id: str) -> None:
        """Delete an entry; lock it first."""
        self._tx.run("contacts.delete", id=entry_id)

    def read(self, person_id: str, incubator_id: str, day: date, *, is_here: bool) -> Contacts:
        """Everything in the log of a person.

        `is_here`: they are in the pool that day; of others it has the incubator's own words.
        """
        key = {"person_id": person_id, "incubator_id": incubator_id}
        merges = self._tx.rows("contacts.merges", **key)
        ids = [person_id, *(row["id"] for row in merges)]
        events = self._tx.rows(
            "contacts.events",
            ids=ids,
            incubator_id=incubator_id,
            place=f"in {incubator_id}",
            begin=f"in {incubator_id}:",
            limit=_MANY,
        )
        dated = {**key, "day": day, "limit": _MANY}
        return Contacts(
            entries=self._entries(person_id, incubator_id),
            events=tuple(ContactEvent(**row) for row in events),
            requests=tuple(ContactRequest(**row) for row in self._tx.rows("contacts.requests", **dated))
            if is_here
            else (),
            meetings=tuple(ContactMeeting(**row) for row in self._tx.rows("contacts.meetings", **dated))
            if is_here
            else (),
            merges=tuple(ContactEvent("merge_people", row["at"], row["actor_name"]) for row in merges),
        )

    def read_of_startup(self, startup_id: str, incubator_id: str) -> StartupContacts:
        """Everything in the log of a startup but its requests, which `incubators.list_timeline` tells."""
        key = {"startup_id": startup_id, "limit": _MANY}
        events = self._tx.rows(
            "contacts.startup_events", **key, incubator_id=incubator_id, actions=sorted(ABOUT_STARTUPS)
        )
        meetings = self._tx.rows("contacts.startup_meetings", **key)
        return StartupContacts(
            entries=self._entries(startup_id, incubator_id),
            events=tuple(ContactEvent(**row) for row in events),
            meetings=tuple(StartupMeeting(**row) for row in meetings),
        )

    def _entries(self, about_id: str, incubator_id: str) -> tuple[ContactEntry, ...]:
        rows = self._tx.rows("contacts.list", about_id=about_id, incubator_id=incubator_id, limit=_MANY)
        return tuple(_entry(row) for row in rows)


def _entry(row: Row) -> ContactEntry:
    return ContactEntry(**{**row, "kind": state_of(ContactKind, row["kind"])})


def _letter(rows: list[Row]) -> SentLetter:
    """A letter of the rows of its readers; of one from before its words were kept what the first reader got."""
    first = rows[0]
    words = json.loads(first["written"]) if first["written"] else {"subject": first["subject"], "text": first["text"]}
    return SentLetter(
        Letter(**words), first["at"], first["author_name"], bool(first["is_of_startup"]), bool(first["written"]),
        tuple(LetterReader(row["about_id"], row["name"] or "", row["name_zh"]) for row in rows),
    )  # fmt: skip
