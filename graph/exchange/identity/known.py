"""Records that a row may be about although it does not have their id, found by what tells them apart."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.domain.ownership import Tie, Writer
from graph.exchange.checking.spool import Record
from graph.exchange.identity.merged import MergedPeople
from graph.exchange.identity.names import names_agree, plain_email, plain_name, plain_names
from graph.exchange.identity.questions import Why
from graph.query_runner import Row
from graph.repositories.ownership import Sort
from graph.transaction import Transaction


@dataclass(frozen=True)
class Mark:
    """What tells a person or an organisation apart. `employers`: ids; empty where none is known."""

    names: frozenset[str]
    email: str = ""
    code: str = ""
    website: str = ""
    employers: frozenset[str] = frozenset()

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Mark:
        """The mark of a row, or of a record as the format has it."""
        employers = record.get("employers") or [record.get("employer_id")]
        return cls(
            names=plain_names(record),
            email=plain_email(record),
            code=str(record.get("orcid") or record.get("uscc") or ""),
            website=_plain_website(str(record.get("website") or "")),
            employers=frozenset(one for one in employers if one),
        )

    def found_by(self) -> Iterator[tuple[Why, str]]:
        """By what another with this mark is found, the surest first."""
        if self.email:
            yield Why.SAME_EMAIL, f"email|{self.email}"
        if self.code:
            yield Why.SAME_ORCID, f"code|{self.code}"
        for name in sorted(self.names):
            yield Why.SAME_NAME, f"name|{name}"

    def contradicts(self, other: Mark) -> bool:
        """Whether two of one name are two: they work elsewhere, are registered as another, or write from elsewhere."""
        if self.is_registered_apart(other):
            return True
        if self.employers and other.employers:
            return not self.employers & other.employers
        return bool(self.email and other.email and self.email != other.email)

    def is_registered_apart(self, other: Mark) -> bool:
        """Whether the numbers of two say that they are two."""
        return bool(self.code and other.code and self.code != other.code)

    def agrees(self, other: Mark) -> bool:
        """Whether a row with the id of a record speaks of it: by name, or by address."""
        return names_agree(self.names, other.names) or (bool(self.email) and self.email == other.email)


@dataclass
class Known:
    """What is within a writer's reach, by key: their own by everything, nobody's by address and code alone.

    `awaited`: those of their own who were invited and have not answered. `employers`: of people, by name.
    `own`: what tells each of their own apart, as it is written.
    """

    by_key: dict[str, list[str]] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    awaited: set[str] = field(default_factory=set)
    employers: dict[str, list[str]] = field(default_factory=dict)
    own: dict[str, Row] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, tx: Transaction, sheet: str, writer: Writer | None) -> Known:
        """Everybody, or every organisation of a file, that the writer may write; the installation may write all."""
        known = cls()
        day = tx.calendar.today()
        own = writer.subject_id if writer else ""
        stream = (
            tx.identity.stream_people(own, day)
            if sheet == "people"
            else tx.identity.stream_organisations(sheet, own, day)
        )
        former: dict[str, list[str]] = {}
        for row in stream:
            known._note(row, has_writer=writer is not None)
            for email in row.get("former_emails") or ():
                former.setdefault(f"email|{email}", []).append(row["id"])
        known.by_key = former | known.by_key
        return known

    def find(self, tx: Transaction, writer: Writer | None, mark: Mark) -> Iterator[tuple[Why, str]]:
        """(why, id) of whom a mark may be, the surest first."""
        for why, key in mark.found_by():
            for item_id in self.by_key.get(key, ()):
                found = self.marks[item_id]
                is_apart = why is Why.SAME_NAME and found.contradicts(mark)
                if not is_apart and self._is_reached(tx, writer, item_id):
                    yield why, item_id

    def namesakes(self, mark: Mark) -> Iterator[str]:
        """Who has the name of a mark and else nothing of it: in one pool a name is seldom two people's."""
        for why, key in mark.found_by():
            for item_id in self.by_key.get(key, ()) if why is Why.SAME_NAME else ():
                found = self.marks[item_id]
                if self.is_own(item_id) and found.contradicts(mark) and not found.is_registered_apart(mark):
                    yield item_id

    def is_own(self, item_id: str) -> bool:
        """Whether a record is the writer's own today."""
        return item_id in self.marks and item_id not in self._open and item_id not in self.awaited

    def works_at(self, item_id: str, employers: Collection[str]) -> bool:
        """Whether all of these employers, by name, are known of somebody."""
        return set(map(plain_name, employers)) <= set(map(plain_name, self.employers.get(item_id, ())))

    def _is_reached(self, tx: Transaction, writer: Writer | None, item_id: str) -> bool:
        if writer is None or item_id not in self._open:
            return True
        tie = tx.ownership.ties(writer, [item_id]).get((Sort.PROFILE, item_id), Tie.FOREIGN)
        return tie is not Tie.FOREIGN

    def _note(self, row: Row, *, has_writer: bool) -> None:
        is_own = not has_writer or any(row["terms"])
        is_awaited = has_writer and bool(row["terms"]) and bool(row.get("awaits"))
        mark = Mark.of(row)
        self.marks[row["id"]] = mark
        if row.get("works_at"):
            self.employers[row["id"]] = sorted(row["works_at"])
        for why, key in mark.found_by():
            if is_own or is_awaited or why is not Why.SAME_NAME:
                self.by_key.setdefault(key, []).append(row["id"])
        if is_awaited:
            self.awaited.add(row["id"])
        elif is_own:
            self.own[row["id"]] = row
        else:
            self._open.add(row["id"])


@dataclass
class Facts:
    """What a batch of rows was read with: records by id, what the sender's ids mean, whom rows may be.

    `made`: by row, the id of its record, if that is new.
    """

    records: dict[str, Record]
    ours: set[str]
    sent: dict[str, str]
    made: dict[int, str]
    _marks: dict[int, Mark] = field(default_factory=dict)
    found: dict[int, list[tuple[Why, str]]] = field(default_factory=dict)
    namesakes: dict[int, list[str]] = field(default_factory=dict)
    merged: MergedPeople = field(default_factory=MergedPeople)

    def mark_of(self, number: int, record: Record) -> Mark:
        """The mark of a row of the batch."""
        if number not in self._marks:
            self._marks[number] = Mark.of(record)
        return self._marks[number]


def _plain_website(text: str) -> str:
    return text.casefold().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
