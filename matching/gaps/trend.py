"""How a cell stood at the end of each of the last months, as far as dates tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graph.entities.gaps import GapNeed, GapPerson, GapWork

MONTHS = 12


@dataclass(frozen=True)
class Point:
    """A day, how many needs were open and how many places free."""

    day: date
    needs: int
    places: int


def month_ends(day: date, months: int = MONTHS) -> tuple[date, ...]:
    """The last days of the months before the one of a day, the earliest first."""
    found: list[date] = []
    last = day.replace(day=1) - timedelta(days=1)
    while len(found) < months:
        found.append(last)
        last = last.replace(day=1) - timedelta(days=1)
    return tuple(reversed(found))


def trend_of(
    needs: Iterable[GapNeed], people: Sequence[GapPerson], work: Iterable[GapWork], days: Iterable[date]
) -> tuple[Point, ...]:
    """How many of these needs were open and how many of these people's places free at the end of each day.

    Of places only terms and work are dated: pauses, reach, fields and how many places somebody has are today's.
    """
    needs, by_person = list(needs), dict[str, list[GapWork]]()
    for one in work:
        by_person.setdefault(one.person_id, []).append(one)
    return tuple(
        Point(day, sum(need.was_open(day) for need in needs), sum(_free(one, by_person, day) for one in people))
        for day in days
    )


def _free(person: GapPerson, work: dict[str, list[GapWork]], day: date) -> int:
    if not person.was_here(day):
        return 0
    return max(0, person.capacity - sum(one.holds_on(day) for one in work.get(person.id, ())))
