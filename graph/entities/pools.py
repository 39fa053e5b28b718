"""A supervisor as a curator's table shows them: the term, the places, the answers, the ratings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from math import sqrt
from typing import Any

from graph.domain.freshness import unconfirmed_since
from graph.domain.states.terms import Availability
from graph.entities.term import Term

ENOUGH_STARTUPS = 5
SLOW_DAYS = 7
IDLE_DAYS = 90
NEW_DAYS = 90


class Standing(StrEnum):
    """How a member stands, in one word."""

    LISTED = "listed"
    INVITED = "invited"
    COMING = "coming"
    ACTIVE = "active"
    NEW = "new"
    OVERLOADED = "overloaded"
    SLOW = "slow"
    IDLE = "idle"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True)
class Organisation:
    """An employer's id and names; no id where only a career names it."""

    id: str
    name: str
    name_zh: str | None = None


@dataclass(frozen=True)
class UnderWay:
    """What a member has with startups of the incubator that asks, and how much with startups elsewhere."""

    own: tuple[dict[str, Any], ...] = ()
    guided_elsewhere: int = 0
    waiting_elsewhere: int = 0


@dataclass(frozen=True)
class Answers:
    """How somebody answers requests: the median days of all that they answered, None of too few; how many of a year's
    they answered, and accepted."""

    days: float | None = None
    answered: int = 0
    accepted: int = 0
    waiting: int = 0
    waiting_since: datetime | None = None
    last_at: datetime | None = None


@dataclass(frozen=True)
class Ratings:
    """Startups' ratings of a year."""

    mean: float | None = None
    deviation: float = 0.0
    count: int = 0
    startups: int = 0

    @property
    def is_enough(self) -> bool:
        """A figure is shown only where it rests on enough different startups."""
        return self.mean is not None and self.startups >= ENOUGH_STARTUPS

    @property
    def interval(self) -> tuple[float, float]:
        """Where the mean very likely lies (95 %, normal approximation), within 1 to 5."""
        mean = self.mean or 1.0
        half = 1.96 * self.deviation / sqrt(self.count) if self.count else 0.0
        return max(1.0, mean - half), min(5.0, mean + half)


@dataclass(frozen=True)
class PoolMember:
    """One supervisor of one pool.

    `waiting_on` and `active_on`: the installation's days of those moments. `paused_by`: the id of who paused them.
    `invited_as`: the name that the curator typed, until they accept. `minder_id`: the curator's account who minds them.
    `unconfirmed_areas`: those of the help areas that a curator named and the person has not confirmed.
    """

    id: str
    name: str
    name_zh: str | None
    category: str | None
    region: str | None
    email: str | None
    headline: str | None
    headline_zh: str | None
    summary: str | None
    summary_zh: str | None
    languages: tuple[str, ...]
    stages: tuple[str, ...]
    capacity: int
    taken: int
    state: Availability
    paused_until: date | None
    term: Term
    paused_by: str | None = None
    minder_id: str = ""
    invited_as: str = ""
    waiting_on: date | None = None
    active_on: date | None = None
    industries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    help_areas: tuple[str, ...] = ()
    unconfirmed_areas: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    title: str | None = None
    phone: str | None = None
    wechat: str | None = None
    linkedin: str | None = None
    employer: Organisation | None = None
    engagements: int = 0
    answers: Answers = field(default_factory=Answers)
    ratings: Ratings = field(default_factory=Ratings)
    last_session_at: datetime | None = None
    sessions: int = 0
    unconfirmed_since: date | None = None
    unconfirmed_from: date | None = None
    # A table asks several times for everybody's.
    _standings: dict[date, Standing] = field(default_factory=dict, init=False, repr=False, compare=False)

    def not_confirmed_since(self, on: date) -> date | None:
        """Since when others read on a day that their profile is not confirmed; None where it counts as true."""
        return unconfirmed_since(self.unconfirmed_since, self.unconfirmed_from, on)

    @property
    def confirmed_areas(self) -> tuple[str, ...]:
        """The help areas that somebody stands for; what a curator named is not among them until they confirm it."""
        return tuple(code for code in self.help_areas if code not in self.unconfirmed_areas)

    @property
    def free(self) -> int:
        return max(0, self.capacity - self.taken)

    @cached_property
    def last_active(self) -> datetime | None:
        """The last session held or answer given."""
        moments = [moment for moment in (self.last_session_at, self.answers.last_at) if moment]
        return max(moments, default=None)

    def is_paused(self, on: date) -> bool:
        """Whether no new request reaches them on that day."""
        return self.state is Availability.PAUSED and (self.paused_until is None or self.paused_until > on)

    def standing(self, on: date) -> Standing:
        """The one word for the state column."""
        known = self._standings.get(on)
        if known is None:
            known = self._standings[on] = self._standing(on)
        return known

    def _standing(self, on: date) -> Standing:
        """The first of these that holds."""
        if self.term.is_over(on):
            return Standing.ENDED
        if self.term.is_invited:
            return Standing.INVITED
        if self.term.is_to_come(on):
            return Standing.COMING
        if self.term.is_unasked:
            return Standing.LISTED
        if self.is_paused(on):
            return Standing.PAUSED
        if self.taken > self.capacity or (self.taken >= self.capacity and self.answers.waiting):
            return Standing.OVERLOADED
        if self._is_slow(on):
            return Standing.SLOW
        if self._is_new(on):
            return Standing.NEW
        return Standing.IDLE if self.idle_days(on) >= IDLE_DAYS and not self.taken else Standing.ACTIVE

    def idle_days(self, on: date) -> int:
        """Days since the last session or answer, or since they joined."""
        seen = self.active_on or self.term.since
        return (on - seen).days if seen else 0

    def _is_slow(self, on: date) -> bool:
        if self.waiting_on and (on - self.waiting_on).days > SLOW_DAYS:
            return True
        return self.answers.days is not None and self.answers.answered >= 3 and self.answers.days >= SLOW_DAYS

    def _is_new(self, on: date) -> bool:
        joined = self.term.since
        return not self.engagements and joined is not None and (on - joined).days <= NEW_DAYS
