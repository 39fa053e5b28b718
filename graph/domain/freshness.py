"""How long a profile counts as true after its owner last said so: saved it, or confirmed it."""

from __future__ import annotations

from datetime import date, timedelta

ANSWER_DAYS = 14
"""How long an owner has to answer before others are told that a profile is not confirmed."""


def year_before(day: date) -> date:
    """The day of the year before; 28 February before 29 February. What was confirmed by then is a year old."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day - timedelta(days=366)


def told_from(asked_on: date) -> date:
    """The first day on which others are told, where the owner was asked on a day and has not answered."""
    return asked_on + timedelta(days=ANSWER_DAYS)


def unconfirmed_since(since: date | None, told: date | None, on: date) -> date | None:
    """Since when others read that a profile is not confirmed; None where it counts as true on that day."""
    return since if since and told and told <= on else None
