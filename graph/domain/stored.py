"""What is kept about somebody who has an account, by subject: the page that says it and the copy go by this list."""

from __future__ import annotations

from enum import StrEnum


class Stored(StrEnum):
    """One subject of what is kept."""

    ACCOUNT = "account"
    ROLES = "roles"
    PROFILE = "profile"
    TERMS = "terms"
    CAREERS = "careers"
    DOCUMENTS = "documents"
    NEEDS = "needs"
    REQUESTS = "requests"
    REMARKS = "remarks"
    WORK = "work"
    MEETINGS = "meetings"
    RATINGS = "ratings"
    MAILS = "mails"
    JOBS = "jobs"
    EVENTS = "events"


COPY_DAYS = 7
"""How long the file of a copy can be fetched."""
