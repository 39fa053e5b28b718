"""How often a person may reach others in so many days, and be reached: what keeps mailboxes from being flooded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class LimitCode(StrEnum):
    """What is counted, and for whom."""

    APPLICATIONS = "applications"
    """Applications on the page of one incubator."""
    APPLICATION_MAILS = "application_mails"
    """Mails about applications, before they are confirmed, to one address."""
    ASKS = "asks"
    """Requests of one founder."""
    ASKS_OF_ONE = "asks_of_one"
    """Requests of one startup to the same provider, also after it took one back."""
    ASKED = "asked"
    """Requests of all to one provider."""
    INVITATIONS = "invitations"
    """Invitations into pools by one curator."""
    INVITED = "invited"
    """Invitations into pools by all to one recipient."""
    LETTERS = "letters"
    """Written mails of one curator, each addressee counted."""
    LETTERS_TO_ONE = "letters_to_one"
    """Written mails of all curators to one addressee."""
    LINKS = "links"
    """Mails with a link that one account is sent."""
    REMINDERS = "reminders"
    """Reminders of one person of the same thing, by whomever."""
    REPEATS = "repeats"
    """The same step by one person about the same thing, where each tells somebody."""
    UNDOS = "undos"
    """Taking back the same answer."""
    WAITS = "waits"
    """Waiting lists that one startup puts itself on."""


@dataclass(frozen=True)
class Limit:
    """At most `most` within `days` days of the installation, the first of them that of the first count."""

    most: int
    days: int = 1

    def counts_until(self, since: date) -> date:
        """The day on which nothing of a window that began on a day counts any more."""
        return since + timedelta(days=self.days)


@dataclass(frozen=True)
class Pace:
    """How fast mails leave: `at_once`, and one more each `step`; what comes faster waits its turn."""

    at_once: int
    step: timedelta

    def turn(self, busy_until: datetime | None, at: datetime) -> tuple[datetime, datetime]:
        """When one more mail may leave, and until when the pace is busy with it and those before it."""
        start = max(busy_until or at, at)
        return max(at, start - self.step * (self.at_once - 1)), start + self.step


INVITATION_PACE = Pace(at_once=40, step=timedelta(seconds=2))
"""The mails of one curator's invitations: a list of 300 within nine minutes, and never more than 340 in ten."""

LIMITS: Mapping[LimitCode, Limit] = {
    LimitCode.APPLICATIONS: Limit(200),
    LimitCode.APPLICATION_MAILS: Limit(5),
    LimitCode.ASKS: Limit(20),
    LimitCode.ASKS_OF_ONE: Limit(3),
    LimitCode.ASKED: Limit(30),
    LimitCode.INVITATIONS: Limit(1000),
    LimitCode.INVITED: Limit(1, days=3),
    LimitCode.LETTERS: Limit(3000),
    LimitCode.LETTERS_TO_ONE: Limit(3),
    LimitCode.LINKS: Limit(10),
    LimitCode.REMINDERS: Limit(1, days=3),
    LimitCode.REPEATS: Limit(20),
    LimitCode.UNDOS: Limit(3),
    LimitCode.WAITS: Limit(10),
}

DRAFT_DAYS = 30
"""How long what somebody typed into a form is kept for them after they last typed."""
MOST_DRAFTS = 100
"""Forms of one account for which something is kept."""
LONGEST_DRAFT = 64_000
"""Characters of one of them, with the names of its fields."""
