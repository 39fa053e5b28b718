"""The profile, places and week of those who are asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from math import sqrt

from graph.domain.freshness import unconfirmed_since
from graph.domain.kinds import Outcome
from graph.domain.states.terms import Availability
from graph.domain.states.work import EngagementState, SessionState


@dataclass(frozen=True)
class Places:
    """How many startups a provider takes and works with now."""

    capacity: int
    taken: int

    @property
    def free(self) -> int:
        return max(0, self.capacity - self.taken)


@dataclass(frozen=True)
class ProviderProfile:
    """What a supervisor or an investor says about themselves; only investors have tickets."""

    id: str
    name: str
    name_zh: str
    headline: str
    headline_zh: str
    summary: str
    summary_zh: str
    category: str
    kind: str
    region: str
    email: str
    website: str
    stages: tuple[str, ...]
    languages: tuple[str, ...]
    industry_ids: tuple[str, ...]
    topics: tuple[str, ...]
    capacity: int
    taken: int
    state: Availability
    paused_until: date | None
    ticket_min: float | None = None
    ticket_max: float | None = None
    currency: str = ""
    help_areas: tuple[str, ...] = ()
    unconfirmed_areas: tuple[str, ...] = ()
    confirmed_on: date | None = None
    unconfirmed_since: date | None = None
    unconfirmed_from: date | None = None

    def not_confirmed_since(self, on: date) -> date | None:
        """Since when others read on a day that it is not confirmed; None where it counts as true."""
        return unconfirmed_since(self.unconfirmed_since, self.unconfirmed_from, on)

    @property
    def confirmed_areas(self) -> tuple[str, ...]:
        """The help areas that they stand for; what a curator named is not among them until they confirm it."""
        return tuple(code for code in self.help_areas if code not in self.unconfirmed_areas)

    @property
    def places(self) -> Places:
        return Places(self.capacity, self.taken)

    def is_paused(self, on: date) -> bool:
        """Whether no new request reaches this provider on that day."""
        return self.state is Availability.PAUSED and (self.paused_until is None or self.paused_until > on)


@dataclass(frozen=True)
class GuidedStartup:
    """One engagement as its provider lists it."""

    engagement_id: str
    startup_id: str
    startup_name: str
    startup_name_zh: str
    state: EngagementState
    goal: str
    opened_at: datetime | None
    closed_at: datetime | None
    outcome: Outcome | None
    sessions: int
    next_at: datetime | None
    last_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.state is EngagementState.OPEN


@dataclass(frozen=True)
class SessionLine:
    """One session as the provider's lists show it."""

    id: str
    engagement_id: str
    startup_name: str
    startup_name_zh: str
    goal: str
    starts_at: datetime
    minutes: int
    zone: str
    place: str
    link: str
    state: SessionState
    my_rating: int | None

    @property
    def is_planned(self) -> bool:
        return self.state is SessionState.PLANNED


@dataclass(frozen=True)
class OwnRatings:
    """Startups' ratings of one provider; an interval only where five startups stand behind it."""

    mean: float | None
    deviation: float
    count: int
    startups: int

    @property
    def is_enough(self) -> bool:
        return self.startups >= 5 and self.mean is not None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the mean very likely lies (95 %, normal approximation), within 1 to 5."""
        if self.mean is None or not self.is_enough:
            return None
        half = 1.96 * self.deviation / sqrt(self.count)
        return max(1.0, self.mean - half), min(5.0, self.mean + half)
