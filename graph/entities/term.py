"""A term in a pool, and how its member stands when it is changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph.domain.pauses import Pause
from graph.domain.periods import Period
from graph.domain.reasons import EndReason
from graph.domain.states.terms import ON_BOARD, Availability, TermState


@dataclass(frozen=True)
class Term:
    """How long somebody is in a pool; `before`: the state before this one, where that is known."""

    state: TermState
    since: date | None
    until: date | None
    reserved: bool = False
    note: str | None = None
    ended_for: EndReason | None = None
    before: TermState | None = None

    @property
    def is_invited(self) -> bool:
        """Whether the supervisor was asked and has not answered yet."""
        return self.state is TermState.INVITED

    @property
    def is_only_invited(self) -> bool:
        """Whether they are not on the list either: nothing is told of them but what the curator typed."""
        return self.is_invited and self.before is not TermState.LISTED

    @property
    def is_unasked(self) -> bool:
        """Whether they came in by a list and nobody asked them so far."""
        return self.state is TermState.LISTED

    @property
    def is_on_board(self) -> bool:
        """Whether they are in the pool while the days last: they accepted, or are on its list, invited or not."""
        return self.state in ON_BOARD or (self.is_invited and not self.is_only_invited)

    @property
    def was_ended(self) -> bool:
        """Whether somebody ended it, or its last day was noted as passed."""
        return self.state in (TermState.ENDED, TermState.LEFT)

    @property
    def period(self) -> Period:
        """The days for which it was agreed."""
        return Period(self.since, self.until)

    def is_running(self, on: date) -> bool:
        """Whether somebody is in the pool on that day: on board, nobody ended it, and the day lies within.

        The same rule in Cypher is the fragment `running` (graph/queries/fragments.cypher).
        """
        return self.is_on_board and self.period.holds_on(on)

    def is_over(self, on: date) -> bool:
        """Whether the term has ended by that day: somebody ended it, which counts at once, or its last day passed."""
        return self.was_ended or self.period.is_over(on)

    def is_to_come(self, on: date) -> bool:
        """Whether the term was agreed and begins after that day."""
        return self.state in ON_BOARD and self.period.begins_after(on)


@dataclass(frozen=True)
class Membership:
    """What a change to one member's term is checked against, read under the lock.

    Of who was invited the name is what the curator typed. `pause` counts where they are paused.
    """

    person_id: str
    name: str
    email: str
    state: Availability
    pause: Pause
    term: Term
    name_zh: str = ""
    tags: tuple[str, ...] = ()
