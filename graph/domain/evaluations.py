"""Who may see an evaluation: by how many different startups rated within the window."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class Audience(StrEnum):
    """To whom a score is shown."""

    NOBODY = "nobody"
    OWN = "supervisor_and_curator"
    PUBLIC = "public"


SHOWN_FROM = {Audience.OWN: 3, Audience.PUBLIC: 5}
"""Different startups from which on a score is shown; below, too few would be known by their answers."""

WINDOW_YEARS = 2


def audience_of(startups: int) -> Audience:
    """To whom a score by so many different startups is shown."""
    if startups >= SHOWN_FROM[Audience.PUBLIC]:
        return Audience.PUBLIC
    return Audience.OWN if startups >= SHOWN_FROM[Audience.OWN] else Audience.NOBODY


def window_start(until: date) -> date:
    """The first day of the window that ends on a day."""
    try:
        return until.replace(year=until.year - WINDOW_YEARS)
    except ValueError:  # 29 February
        return until.replace(year=until.year - WINDOW_YEARS, day=28)
