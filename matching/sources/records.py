"""Records held in memory as a source: everything that was read once, as it was known when a day began."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from graph.domain.answers import Answer
from graph.domain.eligibility import Decision
from graph.domain.kinds import Outcome
from graph.domain.periods import Period
from graph.domain.states.requests import RequestState
from graph.domain.states.work import EngagementState
from graph.entities.career import CareerRecord
from graph.entities.profile import Conflict, DocumentRecord, InteractionRecord, ProfileRecord, TagRecord
from graph.exchange.format.problems import Problem
from graph.rules.conflict_rules import Severity, conflict_rules_on
from graph.rules.finding_conflicts import conflicts_of
from graph.rules.ties import TieKind, Ties
from matching.history.as_of import RESULTS_AFTER, as_known
from matching.sources.base import NeedRecord
from matching.sources.unchanging import UnchangingSource

K = TypeVar("K")
V = TypeVar("V")
# What is noted between two and keeps nobody apart: both are told of it.
_ASKED_ABOUT = frozenset({TieKind.INVESTMENT, TieKind.COMPETITOR})
# How long somebody who was accepted and of whom no end is known still takes a place.
_LONGEST_STAY = timedelta(days=365)


@dataclass(frozen=True)
class Membership:
    """A profile belongs to an incubator (is incubated there, or in its pool); both days count, None is open."""

    profile_id: str
    incubator_id: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Records:
    """All that a folder or a graph holds, each record whole and with its days.

    `profiles` by id, without documents and pools, which depend on the day; `populations`: the ids of each; `needs`
    with their startups' ids; `documents` with their owners' ids; `notes`: what whoever reads results should know.
    """

    profiles: Mapping[str, ProfileRecord]
    populations: Mapping[str, Sequence[str]]
    needs: Mapping[str, tuple[NeedRecord, str]]
    interactions: Sequence[InteractionRecord]
    industries: Sequence[TagRecord]
    topics: Sequence[TagRecord]
    documents: Sequence[tuple[str, DocumentRecord]] = ()
    memberships: Sequence[Membership] = ()
    conflicts: Sequence[Conflict] = ()
    ties: Ties | None = None
    notes: Sequence[Problem] = field(default=())


class RecordSource(UnchangingSource):
    """A matching.sources.base.HistorySource over records; `before(day)` is what was known when that day began."""

    def __init__(self, records: Records, *, expire_after_days: int, as_of: date | None = None) -> None:
        """`as_of`: what is dated on that day or later is not there; without it everything is. `expire_after_days`: how
        long a request without an answer stays open where the records come from."""
        self.records = records
        self.expire_after_days = expire_after_days
        self.as_of = as_of

    @property
    def day(self) -> date:
        """The day on which what is dated must hold."""
        return self.as_of or date.max

    def before(self, day: date) -> RecordSource:
        """The same records as of another day; nothing is read again."""
        return RecordSource(self.records, expire_after_days=self.expire_after_days, as_of=day)

    @property
    def notes(self) -> Sequence[Problem]:
        return self.records.notes

    @property
    def needs(self) -> Mapping[str, tuple[NeedRecord, str]]:
        return self.records.needs

    @cached_property
    def profiles(self) -> dict[str, ProfileRecord]:
        written = ((owner, one) for owner, one in self.records.documents if self._is_past(one.dated_on))
        documents = grouped(written)
        pools = grouped((one.profile_id, one.incubator_id) for one in self.records.memberships if self._holds(one))
        return {
            name: replace(
                profile,
                careers=tuple(known for one in profile.careers if (known := self._as_known(one))),
                documents=tuple(sorted(documents.get(name, ()), key=lambda document: document.id)),
                pools=tuple(sorted(set(pools.get(name, ())))),
            )
            for name, profile in self.records.profiles.items()
        }

    @cached_property
    def interactions(self) -> list[InteractionRecord]:
        """Those that have a day, in order of day and id; what came of them only where that was known already."""
        known = (as_known(record, self.as_of, RESULTS_AFTER) for record in self.records.interactions)
        found = [record for record in known if record is not None]
        return sorted(found, key=lambda record: (record.proposed_on or date.min, record.id))

    @cached_property
    def undated(self) -> dict[str, tuple[int, int]]:
        """By kind: how many interactions have no day at all, and how many there are."""
        counts: dict[str, tuple[int, int]] = {}
        for record in self.records.interactions:
            without, total = counts.get(record.kind, (0, 0))
            counts[record.kind] = without + (record.proposed_on is None), total + 1
        return counts

    def interactions_of(self, kind: str) -> list[InteractionRecord]:
        """Those of one kind."""
        return [record for record in self.interactions if record.kind == kind]

    # What follows is matching.sources.base.Source.

    def list_providers(self, population: str) -> list[ProfileRecord]:
        return [self.profiles[name] for name in self.records.populations[population]]

    def list_seekers(self) -> list[ProfileRecord]:
        return self.list_providers("startups")

    def list_industries(self) -> list[TagRecord]:
        return list(self.records.industries)

    def list_topics(self) -> list[TagRecord]:
        return list(self.records.topics)

    def list_topics_named(self, ids: list[str]) -> list[TagRecord]:
        wanted = set(ids)
        return [topic for topic in self.records.topics if topic.id in wanted]

    def interaction_pages(self, kind: str) -> Iterator[list[InteractionRecord]]:
        yield self.interactions_of(kind)

    def taken_places(self) -> dict[str, int]:
        """Those who guide somebody now: accepted by both, not ended, and not too long ago."""
        taken: dict[str, int] = defaultdict(int)
        for record in self.interactions:
            if _is_agreed(record) and record.outcome == Outcome.NONE and self._is_fresh(record):
                taken[record.provider_id] += 1
        return dict(taken)

    def list_decisions(self, startup_id: str, kind: str) -> list[Decision]:
        return [_decision(record) for record in self._by_seeker.get((startup_id, kind), ())]

    def list_conflicting(self, startup_id: str) -> list[str]:
        sides = [(c.right_id if c.left_id == startup_id else c.left_id, c) for c in self._by_side.get(startup_id, ())]
        if self.records.ties is not None:
            return self._implied(startup_id, self.records.ties)
        return [other for other, one in sides if one.period.holds_on(self.day) and one.kind not in _ASKED_ABOUT]

    def _implied(self, startup_id: str, ties: Ties) -> list[str]:
        """Whom a conflict of interest keeps apart from a startup, noted or not."""
        found = conflicts_of(startup_id, ties, conflict_rules_on(self.day), self.day)
        return [one.other_id for one in found if one.severity is Severity.FORBIDS]

    def count_providers(self, population: str) -> int:
        return len(self.records.populations[population])

    @cached_property
    def _by_seeker(self) -> dict[tuple[str, str], list[InteractionRecord]]:
        return grouped(((record.seeker_id, record.kind), record) for record in self.interactions)

    @cached_property
    def _by_side(self) -> dict[str, list[Conflict]]:
        conflicts = self.records.conflicts
        return grouped((side, conflict) for conflict in conflicts for side in (conflict.left_id, conflict.right_id))

    def _is_past(self, day: date | None) -> bool:
        return day is None or self.as_of is None or day < self.as_of

    def _as_known(self, career: CareerRecord) -> CareerRecord | None:
        """An entry that has begun; its end only where that was past."""
        if not self._is_past(career.period.since):
            return None
        if self._is_past(career.period.until):
            return career
        return replace(career, period=Period(career.period.since))

    def _holds(self, member: Membership) -> bool:
        is_over = member.until is not None and member.until < self.day
        return self._is_past(member.since) and not is_over

    def _is_fresh(self, record: InteractionRecord) -> bool:
        since = record.decided_on or record.proposed_on
        return self.as_of is None or since is None or self.as_of - since <= _LONGEST_STAY


def grouped(items: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """The values of each key, in order."""
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in items:
        found[key].append(value)
    return dict(found)


def _is_agreed(record: InteractionRecord) -> bool:
    return record.seeker_decision == record.provider_decision == Answer.ACCEPTED


def _decision(record: InteractionRecord) -> Decision:
    state = RequestState.ASKED if record.seeker_decision == Answer.ACCEPTED else RequestState.SHOWN
    if record.provider_decision == Answer.DECLINED:
        state = RequestState.DECLINED
    elif record.seeker_decision == Answer.DECLINED:
        state = RequestState.DISMISSED
    engagement = EngagementState.OPEN if _is_agreed(record) else None
    return Decision(record.provider_id, state, record.need_id, engagement_state=engagement)
