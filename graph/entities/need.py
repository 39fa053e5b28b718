"""What a startup asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from graph.domain.help_areas import FoundBy
from graph.domain.pauses import Pause
from graph.domain.states.requests import NeedState
from graph.errors import ConflictError, NeedFilledError, StateChangedError, TooManyOpenRequestsError


@dataclass(frozen=True)
class NeedFields:
    """What a startup may write in a need; `topics` are names as typed, `help_areas` codes and how they came about."""

    kind: str
    title: str = ""
    stage: str | None = None
    talent_category: str | None = None
    languages: tuple[str, ...] = ()
    places: int = 1
    description: str | None = None
    description_zh: str | None = None
    amount: float | None = None
    industries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    help_areas: tuple[str, ...] = ()
    help_areas_found: FoundBy | None = None


@dataclass(frozen=True, kw_only=True)
class Need(NeedFields):
    """One request by a startup, with the counts that its lists show; `pauses`: of those who were asked and are or were
    paused."""

    id: str
    startup_id: str
    startup_name: str
    startup_name_zh: str | None
    state: NeedState
    opened_on: date | None = None
    closed_on: date | None = None
    created_at: datetime | None = None
    changed_at: int = 0
    asked: int = 0
    saved: int = 0
    engaged: int = 0
    waiting_since: datetime | None = None
    pauses: tuple[Pause, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.state is NeedState.OPEN

    def waits_for_paused(self, day: date) -> bool:
        """Whether everybody who was asked and has not answered takes no requests on that day."""
        return bool(self.asked) and sum(pause.holds_on(day) for pause in self.pauses) == self.asked

    @property
    def is_filled(self) -> bool:
        """Whether as many accepted as it has places for, while it is open."""
        return self.is_open and self.engaged >= self.places

    def refusal_to_ask(self, most_open: int) -> ConflictError | None:
        """Why nobody may be asked for it just now; None where somebody may."""
        if not self.is_open:
            return StateChangedError("need", self.state)
        if self.is_filled:
            return NeedFilledError(self.places)
        return TooManyOpenRequestsError(most_open) if self.asked >= most_open else None

    def check_asking(self, most_open: int) -> None:
        """Raise StateChangedError (not open), NeedFilledError or TooManyOpenRequestsError where nobody may be asked."""
        refusal = self.refusal_to_ask(most_open)
        if refusal is not None:
            raise refusal

    @property
    def is_draft(self) -> bool:
        return self.state is NeedState.DRAFT

    @property
    def is_closed(self) -> bool:
        return self.state is NeedState.CLOSED
