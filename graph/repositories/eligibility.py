"""What decides whether a startup may ask a provider, read for the pairs of a need or of a request."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from graph.domain.eligibility import (
    RULES,
    Decision,
    PairFacts,
    RuleCode,
    bearings,
    language_bits,
    paused_until_ordinal,
)
from graph.domain.kinds import KINDS
from graph.domain.reach import Reach, reach_code
from graph.domain.reasons import DeclineReason
from graph.domain.states.requests import LISTED, RequestState
from graph.domain.states.terms import Availability
from graph.domain.states.work import EngagementState
from graph.entities.conflicts import Conflict
from graph.entities.pair import Pair
from graph.entities.requests import NextBest
from graph.errors import NotFoundError
from graph.ids import new_nonce
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.conflicts import ConflictRepository

_LISTED = 500


class EligibilityRepository(Repository):
    """Lock the provider, then the need, and what is read here holds still until the end of the transaction."""

    def lock_provider(self, provider_id: str) -> None:
        """Take a provider's lock; before those of needs and proposals."""
        self._tx.run("eligibility.lock_provider", id=provider_id, nonce=new_nonce())

    def list_of_need(self, need_id: str, provider_ids: Sequence[str], day: date) -> list[Pair]:
        """The pairs of a need with those of these providers for whom it asks, in no order."""
        labels = {kind.name: kind.label for kind in KINDS.values()}
        ids = list(dict.fromkeys(provider_ids))
        rows = self._tx.rows("eligibility.of_need", need_id=need_id, provider_ids=ids, labels=labels, day=day)
        conflicts = self._conflicts(rows, day)
        return [_pair(row, day, conflicts, held=row["held"]) for row in rows]

    def get(self, need_id: str, provider_id: str, day: date) -> Pair:
        """The pair of a need and a provider.

        Raises NotFoundError where the need does not ask for such providers, or a pool closed to its startup keeps them.
        """
        pair = next(iter(self.list_of_need(need_id, [provider_id], day)), None)
        if pair is None or RULES[RuleCode.OUTSIDE_POOL].forbids(pair.facts):
            raise NotFoundError("provider", provider_id)
        return pair

    def get_of_request(self, request_id: str, day: date) -> Pair:
        """The two sides of a request, whether a pool is closed or not; whom a provider accepts is theirs to choose, so
        a place that is held for somebody else counts as free."""
        row = self._tx.one("eligibility.of_request", id=request_id, day=day)
        return _pair(row, day, self._conflicts([row], day))

    def _conflicts(self, rows: Sequence[Row], day: date) -> list[Conflict]:
        """What stands between the two of each pair."""
        startups, providers = {row["startup_id"] for row in rows}, {row["provider"]["id"] for row in rows}
        return ConflictRepository(self._tx).find(sorted(startups), day, others=providers)

    def next_best(self, need_id: str, day: date) -> NextBest | None:
        """Who may be asked next for a need: the best of its list whom no rule forbids."""
        listed = self._tx.rows("waiting.list_listed", need_id=need_id, states=sorted(LISTED), limit=_LISTED)
        pairs = self.list_of_need(need_id, [row["provider_id"] for row in listed], day)
        free = {pair.provider_id: pair for pair in pairs if pair.refusal is None}
        best = next((row for row in listed if row["provider_id"] in free), None)
        if best is None:
            return None
        pair = free[best["provider_id"]]
        return NextBest(best["proposal_id"], pair.name, pair.name_zh)


def _pair(row: Row, day: date, conflicts: Sequence[Conflict], *, held: int = 0) -> Pair:
    provider, need_id, kind = row["provider"], row["need_id"] or "", KINDS[row["kind_name"]]
    decided = bearings([_decision(provider["id"], one) for one in row["decisions"]], need_id, day)
    between = tuple(c for c in conflicts if (c.startup_id, c.other_id) == (row["startup_id"], provider["id"]))
    wanted = row["need_languages"] or row["startup_languages"] or ()
    languages, wanted_languages = language_bits(provider["languages"] or (), wanted)
    facts = PairFacts(
        reserving=len(row["reserved_for"]),
        reserving_seeker=len(set(row["reserved_for"]) & set(row["pools"])),
        conflicts=sum(one.forbids for one in between),
        engaged=decided.get(RuleCode.ALREADY_ENGAGED, 0),
        asked=decided.get(RuleCode.ALREADY_ASKED, 0),
        dismissed=decided.get(RuleCode.DISMISSED, 0),
        declined=decided.get(RuleCode.DECLINED_BEFORE, 0),
        paused_until=paused_until_ordinal(
            is_paused=provider["state"] == Availability.PAUSED, until=provider["paused_until"]
        ),
        taken=row["taken"] + held,
        capacity=kind.places(provider["capacity"]),
        languages=languages,
        wanted_languages=wanted_languages,
        reach=reach_code(Reach(row["reach"])),
        today=day.toordinal(),
    )
    name, name_zh = provider["name"] or "", provider["name_zh"] or ""
    return Pair(
        kind,
        row["startup_id"],
        need_id,
        provider["id"],
        name,
        name_zh,
        facts,
        tuple(one for one in between if one.asks),
    )


def _decision(provider_id: str, row: Row) -> Decision:
    needs, states = row["need_ids"], [EngagementState(state) for state in row["engagements"]]
    return Decision(
        provider_id=provider_id,
        state=RequestState(row["state"]),
        need_id=needs[0] if needs else None,
        ask_again_on=row["ask_again_on"],
        is_for_conflict=row["decline_reason"] == DeclineReason.CONFLICT,
        engagement_state=EngagementState.OPEN if EngagementState.OPEN in states else next(iter(states), None),
    )
