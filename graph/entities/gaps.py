"""What demand and supply of an incubator are counted from: needs of its startups, people of its pool, work of these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph.domain.periods import Period
from graph.domain.states.requests import NeedState
from graph.domain.states.terms import Availability
from graph.entities.pools import SLOW_DAYS
from graph.entities.term import Term


@dataclass(frozen=True, slots=True)
class GapNeed:
    """A need that was open within the year, with what asking came to.

    What it does not say of field, stage and language is its startup's. `here`: when the startup was with the
    incubator. `answered_on`: the days of the acceptances, in order, None where not known. `asked_on`: since when the
    oldest request waits.
    """

    id: str
    kind: str
    title: str
    state: NeedState
    opened_on: date | None
    closed_on: date | None
    places: int
    startup_id: str
    startup_name: str
    startup_name_zh: str
    here: tuple[Period, ...]
    stage: str
    category: str
    region: str
    languages: tuple[str, ...]
    industries: tuple[str, ...]
    help_areas: tuple[str, ...]
    refused: int = 0
    answered_on: tuple[date | None, ...] = ()
    asked_on: date | None = None

    def is_here(self, day: date) -> bool:
        """Whether its startup is with the incubator on a day."""
        return any(period.holds_on(day) for period in self.here)

    def is_open(self, day: date) -> bool:
        """Whether it waits for somebody on the present day: open, its startup here, and a place empty."""
        return self.state is NeedState.OPEN and len(self.answered_on) < self.places and self.is_here(day)

    def was_open(self, day: date) -> bool:
        """The same of a day that is over, by what is dated: a day that is not known counts as before the first."""
        if self.opened_on is None or day < self.opened_on or not self.is_here(day):
            return False
        if self.state is NeedState.CLOSED and (self.closed_on is None or self.closed_on <= day):
            return False
        return sum(known is None or known <= day for known in self.answered_on) < self.places

    def is_hard(self, day: date) -> bool:
        """Whether a request for it was declined or ran out, or one waits longer than an answer should take."""
        return self.refused > 0 or (self.asked_on is not None and (day - self.asked_on).days > SLOW_DAYS)

    def waited(self, day: date) -> int:
        """For how many days it has been open."""
        return (day - self.opened_on).days if self.opened_on else 0


@dataclass(frozen=True, slots=True)
class GapPerson:
    """A supervisor who is in the pool, or was within the year.

    `taken`: places with work, or held for whoever waits. `reserving`: how many keep them for their own startups, and
    `reserving_here` whether this incubator is one of these. `reach`: its code (graph/domain/reach.py).
    """

    id: str
    name: str
    name_zh: str
    category: str
    region: str
    languages: tuple[str, ...]
    stages: tuple[str, ...]
    industries: tuple[str, ...]
    help_areas: tuple[str, ...]
    unconfirmed_areas: tuple[str, ...]
    capacity: int
    taken: int
    state: Availability
    paused_until: date | None
    reserving: int
    reserving_here: bool
    reach: int
    term: Term

    def was_here(self, day: date) -> bool:
        """Whether they were in the pool on a day that is over; of a term that ended on no known day nothing is."""
        if self.term.was_ended and self.term.until is None:
            return False
        return self.term.period.holds_on(day)


@dataclass(frozen=True, slots=True)
class GapWork:
    """Work of a supervisor with a startup, whose place it takes from one day until the other."""

    person_id: str
    since: date
    until: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it takes a place at the end of a day."""
        return self.since <= day and (self.until is None or day < self.until)
