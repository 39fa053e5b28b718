"""Who in a pool is probably one person twice: what a look compares, and what it found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from graph.doubles.evidence import Evidence
from graph.doubles.record import PEOPLE, Described, comparable_workplace, described_row
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.exchange import parts

_MANY = 500


@dataclass(frozen=True)
class Maybe:
    """Two people who are probably one, by id and names, with what speaks for it."""

    left_id: str
    left_name: str
    left_name_zh: str | None
    right_id: str
    right_name: str
    right_name_zh: str | None
    probability: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Look:
    """When a pool was last looked through, and whether somebody changed since."""

    at: datetime | None
    is_stale: bool


class DoublesRepository(Repository):
    """Everything is of one incubator's pool: nobody sees another's."""

    def describe(self, incubator_id: str, day: date) -> tuple[list[Described], dict[str, str]]:
        """Everybody who is in a pool on a day, as they are compared; and the names of workplaces, by how those are."""
        rows = self._tx.rows("doubles.described", incubator_id=incubator_id, day=day)
        names = {comparable_workplace(name): name for row in rows for name in _workplaces(row)}
        return [_described(row) for row in rows], names

    def look(self, incubator_id: str, day: date) -> Look:
        """How the last look through a pool stands."""
        row = self._tx.one_or_none("doubles.looked", incubator_id=incubator_id)
        at, seen = (row["at"], row["seen"]) if row else (None, "")
        return Look(at, seen != self._mark(incubator_id, day))

    def keep(self, incubator_id: str, pairs: Iterable[Mapping[str, object]], day: date, at: datetime) -> None:
        """Keep what a look found in the place of what the last one found."""
        self._tx.run("doubles.forget_maybes", incubator_id=incubator_id)
        for part in parts([{**pair, "incubator_id": incubator_id} for pair in pairs]):
            self._tx.run("doubles.note_maybes", rows=part)
        seen = self._mark(incubator_id, day)
        self._tx.run("doubles.note_look", incubator_id=incubator_id, at=at, seen=seen)

    def list_maybes(self, incubator_id: str, day: date) -> list[Maybe]:
        """Pairs that are probably one and that nobody called two, the most probable first."""
        rows = self._tx.rows("doubles.maybes", incubator_id=incubator_id, day=day, limit=_MANY)
        return [Maybe(**{**row, "evidence": read_evidence(row["evidence"])}) for row in rows]

    def count_maybes(self, incubator_id: str, day: date) -> int:
        """How many such pairs there are."""
        return int(self._tx.one("doubles.count_maybes", incubator_id=incubator_id, day=day)["count"])

    def list_pools(self) -> list[str]:
        """The ids of all incubators that have a pool."""
        return [str(row["id"]) for row in self._tx.rows("doubles.pools")]

    def _mark(self, incubator_id: str, day: date) -> str:
        row = self._tx.one("doubles.look_of", incubator_id=incubator_id, day=day)
        return f"{row['count']} {row['last']}"


def write_evidence(evidence: Sequence[Evidence]) -> str:
    """As one text on the relation between the two."""
    return json.dumps([asdict(one) for one in evidence], ensure_ascii=False)


def read_evidence(text: str) -> tuple[Evidence, ...]:
    """What was written."""
    return tuple(Evidence(**one) for one in json.loads(text))


def _described(row: Row) -> Described:
    tags = {"industries": row["industries"], "topics": row["topics"]}
    return described_row(PEOPLE, {**row["record"], **tags}, frozenset(_workplaces(row)))


def _workplaces(row: Row) -> list[str]:
    return [one for one in (*row["employers"], *row["former"]) if one]
