"""Observable view of the synthetic population on one day, as a source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from graph.domain.answers import Answer
from graph.domain.deadlines import EXPIRE_AFTER_DAYS
from graph.domain.eligibility import Decision
from graph.domain.kinds import Outcome
from graph.domain.reasons import DeclineReason
from graph.domain.states.requests import RequestState
from graph.domain.states.work import EngagementState
from graph.entities.profile import InteractionRecord, ProfileRecord, TagRecord
from graph.taxonomy import load
from matching.history.as_of import as_known
from matching.sources.base import NeedRecord
from matching.sources.records import grouped
from matching.sources.unchanging import UnchangingSource


class SimulatedSource(UnchangingSource):
    """A matching.sources.base.Source over plain records; `present` are the supervisors who are there."""

    expire_after_days = EXPIRE_AFTER_DAYS

    def __init__(
        self,
        as_of: date,
        seekers: Sequence[ProfileRecord],
        providers: Sequence[ProfileRecord],
        present: frozenset[str],
        needs: dict[str, tuple[NeedRecord, str]],
        records: Sequence[InteractionRecord],
    ) -> None:
        self.as_of, self.present = as_of, present
        self._seekers = {record.id: record for record in seekers}
        self._needs, self._providers = needs, list(providers)
        known = (as_known(record, as_of) for record in records)
        self.records = [record for record in known if record is not None]
        self._by_seeker = grouped((record.seeker_id, record) for record in self.records)

    @property
    def day(self) -> date:
        """The day that it is in the made-up world."""
        return self.as_of

    @property
    def profiles(self) -> dict[str, ProfileRecord]:
        """The startups, by id."""
        return self._seekers

    @property
    def needs(self) -> dict[str, tuple[NeedRecord, str]]:
        return self._needs

    def list_providers(self, population: str) -> list[ProfileRecord]:  # noqa: ARG002 - a Source's
        return self._providers

    def list_seekers(self) -> list[ProfileRecord]:
        return list(self._seekers.values())

    def list_industries(self) -> list[TagRecord]:
        terms = load().industries.terms.values()
        return [TagRecord(term.code, term.en, term.zh, tuple(sorted(term.parents))) for term in terms]

    def list_topics(self) -> list[TagRecord]:
        return []

    def list_topics_named(self, ids: list[str]) -> list[TagRecord]:
        return [TagRecord(name, name) for name in ids]

    def interaction_pages(self, kind: str) -> Iterator[list[InteractionRecord]]:  # noqa: ARG002  # a Source's signature
        yield self.records

    def taken_places(self) -> dict[str, int]:
        taken: dict[str, int] = defaultdict(int)
        for record in self.records:
            if record.provider_decision == Answer.ACCEPTED and record.outcome == Outcome.NONE:
                taken[record.provider_id] += 1
        return dict(taken)

    def list_decisions(self, startup_id: str, kind: str) -> list[Decision]:  # noqa: ARG002  # a Source's signature
        return [self._decision(record) for record in self._by_seeker.get(startup_id, ())]

    def _decision(self, record: InteractionRecord) -> Decision:
        state, engagement = RequestState.SHOWN, None
        if record.provider_decision == Answer.ACCEPTED:
            engagement = EngagementState.OPEN if record.outcome == Outcome.NONE else EngagementState.CLOSED
            state = RequestState.ACCEPTED
        elif record.provider_decision == Answer.DECLINED:
            state = RequestState.DECLINED
        elif record.seeker_decision == Answer.ACCEPTED and record.proposed_on is not None:
            is_waiting = (self.as_of - record.proposed_on).days < self.expire_after_days
            state = RequestState.ASKED if is_waiting else RequestState.EXPIRED
        return Decision(
            record.provider_id,
            state,
            record.need_id,
            is_for_conflict=record.decline_reason == DeclineReason.CONFLICT,
            engagement_state=engagement,
        )

    def list_conflicting(self, startup_id: str) -> list[str]:  # noqa: ARG002  # a Source's signature
        return []

    def count_providers(self, population: str) -> int:  # noqa: ARG002  # a Source's signature
        return len(self._providers)
