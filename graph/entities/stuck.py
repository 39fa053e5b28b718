"""One thing that does not move, as the curator's pages tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from graph.domain.stuck import STUCK_AFTER, StuckSort


@dataclass(frozen=True)
class FollowUp:
    """What an incubator noted of a stuck thing: put off until a day, or a colleague minds it until a day.

    It counts as long as the thing has not moved: `since` is that of the thing.
    """

    since: str
    snoozed_until: date | None = None
    assignee_id: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class StuckThing:
    """Who waits for whom and for what, since when: `since` is a moment, or a day where only that is known.

    `id`: of the request, need, work or supervisor. `days`: calendar days of the installation. Empty names and ids: of
    nobody, or of nobody whom this incubator may know. `is_unread`: whoever is asked has no account, and nobody answers
    for them. `owner_id`: the account of who minds the startup, else the supervisor.
    """

    sort: StuckSort
    id: str
    since: date | datetime
    days: int
    kind: str = ""
    title: str = ""
    need_id: str = ""
    startup_id: str = ""
    startup_name: str = ""
    startup_name_zh: str = ""
    provider_id: str = ""
    provider_name: str = ""
    provider_name_zh: str = ""
    is_own_provider: bool = False
    is_answered_here: bool = False
    is_unread: bool = False
    count: int = 0
    reminded_at: datetime | None = None
    extended_until: date | None = None
    said_no: int = 0
    unanswered: int = 0
    has_met: bool = False
    follow_up: FollowUp | None = None
    owner_id: str = ""

    @property
    def key(self) -> str:
        """How forms and addresses name it."""
        return f"{self.sort}:{self.id}"

    @property
    def assignee_id(self) -> str:
        """Whom a colleague handed it to."""
        return self.follow_up.assignee_id if self.follow_up else ""

    @property
    def minder_id(self) -> str:
        """Who minds it: whom it was handed to, else whoever minds its startup or supervisor."""
        return self.assignee_id or self.owner_id

    @property
    def is_stuck(self) -> bool:
        """Whether it has waited longer than is usual."""
        return self.days >= STUCK_AFTER[self.sort]

    def is_snoozed(self, on: date) -> bool:
        """Whether somebody put it off beyond a day."""
        until = self.follow_up.snoozed_until if self.follow_up else None
        return until is not None and until > on

    def wants_care(self, on: date) -> bool:
        """Whether it is stuck and nobody put it off: what every page counts."""
        return self.is_stuck and not self.is_snoozed(on)
