"""A folder in the exchange format as the source of profiles and history, as of one day and without a server."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from graph.domain.deadlines import EXPIRE_AFTER_DAYS
from graph.entities.profile import (
    ChangeMark,
    Conflict,
    Decision,
    DocumentRecord,
    InteractionRecord,
    PathNode,
    ProfileRecord,
    TagRecord,
)
from graph.errors import NotFoundError
from graph.exchange.format.schema import PROFILES
from graph.taxonomy import load
from matching.history.as_of import RESULTS_AFTER, as_known
from matching.sources.base import NeedRecord
from matching.sources.folder_reader import FolderError, FolderReader
from matching.sources.folder_records import Row, conflict_of, document_of, interaction_of, need_of, profile_of

__all__ = ["Beside", "Folder", "FolderError"]

K = TypeVar("K")
V = TypeVar("V")
_FILES = {"supervisors": "people", "talents": "people", "investors": "investors", "labs": "labs"}
_ROLES = {"supervisors": "supervisor", "talents": "talent"}
# How long somebody who was accepted and of whom no end is known still takes a place.
_LONGEST_STAY = timedelta(days=365)


@dataclass(frozen=True)
class Beside:
    """What is known beside the files: by id of a profile, or of an interaction, the fields that the format lacks."""

    profiles: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    interactions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


class Folder:
    """All that files say; raises FolderError on bad input. `before(day)` is what was known when that day began."""

    def __init__(
        self,
        paths: Sequence[Path],
        *,
        as_of: date | None = None,
        reader: FolderReader | None = None,
        beside: Beside | None = None,
        expire_after_days: int = EXPIRE_AFTER_DAYS,
    ) -> None:
        """`as_of`: what is dated on that day or later is not there; without it everything is. `expire_after_days`: how
        long a request without an answer stayed open where the files come from."""
        self._reader = reader or FolderReader(paths)
        self._beside = beside or Beside()
        self._rows = self._reader.rows
        self.expire_after_days = expire_after_days
        self.notes = self._reader.notes
        self.as_of = as_of

    @property
    def day(self) -> date:
        """The day on which what is dated must hold."""
        return self.as_of or date.max

    def before(self, day: date) -> Folder:
        """The same folder as of another day; nothing is read again."""
        wait = self.expire_after_days
        return Folder((), as_of=day, reader=self._reader, beside=self._beside, expire_after_days=wait)

    @cached_property
    def profiles(self) -> dict[str, ProfileRecord]:
        """Everybody, by id."""
        documents, pools = self._documents(), self._pools()
        return {
            row["id"]: replace(
                profile_of(row, documents.get(row["id"], ()), pools.get(row["id"], ())),
                **self._beside.profiles.get(row["id"], {}),
            )
            for name in PROFILES
            for row in self._rows.get(name, ())
        }

    @cached_property
    def needs(self) -> dict[str, tuple[NeedRecord, str]]:
        """Each need with its startup's id."""
        return {row["id"]: (need_of(row), row["startup_id"]) for row in self._rows["needs"]}

    @cached_property
    def interactions(self) -> list[InteractionRecord]:
        """Those that have a day, in order of day and id; what came of them only where that was known already."""
        about: dict[str, Row] = {row["id"]: row for name in ("startups", "needs") for row in self._rows[name]}
        found = []
        for row in self._rows["interactions"]:
            need, seeker = about.get(row.get("need_id") or "", {}), about.get(row["seeker_id"], {})
            asked = need if need.get("industries") or need.get("topics") else seeker
            whole = replace(
                interaction_of(row, asked, seeker, self.expire_after_days),
                **self._beside.interactions.get(row["id"], {}),
            )
            record = as_known(whole, self.as_of, RESULTS_AFTER)
            if record is not None:
                found.append(record)
        return sorted(found, key=lambda record: (record.proposed_on or date.min, record.id))

    @cached_property
    def undated(self) -> dict[str, tuple[int, int]]:
        """By kind: how many interactions have no day at all, and how many there are."""
        counts: dict[str, tuple[int, int]] = {}
        for row in self._rows["interactions"]:
            without, total = counts.get(row["kind"], (0, 0))
            missing = not row.get("proposed_on") and not row.get("decided_on")
            counts[row["kind"]] = without + missing, total + 1
        return counts

    @cached_property
    def relations(self) -> list[Row]:
        """Rows of relations.csv that had begun."""
        return [row for row in self._rows["relations"] if self._is_past(row.get("from"))]

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """All conflicts of interest; each says from when to when."""
        return [conflict_of(row, number) for number, row in enumerate(self._rows["conflicts"])]

    def interactions_of(self, kind: str) -> list[InteractionRecord]:
        """Those of one kind."""
        return [record for record in self.interactions if record.kind == kind]

    # What follows is matching.sources.base.Source.

    def list_providers(self, population: str) -> list[ProfileRecord]:
        role = _ROLES.get(population)
        return [self.profiles[row["id"]] for row in self._rows[_FILES[population]] if not role or role in row["roles"]]

    def list_seekers(self) -> list[ProfileRecord]:
        return [self.profiles[row["id"]] for row in self._rows["startups"]]

    def list_industries(self) -> list[TagRecord]:
        terms = load().industries.terms.values()
        return [TagRecord(term.code, term.en, term.zh, tuple(sorted(term.parents))) for term in terms]

    def list_topics(self) -> list[TagRecord]:
        names = {topic for record in self.profiles.values() for topic in record.topics}
        names |= {topic for need, _ in self.needs.values() for topic in need.topics}
        return [TagRecord(name, name) for name in sorted(names)]

    def list_topics_named(self, ids: list[str]) -> list[TagRecord]:
        return [TagRecord(name, name) for name in ids]

    def interaction_pages(self, kind: str) -> Iterator[list[InteractionRecord]]:
        yield self.interactions_of(kind)

    def get_startup(self, startup_id: str) -> ProfileRecord:
        if startup_id not in self.profiles:
            raise NotFoundError("startup", startup_id)
        return self.profiles[startup_id]

    def get_need(self, need_id: str) -> tuple[NeedRecord, str]:
        if need_id not in self.needs:
            raise NotFoundError("need", need_id)
        return self.needs[need_id]

    def taken_places(self) -> dict[str, int]:
        """Those who guide somebody now: accepted by both, not ended, and not too long ago."""
        taken: dict[str, int] = defaultdict(int)
        for record in self.interactions:
            if _is_agreed(record) and record.outcome == "none" and self._is_fresh(record):
                taken[record.provider_id] += 1
        return dict(taken)

    def list_decisions(self, startup_id: str, kind: str) -> list[Decision]:
        return [_decision(record) for record in self._by_seeker.get((startup_id, kind), ())]

    def list_conflicting(self, startup_id: str) -> list[str]:
        sides = [(c.right_id if c.left_id == startup_id else c.left_id, c) for c in self._by_side.get(startup_id, ())]
        return [other for other, conflict in sides if conflict.period.holds_on(self.day)]

    def find_path(self, startup_id: str, provider_id: str) -> tuple[PathNode, ...]:  # noqa: ARG002 - a Source's
        return ()

    def list_changed_providers(self, population: str, since: int) -> list[ProfileRecord]:  # noqa: ARG002
        return []

    def list_turned_providers(self, population: str, known_day: date) -> list[ProfileRecord]:  # noqa: ARG002
        return []

    def provider_mark(self, population: str, since: int) -> ChangeMark:  # noqa: ARG002
        return ChangeMark(0, 0)

    def count_providers(self, population: str) -> int:
        return len(self.list_providers(population))

    def write_mark(self) -> tuple[int, int]:
        return 0, 0

    def list_changed_interactions(self, kind: str, since: int) -> list[InteractionRecord]:  # noqa: ARG002
        return []

    def interaction_mark(self, kind: str, since: int) -> ChangeMark:  # noqa: ARG002
        return ChangeMark(0, 0)

    @cached_property
    def _by_seeker(self) -> dict[tuple[str, str], list[InteractionRecord]]:
        return _grouped((((record.seeker_id, record.kind), record)) for record in self.interactions)

    @cached_property
    def _by_side(self) -> dict[str, list[Conflict]]:
        return _grouped(
            (side, conflict) for conflict in self.conflicts for side in (conflict.left_id, conflict.right_id)
        )

    def _documents(self) -> dict[str, list[DocumentRecord]]:
        past = (row for row in self._rows["documents"] if self._is_past(row.get("dated_on")))
        made = ((row["owner_ids"], document_of(row)) for row in past)
        return _grouped((owner, document) for owners, document in made for owner in owners)

    def _pools(self) -> dict[str, list[str]]:
        columns = ((row["id"], row["incubator_id"]) for row in self._rows["startups"] if row.get("incubator_id"))
        today = self.day.isoformat()
        open_ones = [row for row in self.relations if row["type"] in ("INCUBATED_BY", "IN_POOL_OF")]
        rows = ((row["from_id"], row["to_id"]) for row in open_ones if not row.get("to") or row["to"] >= today)
        return _grouped([*columns, *rows])

    def _is_past(self, text: str | None) -> bool:
        return not text or self.as_of is None or text < self.as_of.isoformat()

    def _is_fresh(self, record: InteractionRecord) -> bool:
        since = record.decided_on or record.proposed_on
        return self.as_of is None or since is None or self.as_of - since <= _LONGEST_STAY


def _grouped(items: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in items:
        found[key].append(value)
    return dict(found)


def _is_agreed(record: InteractionRecord) -> bool:
    return record.seeker_decision == record.provider_decision == "accepted"


def _decision(record: InteractionRecord) -> Decision:
    state = "asked" if record.seeker_decision == "accepted" else "shown"
    if record.provider_decision == "declined":
        state = "declined"
    elif record.seeker_decision == "declined":
        state = "dismissed"
    return Decision(record.provider_id, record.need_id, state, engagement_state="open" if _is_agreed(record) else None)
