"""A suggestion for a need, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from graph.domain.answers import Answer
from graph.domain.kinds import Outcome
from graph.domain.pauses import Pause
from graph.domain.reasons import DeclineReason, DismissReason, WithdrawReason
from graph.domain.states.requests import NeedState, RequestState


@dataclass(frozen=True)
class Colleague:
    """Somebody of a pool who may be asked in another's place."""

    id: str
    name: str
    name_zh: str


@dataclass(frozen=True)
class Proposal:
    """One provider for one need; seeker and provider carry both of their names.

    `reasons`: why the two were proposed when it was asked, as JSON; a request of before 0.2.0 has sentences instead.
    `pause`: the provider's, where they made or got one, which may be over. `passed_to`: whom they suggest instead.
    """

    id: str
    kind: str
    state: RequestState
    seeker_id: str
    seeker_name: str
    seeker_name_zh: str | None
    provider_id: str
    provider_name: str
    provider_name_zh: str | None
    need_id: str | None = None
    need_title: str | None = None
    need_state: NeedState | None = None
    proposed_on: date | None = None
    seeker_decision: Answer | None = None
    provider_decision: Answer | None = None
    decided_on: date | None = None
    outcome: Outcome | None = None
    rating_by_seeker: int | None = None
    rating_by_provider: int | None = None
    score: float | None = None
    position: int | None = None
    model_id: str | None = None
    note: str | None = None
    asked_at: datetime | None = None
    decided_at: datetime | None = None
    decline_reason: DeclineReason | None = None
    dismiss_reason: DismissReason | None = None
    dismiss_note: str | None = None
    ask_again_on: date | None = None
    reminded_at: datetime | None = None
    reasons: str | None = None
    reason_texts: tuple[str, ...] = ()
    reason_texts_zh: tuple[str, ...] = ()
    asked_by: str | None = None
    decline_note: str | None = None
    changed_at: int = 0
    withdraw_reason: WithdrawReason | None = None
    pause: Pause | None = None
    read_at: datetime | None = None
    passed_to: Colleague | None = None

    @property
    def was_asked(self) -> bool:
        return self.state.was_asked

    @property
    def is_accepted(self) -> bool:
        return self.state is RequestState.ACCEPTED

    @property
    def need_is_open(self) -> bool:
        return self.need_state is NeedState.OPEN

    @property
    def is_waiting(self) -> bool:
        """Whether the provider still has to answer."""
        return self.state.is_waiting

    def waits_for_paused(self, day: date) -> bool:
        """Whether it waits for somebody who takes no requests on that day."""
        return self.is_waiting and self.pause is not None and self.pause.holds_on(day)


@dataclass(frozen=True)
class Asking:
    """What goes with a request: the note, who wrote it, and why this provider (`reasons` and `caution` as JSON).

    `confirmed`: the keys of the conflicts of interest that whoever asks read and ticked.
    """

    note: str
    asked_by: str = ""
    reasons: str = ""
    caution: str = ""
    score: float | None = None
    fit: float | None = None
    position: int | None = None
    model_id: str | None = None
    confirmed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ending:
    """How work ended; an amount of money, in a currency, where somebody invested."""

    outcome: Outcome
    amount: float | None = None
    currency: str | None = None


@dataclass(frozen=True)
class Shown:
    """One line of a list as it was shown: enough to learn from it later."""

    provider_id: str
    position: int
    score: float
    probability: float = 1.0
    by_fit_position: int | None = None
    why: str = "fit"


@dataclass(frozen=True)
class Happening:
    """One event on the timeline of a request, oldest first in its list."""

    at: datetime
    action: str
    role: str
    detail: str = ""
