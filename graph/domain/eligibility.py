"""Who may be proposed, asked and accepted: each rule once, for one pair or for all providers at once.

A rule is an expression over `Facts`. They are numbers for one pair, read under a lock, or arrays for all providers of
an index; the same expression then gives one answer or a mask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from graph.domain.reach import Reach, reach_code
from graph.domain.states.requests import RequestState
from graph.domain.states.work import EngagementState

_NOBODY_ANSWERS = reach_code(Reach.NONE)
NEVER = date.max.toordinal()
"""The ordinal of `paused_until` where somebody is paused without an end."""


class RuleCode(StrEnum):
    """Why somebody is left out; pages and commands say it in words by this code."""

    OUTSIDE_POOL = "outside_pool"
    CONFLICT = "conflict"
    ALREADY_ENGAGED = "already_engaged"
    ALREADY_ASKED = "already_asked"
    DISMISSED = "dismissed"
    DECLINED_BEFORE = "declined_before"
    PAUSED = "paused"
    NO_FREE_PLACE = "no_free_place"
    LANGUAGE = "language"
    UNREACHABLE = "unreachable"


class NearRule(StrEnum):
    """Why somebody is left out of proposals while others are left; whoever wants to may ask them all the same."""

    OUTSIDE_TICKET = "outside_ticket"
    OTHER_STAGES = "other_stages"


def forbids(code: str) -> bool:
    """Whether who is left out by this code may not be asked either."""
    return code not in set(NearRule)


class Facts(Protocol):
    """What the rules read about a seeker and a provider, on a day: an int for one pair, or an array (providers,).

    `reserving`: pools that keep the provider for their own startups; `reserving_seeker`: those of them that the seeker
    is with. `conflicts`: conflicts of interest in force. `engaged`, `asked`, `dismissed`, `declined`: past decisions
    that bear on this need (`bearing_of`). `paused_until`: ordinal of the first day with requests again, 0 where not
    paused. `taken` of `capacity` places. `languages` of the provider and `wanted_languages` of the seeker: bit sets, 0
    where unknown. `reach`: how a request would reach the provider (`reach.reach_code`). `today`: the day's ordinal.
    """

    @property
    def reserving(self) -> Any: ...
    @property
    def reserving_seeker(self) -> Any: ...
    @property
    def conflicts(self) -> Any: ...
    @property
    def engaged(self) -> Any: ...
    @property
    def asked(self) -> Any: ...
    @property
    def dismissed(self) -> Any: ...
    @property
    def declined(self) -> Any: ...
    @property
    def paused_until(self) -> Any: ...
    @property
    def taken(self) -> Any: ...
    @property
    def capacity(self) -> Any: ...
    @property
    def languages(self) -> Any: ...
    @property
    def wanted_languages(self) -> int: ...
    @property
    def reach(self) -> Any: ...
    @property
    def today(self) -> int: ...


@dataclass(frozen=True)
class PairFacts:
    """The facts of one pair."""

    reserving: int
    reserving_seeker: int
    conflicts: int
    engaged: int
    asked: int
    dismissed: int
    declined: int
    paused_until: int
    taken: int
    capacity: int
    languages: int
    wanted_languages: int
    reach: int
    today: int


@dataclass(frozen=True)
class Rule:
    """One hard rule. `forbids` gives truth, or a mask, of whom it leaves out.

    `holds_at_accepting`: whether an acceptance is checked by it too; the others only stop new requests.
    `is_own_decision`: what the seeker did or waits for; such people can be shown all the same.
    """

    code: RuleCode
    forbids: Callable[[Facts], Any]
    holds_at_accepting: bool = False
    is_own_decision: bool = False


_ALL = (
    Rule(RuleCode.OUTSIDE_POOL, lambda facts: (facts.reserving > 0) & (facts.reserving_seeker == 0)),
    Rule(RuleCode.CONFLICT, lambda facts: facts.conflicts > 0, holds_at_accepting=True),
    Rule(RuleCode.ALREADY_ENGAGED, lambda facts: facts.engaged > 0),
    Rule(RuleCode.ALREADY_ASKED, lambda facts: facts.asked > 0, is_own_decision=True),
    Rule(RuleCode.DISMISSED, lambda facts: facts.dismissed > 0, is_own_decision=True),
    Rule(RuleCode.DECLINED_BEFORE, lambda facts: facts.declined > 0, is_own_decision=True),
    Rule(RuleCode.PAUSED, lambda facts: facts.paused_until > facts.today),
    Rule(RuleCode.NO_FREE_PLACE, lambda facts: facts.taken >= facts.capacity, holds_at_accepting=True),
    Rule(
        RuleCode.LANGUAGE,
        lambda facts: (
            (facts.languages != 0) & (facts.wanted_languages != 0) & (facts.languages & facts.wanted_languages == 0)
        ),
    ),
    Rule(RuleCode.UNREACHABLE, lambda facts: facts.reach == _NOBODY_ANSWERS, holds_at_accepting=True),
)
RULES: dict[RuleCode, Rule] = {rule.code: rule for rule in _ALL}
OWN_DECISIONS = frozenset(rule.code for rule in _ALL if rule.is_own_decision)


def refusal(facts: Facts, codes: Iterable[RuleCode]) -> RuleCode | None:
    """The first rule that leaves one provider out; None where they may be proposed and asked."""
    return next((code for code in codes if RULES[code].forbids(facts)), None)


def refusal_at_accepting(facts: Facts, codes: Iterable[RuleCode]) -> RuleCode | None:
    """The first rule that stands against an acceptance."""
    return refusal(facts, (code for code in codes if RULES[code].holds_at_accepting))


@dataclass(frozen=True)
class Decision:
    """What became of an earlier proposal to a provider."""

    provider_id: str
    state: RequestState
    need_id: str | None = None
    ask_again_on: date | None = None
    is_for_conflict: bool = False
    engagement_state: EngagementState | None = None


def bearing_of(decision: Decision, need_id: str, today: date) -> RuleCode | None:
    """The rule that an earlier decision triggers for a need, if any; an empty `need_id` stands for no need at all.

    An engagement or an open request counts for all of the startup's needs; a dismissal for its own need, and so does
    an acceptance whose engagement has ended: for one need the two meet once. Somebody who declined stays out for that
    need, and for the others until the day on which they may be asked again; whoever declined for a conflict stays out
    for good.
    """
    same_need = bool(need_id) and decision.need_id == need_id
    if decision.engagement_state is EngagementState.OPEN or (decision.state is RequestState.ACCEPTED and same_need):
        return RuleCode.ALREADY_ENGAGED
    if decision.state is RequestState.ASKED:
        return RuleCode.ALREADY_ASKED
    if decision.state is RequestState.DISMISSED:
        return RuleCode.DISMISSED if same_need or not need_id else None
    if decision.state is not RequestState.DECLINED:
        return None
    if decision.ask_again_on is not None:
        return RuleCode.DECLINED_BEFORE if today < decision.ask_again_on else None
    return RuleCode.DECLINED_BEFORE if same_need or decision.is_for_conflict else None


def bearings(decisions: Sequence[Decision], need_id: str, today: date) -> dict[RuleCode, int]:
    """How many earlier decisions trigger each rule for a need."""
    counts: dict[RuleCode, int] = {}
    for decision in decisions:
        code = bearing_of(decision, need_id, today)
        if code is not None:
            counts[code] = counts.get(code, 0) + 1
    return counts


def paused_until_ordinal(*, is_paused: bool, until: date | None) -> int:
    """`PairFacts.paused_until` of somebody: 0 where new requests reach them."""
    if not is_paused:
        return 0
    return NEVER if until is None else until.toordinal()


def language_bits(*speakers: Iterable[str]) -> list[int]:
    """Each one's languages as a bit set; the same language is the same bit in all of them."""
    spoken = [frozenset(languages) for languages in speakers]
    bits = {name: 1 << place for place, name in enumerate(sorted(frozenset().union(*spoken)))}
    return [sum(bits[name] for name in languages) for languages in spoken]
