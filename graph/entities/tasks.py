"""What one curator of an incubator has to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from graph.domain.applications import ApplicantKind
from graph.entities.stuck import StuckThing

ENDING_DAYS = 60
"""A term that ends within so many days is a task."""


@dataclass(frozen=True)
class EndingTerm:
    """A supervisor whose term in the pool ends soon; `minder_id`: the account of who minds them."""

    id: str
    name: str
    name_zh: str
    until: date
    minder_id: str


@dataclass(frozen=True)
class AnswerToGive:
    """A request to somebody without an account, for whom the incubator answers."""

    id: str
    asked_at: datetime
    provider_name: str
    provider_name_zh: str
    startup_name: str
    startup_name_zh: str
    need_title: str


@dataclass(frozen=True)
class ToDecide:
    """An application to the incubator that waits for a decision."""

    id: str
    kind: ApplicantKind
    name: str
    since: datetime


@dataclass(frozen=True)
class Task:
    """One of these four, and by which day: of what is stuck the day that a colleague said, of a term its last."""

    what: StuckThing | AnswerToGive | EndingTerm | ToDecide
    due_on: date | None
    waits_since: date

    def is_overdue(self, on: date) -> bool:
        """Whether its day has passed."""
        return self.due_on is not None and self.due_on < on
