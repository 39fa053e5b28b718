"""Cells: how many open needs and free places have both codes, and how far the ones are more than the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.entities.gaps import GapNeed, GapPerson
from matching.gaps.dimensions import Axes, Dimension, said
from matching.gaps.supply import free_places

ALL = "all"
"""The code of a margin: whatever the code, each need and place once."""
T = TypeVar("T")
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Cell:
    """What one cell counts. `hard`: of the needs, those that were declined or stay without an answer. `people`: who
    has the places. `unconfirmed`: places beside them, of people who have not confirmed the code themselves."""

    row: str
    column: str
    needs: int
    hard: int
    places: int
    people: int
    unconfirmed: int

    @property
    def gap(self) -> int:
        """Free places less open needs."""
        return self.places - self.needs

    @property
    def is_empty(self) -> bool:
        """Whether there is neither."""
        return not (self.needs or self.places or self.unconfirmed)

    @property
    def weight(self) -> float:
        """How much it matters: a need that was declined or not answered counts twice, and a place that is not
        confirmed half."""
        return self.needs + self.hard - self.places - self.unconfirmed / 2


@dataclass(frozen=True)
class GapMap:
    """All cells of two dimensions, with the needs and people that they rest on.

    `rows`, `columns`: the codes that are shown. `free`: the places of each of `people`. What has several codes counts
    in each, and once in a margin.
    """

    axes: Axes
    day: date
    needs: tuple[GapNeed, ...]
    people: tuple[GapPerson, ...]
    free: Counts
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: dict[str, Counts]

    def cell(self, row: str, column: str) -> Cell:
        """A cell; raises LookupError for codes that are not shown."""
        at = (*self.rows, ALL).index(row), (*self.columns, ALL).index(column)
        return Cell(row, column, **{name: int(count[at]) for name, count in self.counts.items()})

    def has(self, row: str, column: str) -> bool:
        """Whether there is such a cell."""
        return row in (*self.rows, ALL) and column in (*self.columns, ALL)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """All of them but the margins, row by row."""
        return tuple(self.cell(row, column) for row in self.rows for column in self.columns)

    @cached_property
    def largest(self) -> tuple[Cell, ...]:
        """Where somebody waits, what matters most first; ties in the order of the map.

        Where no place is short, that is where needs were declined or not answered all the same.
        """
        waiting = [cell for cell in self.cells if cell.needs]
        is_short = any(cell.gap < 0 for cell in waiting)
        return tuple(sorted(waiting, key=lambda cell: (0 if is_short else -cell.hard, -cell.weight)))


def count_gaps(axes: Axes, needs: Sequence[GapNeed], people: Sequence[GapPerson], day: date) -> GapMap:
    """The map of a day, of the needs that are open for the subject of these axes and of the places that are free."""
    asked = tuple(need for need in needs if need.kind == axes.asks and need.is_open(day))
    free = free_places(people, day)
    offered = [person for person, places in zip(people, free, strict=True) if places > 0]
    free = free[free > 0]
    rows = _shown(axes.rows, asked, offered)
    columns = _shown(axes.columns, asked, offered)
    sides = ((axes.rows, rows), (axes.columns, columns))
    of_needs = [_incidence(asked, dimension.of_need, codes) for dimension, codes in sides]
    everything = [_incidence(offered, dimension.of_person, codes) for dimension, codes in sides]
    sure = [_incidence(offered, dimension.of_person, codes, dimension.doubted) for dimension, codes in sides]
    hard = np.array([need.is_hard(day) for need in asked], dtype=np.int64)
    places = _cross(sure, free)
    counts = {
        "needs": _cross(of_needs, np.ones(len(asked), dtype=np.int64)),
        "hard": _cross(of_needs, hard),
        "places": places,
        "people": _cross(sure, np.ones(len(offered), dtype=np.int64)),
        "unconfirmed": _cross(everything, free) - places,
    }
    return GapMap(axes, day, asked, tuple(offered), free, rows, columns, counts)


def _shown(dimension: Dimension, needs: Sequence[GapNeed], people: Sequence[GapPerson]) -> tuple[str, ...]:
    present = {code for need in needs for code in said(dimension.of_need(need))}
    present |= {code for person in people for code in said(dimension.of_person(person))}
    return dimension.order(present)


def _incidence(
    items: Sequence[T],
    codes_of: Callable[[T], Sequence[str]],
    codes: Sequence[str],
    doubted: Callable[[T], Collection[str]] = lambda _item: (),
) -> Counts:
    """(items, codes and one more): which codes each has that are not doubted; the last column is everybody's."""
    place = {code: at for at, code in enumerate(codes)}
    found = np.zeros((len(items), len(codes) + 1), dtype=np.int64)
    found[:, -1] = 1
    for at, item in enumerate(items):
        doubts = doubted(item)
        found[at, [place[code] for code in said(codes_of(item)) if code not in doubts]] = 1
    return found


def _cross(sides: Sequence[Counts], weights: Counts) -> Counts:
    rows, columns = sides
    return np.asarray((rows * weights[:, None]).T @ columns)
