"""A request as the provider who must answer it sees it, and what was said about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from graph.domain.reasons import DeclineReason, WithdrawReason
from graph.domain.roles import Side
from graph.domain.states.requests import NeedState, RequestState


@dataclass(frozen=True)
class Remark:
    """One question or answer between the two sides, before the request is answered."""

    id: str
    side: Side
    text: str
    at: datetime


@dataclass(frozen=True)
class EarlierDecline:
    """That this provider declined another request of the same startup."""

    at: datetime | None
    reason: DeclineReason | None
    note: str


@dataclass(frozen=True)
class Suggestion:
    """Who suggested to a startup to ask this provider in their place, and with which word."""

    name: str
    name_zh: str
    word: str


@dataclass(frozen=True)
class Request:
    """One asked proposal with everything that a decision needs.

    `fit`, `reasons` and `caution` as they were when it was asked, the latter two as JSON; `reasons` is empty where it
    was asked before 0.2.0 or from outside, `fit` unknown where before 0.3.0. `answered`: what the startup wrote last,
    where nobody asked anything since; known on lists of what waits. `earlier`: declines of the same startup, the
    latest first. `answered_through`: who wrote the answer down for them, as `graph/domain/reach.py` has it; empty where
    they answered themselves.
    """

    id: str
    kind: str
    state: RequestState
    startup_id: str
    provider_id: str
    provider_name: str
    provider_name_zh: str
    startup_name: str
    startup_name_zh: str
    startup_summary: str
    startup_summary_zh: str
    startup_stage: str
    startup_region: str
    startup_headcount: int | None
    need_id: str
    need_title: str
    need_state: NeedState | None
    need_stage: str
    need_amount: float | None
    need_description: str
    need_description_zh: str
    note: str
    asked_by: str
    asked_at: datetime | None
    decided_at: datetime | None
    reminded_at: datetime | None
    decline_reason: DeclineReason | None
    decline_note: str
    withdraw_reason: WithdrawReason | None
    ask_again_on: date | None
    fit: float | None
    reasons: str
    caution: str
    is_undoable: bool
    forwarded_at: datetime | None = None
    answered_through: str = ""
    answered_on: date | None = None
    answered: Remark | None = None
    earlier: tuple[EarlierDecline, ...] = ()
    read_at: datetime | None = None
    suggested: Suggestion | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether the provider still has to answer."""
        return self.state.is_waiting

    @property
    def is_accepted(self) -> bool:
        return self.state is RequestState.ACCEPTED

    @property
    def is_declined(self) -> bool:
        return self.state is RequestState.DECLINED


@dataclass(frozen=True)
class Standing:
    """A request and its need as an acceptance finds them, read under the locks."""

    state: RequestState
    need_id: str
    need_state: NeedState | None
    need_places: int
    need_taken: int

    @property
    def fills_need(self) -> bool:
        """Whether one more acceptance fills the need's places."""
        return bool(self.need_id) and self.need_taken + 1 >= self.need_places


@dataclass(frozen=True)
class OpenedEngagement:
    """What an acceptance made."""

    id: str
    startup_id: str
    startup_name: str
    startup_name_zh: str
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True)
class NextBest:
    """The proposal that a startup may ask next, after one that came to nothing."""

    proposal_id: str
    provider_name: str
    provider_name_zh: str
