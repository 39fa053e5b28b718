"""What a curator reads about the incubator's own startups: who waits for whom, since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from graph.domain.states.accounts import AccountState


@dataclass(frozen=True)
class WaitingRequest:
    """A request without an answer. `is_answered_here`: who is asked has no account, and this incubator answers.

    `is_unread`: they have no account, and nobody answers for them.
    """

    id: str
    kind: str
    asked_at: datetime
    reminded_at: datetime | None
    startup_id: str
    startup_name: str
    startup_name_zh: str | None
    provider_id: str
    provider_name: str
    provider_name_zh: str | None
    need_title: str | None
    need_id: str | None
    extended_until: date | None
    own_startup: bool
    own_supervisor: bool
    is_answered_here: bool
    is_unread: bool = False


@dataclass(frozen=True)
class OpenNeed:
    """An open need and what was tried for it so far. `unanswered`: requests whose time ran out."""

    id: str
    kind: str
    title: str
    opened_on: date | None
    places: int
    startup_id: str
    startup_name: str
    startup_name_zh: str | None
    industries: tuple[str, ...]
    shown: int
    waiting: int
    declined: int
    unanswered: int
    withdrawn: int
    accepted: int
    last_at: datetime | None

    @property
    def is_unmatched(self) -> bool:
        """Nobody is asked just now and a place is still empty."""
        return not self.waiting and self.accepted < self.places


@dataclass(frozen=True)
class GuidedNow:
    """An open engagement of one of the incubator's startups, by the kind of match that it came from."""

    id: str
    goal: str | None
    opened_at: datetime
    startup_id: str
    startup_name: str
    startup_name_zh: str | None
    provider_id: str
    provider_name: str
    provider_name_zh: str | None
    kind: str
    is_own_provider: bool
    next_at: datetime | None
    last_at: datetime | None
    sessions: int
    minutes: int


@dataclass(frozen=True)
class OwnStartup:
    """One of the incubator's startups; `minder_id`: the account of the curator who minds it."""

    id: str
    name: str
    name_zh: str | None
    stage: str | None
    region: str | None
    headcount: int | None
    summary: str | None
    summary_zh: str | None
    founded_on: date | None
    contact: str | None
    contact_email: str | None
    contact_phone: str | None
    since: date | None
    until: date | None
    industries: tuple[str, ...]
    minder_id: str = ""


@dataclass(frozen=True)
class Founder:
    """An account that acts for a startup, or is invited to."""

    startup_id: str
    id: str
    name: str
    email: str
    state: AccountState
    last_seen_at: datetime | None
    invited_at: datetime | None


@dataclass(frozen=True)
class Guidance:
    """What a startup got of those who guide it: meetings held, their minutes, and when the last was."""

    sessions: int = 0
    minutes: int = 0
    last_at: datetime | None = None
