"""Profiles in bulk, page by page, as the matching index wants them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from graph.domain.kinds import KINDS, Kind
from graph.domain.reach import Reach
from graph.domain.states.terms import Availability
from graph.entities.career import CareerRecord, latest_first
from graph.entities.profile import ChangeMark, ProfileRecord, TagRecord
from graph.errors import NotFoundError
from graph.named_queries import all_queries
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.rows import with_states

PAGE = 1000
# Populations of whom a record holds a dated relation; the others turn on no day by themselves.
_DATED = frozenset({"supervisors", "startups"})
_FORMER = "former_supervisors"
_LISTS = ("stages", "languages", "industries", "topics", "pools", "reserved_for", "help_areas")
_TEXTS = ("name", "name_zh", "headline", "headline_zh", "summary", "summary_zh")


class ProfileRepository(Repository):
    """Reads whole populations without a query per profile."""

    def pages(self, population: str, day: date) -> Iterator[list[ProfileRecord]]:
        """All profiles of a population (`supervisors`, `startups`), by id, in pages; what is dated as of a day."""
        return self._paged(f"{population}_page", **_dated(population, day))

    def list_changed(self, population: str, since: int, day: date) -> list[ProfileRecord]:
        """The profiles whose `changed_at` is `since` or later, as of a day."""
        return _all(self._paged(f"{population}_changed", since=since, **_dated(population, day)))

    def list_turned(self, population: str, known_day: date, day: date) -> list[ProfileRecord]:
        """The profiles, as of a day, with a dated relation that holds on one of the two days and not on the other."""
        if population not in _DATED:
            return []
        return _all(self._paged(f"{population}_turned", known_day=known_day, day=day))

    def _paged(self, query: str, **parameters: object) -> Iterator[list[ProfileRecord]]:
        after = ""
        while True:
            rows = self._tx.rows(f"profiles.{query}", **parameters, after=after, limit=PAGE)
            if not rows:
                return
            yield [profile_from_row(row) for row in rows]
            after = rows[-1]["id"]

    def mark(self, population: str, since: int) -> ChangeMark:
        """How many changed at `since` or later, and when the last did."""
        row = self._tx.one(f"profiles.{population}_mark", since=since)
        return ChangeMark(int(row["count"]), int(row["last"]))

    def count(self, population: str) -> int:
        """How many profiles a population has."""
        return int(self._tx.one(f"profiles.{population}_count")["count"])

    def write_mark(self) -> tuple[int, int]:
        """Two counts of which at least one grows with every write: unchanged means that nothing changed."""
        return int(self._tx.one("profiles.operations")["count"]), int(self._tx.one("profiles.events")["count"])

    def get_startup(self, startup_id: str, day: date) -> ProfileRecord:
        """One startup as a seeker on a day; raises NotFoundError."""
        row = self._tx.one_or_none("profiles.startup", id=startup_id, day=day)
        if row is None:
            raise NotFoundError("startup", startup_id)
        return profile_from_row(row)

    def get_need(self, need_id: str) -> Row:
        """One need with its startup's id and its tags; raises NotFoundError."""
        row = self._tx.one_or_none("profiles.need", id=need_id)
        if row is None:
            raise NotFoundError("need", need_id)
        return row

    def list_industries(self) -> list[TagRecord]:
        """The tree of industries."""
        return [
            TagRecord(row["id"], row["name"] or row["id"], row["name_zh"] or "", tuple(sorted(row["broader"])))
            for row in self._tx.rows("profiles.industries")
        ]

    def list_topics(self) -> list[TagRecord]:
        """All topics with the names people gave them."""
        found: list[TagRecord] = []
        after = ""
        while True:
            rows = self._tx.rows("profiles.topics_page", after=after, limit=2 * PAGE)
            if not rows:
                return found
            found += [TagRecord(row["id"], row["name"] or row["id"]) for row in rows]
            after = rows[-1]["id"]

    def list_topics_named(self, ids: list[str]) -> list[TagRecord]:
        """The topics with these ids."""
        return [
            TagRecord(row["id"], row["name"] or row["id"]) for row in self._tx.rows("profiles.topics_named", ids=ids)
        ]


def _dated(population: str, day: date) -> dict[str, date]:
    return {"day": day} if population != _FORMER else {}


def _all(pages: Iterator[list[ProfileRecord]]) -> list[ProfileRecord]:
    return [record for page in pages for record in page]


def profile_from_row(row: Row) -> ProfileRecord:
    """A record from a row: lists become tuples, missing texts empty, one stage a list of one, the first of several
    employers the employer. Raises UnknownStateError."""
    known = with_states(row, state=Availability) if "state" in row else row
    values: dict[str, Any] = {key: value for key, value in known.items() if value is not None}
    if "stage" in values:
        values["stages"] = [values.pop("stage")]
    values["employer"] = min(values.pop("employers", ()), default=None)
    for key in _LISTS:
        values[key] = tuple(sorted(set(values.get(key) or ())))
    values["reach"] = Reach(values["reach"]) if "reach" in values else None
    values["careers"] = latest_first(CareerRecord.of(one) for one in values.get("careers", ()))
    for key in _TEXTS:
        values.setdefault(key, "")
    return ProfileRecord(**values)


@KINDS.rule
def _unread(kind: Kind) -> list[str]:
    names = [f"profiles.{kind.population}_{query}" for query in ("page", "changed", "mark", "count")]
    return [f"there is no query {name!r}" for name in names if name not in all_queries()]
