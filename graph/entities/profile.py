"""Profiles and past interactions as the matching index reads them: plain records, in bulk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph.domain.answers import Answer
from graph.domain.kinds import Outcome
from graph.domain.periods import Period
from graph.domain.reach import Reach
from graph.domain.reasons import DeclineReason
from graph.domain.states.requests import RequestState
from graph.domain.states.terms import Availability
from graph.entities.career import CareerRecord


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """Something that a profile's owners wrote or own, as text; `dated_on` None where the day is unknown."""

    id: str
    kind: str
    text: str
    dated_on: date | None = None


@dataclass(frozen=True, slots=True)
class ProfileRecord:
    """One side of a match. Lists hold ids; what is unknown is None or empty, never a made-up value.

    `help_areas`: those that the person confirmed or a curator gave; `careers`: the latest first; `hides_career`: not
    everybody may read them, so nothing of them is quoted. `reach`: how a request would
    reach them; None where nobody told.
    """

    id: str
    name: str
    name_zh: str = ""
    headline: str = ""
    headline_zh: str = ""
    summary: str = ""
    summary_zh: str = ""
    category: str | None = None
    stages: tuple[str, ...] = ()
    region: str | None = None
    country: str | None = None
    languages: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    capacity: int | None = None
    state: Availability = Availability.ACTIVE
    paused_until: date | None = None
    joined_on: date | None = None
    pools: tuple[str, ...] = ()
    reserved_for: tuple[str, ...] = ()
    changed_at: int = 0
    kind: str | None = None
    founded_on: date | None = None
    employer: str | None = None
    ticket_min: float | None = None
    ticket_max: float | None = None
    documents: tuple[DocumentRecord, ...] = ()
    help_areas: tuple[str, ...] = ()
    careers: tuple[CareerRecord, ...] = ()
    hides_career: bool = False
    reach: Reach | None = None


@dataclass(frozen=True, slots=True)
class InteractionRecord:
    """One proposal and what came of it; `tags` are the need's, or else the seeker's (`industries`, `topics`); `region`
    and `country` are the seeker's.

    `state` None: known from elsewhere, by its answers only. `rating_by_...` is a side's mean, `ratings_by_...` are all
    of its ratings, in order of time, where they were read (`InteractionRepository.ratings`). `position` is the place of
    the list at which it was shown last, 1 the first.
    """

    id: str
    kind: str
    seeker_id: str
    provider_id: str
    need_id: str | None = None
    state: RequestState | None = None
    proposed_on: date | None = None
    asked_on: date | None = None
    decided_on: date | None = None
    seeker_decision: Answer = Answer.NONE
    provider_decision: Answer = Answer.NONE
    outcome: Outcome = Outcome.NONE
    rating_by_seeker: float | None = None
    rating_by_provider: float | None = None
    decline_reason: DeclineReason | None = None
    industries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    stage: str | None = None
    region: str | None = None
    country: str | None = None
    changed_at: int = 0
    amount: float | None = None
    currency: str | None = None
    position: int | None = None
    ratings_by_seeker: tuple[float, ...] = ()
    ratings_by_provider: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class TagRecord:
    """An industry or topic: its names and, in the tree of industries, what it is narrower than."""

    id: str
    name: str
    name_zh: str = ""
    broader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeMark:
    """What changed since a moment: how many, and the last one's time in milliseconds."""

    count: int
    last: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict of interest between two profiles, in force from `since` up to and with `until`."""

    id: str
    left_id: str
    right_id: str
    kind: str
    since: date | None = None
    until: date | None = None

    @property
    def period(self) -> Period:
        """When it is in force."""
        return Period(self.since, self.until)


@dataclass(frozen=True, slots=True)
class PathNode:
    """One node on a path, and the relationship that leads to it from the node before."""

    id: str
    label: str
    name: str
    name_zh: str = ""
    via: str = ""
