"""Arguments of an address: read within their bounds, and what cannot be read counts as not given."""

from __future__ import annotations

from datetime import UTC, date, datetime

from flask import request

from graph.domain.days import is_plausible, nearest_moment

PAGE_SIZES = (15, 50, 100, 300)
"""How many rows a page of a long table may have."""


def number_argument(name: str, usual: int, least: int, most: int) -> int:
    """A whole number from `least` to `most`; the nearest where it lies beyond, `usual` where it is none."""
    given: int = request.args.get(name, usual, type=int)
    return max(least, min(given, most))


def day_argument(name: str) -> date | None:
    """A day that a record may hold."""
    try:
        day = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    return day if is_plausible(day) else None


def moment_argument(name: str) -> datetime | None:
    """A moment on such a day, aware; one without a zone is UTC."""
    try:
        moment = datetime.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC) if aware == nearest_moment(aware) else None
