"""A view of the gaps: what the address asks for, and the map that is read for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from graph.entities.gaps import GapNeed, GapPerson
from graph.entities.pools import ENOUGH_STARTUPS
from graph.transaction import Transaction
from matching.gaps.counting import Cell, GapMap, count_gaps
from matching.gaps.dimensions import AXES, Axes
from matching.gaps.resting import Resting, in_cell, resting_of
from matching.gaps.trend import Point, month_ends, trend_of
from webapp.incubator.pool.kept_pools import kept_supply

EVALUATIONS = ("", "middle")
"""Everybody's places; only those of people whose evaluation is at least the pool's middle."""


@dataclass(frozen=True)
class GapView:
    """Which map, of whose places, and which cell is open, as the address says it; what it does not know is left out.

    No `row`: no cell is open.
    """

    axes: Axes
    evaluation: str = ""
    row: str | None = None
    column: str | None = None

    def arguments(self, row: str | None = None, column: str | None = None) -> dict[str, str]:
        """What an address says of this view, with a cell where one is given."""
        said = {"axes": self.axes.name, "evaluation": self.evaluation}
        cell = {} if row is None or column is None else {"row": row, "column": column}
        return {key: value for key, value in said.items() if value} | cell


def read_view(args: Mapping[str, Any]) -> GapView:
    """The view of the arguments of an address."""
    axes = AXES.get(args.get("axes", ""), next(iter(AXES.values())))
    evaluation = args.get("evaluation", "")
    return GapView(
        axes, evaluation if evaluation in EVALUATIONS else "", args.get("row"), args.get("column")
    )  # fmt: skip


@dataclass(frozen=True)
class Opened:
    """The cell that is open: what it counts, what it rests on, and how it stood at the ends of months."""

    cell: Cell
    resting: Resting
    trend: tuple[Point, ...]


@dataclass(frozen=True)
class Read:
    """What a view was read as. `left_out`: how many people's evaluation is not shown, so that they do not count; None
    where everybody does. `too_few`: fewer people have one than a middle could be told from."""

    map: GapMap
    opened: Opened | None
    has_needs: bool
    has_people: bool
    left_out: int | None = None
    too_few: bool = False


def read_gaps(tx: Transaction, incubator_id: str, view: GapView, at: datetime) -> Read:
    """The map, and the cell that is open."""
    day = tx.calendar.day_of(at)
    needs, everybody = tx.gaps.list_needs(incubator_id, day), kept_supply().read(tx, incubator_id, at)
    people, left_out, too_few = everybody, None, False
    if view.evaluation:
        people, left_out = _at_least_middle(tx, incubator_id, everybody, at)
        too_few = left_out is None
    found = count_gaps(view.axes, needs, people, day)
    opened = _open(tx, view, found, needs, people)
    return Read(found, opened, bool(needs), bool(everybody), left_out, too_few)


def _open(
    tx: Transaction, view: GapView, found: GapMap, needs: list[GapNeed], people: list[GapPerson]
) -> Opened | None:  # fmt: skip
    if view.row is None or view.column is None or not found.has(view.row, view.column):
        return None
    row, column = view.row, view.column
    asked, offering = in_cell(found.axes, needs, people, row, column)
    work = tx.gaps.list_work([person.id for person in offering], found.day)
    trend = trend_of(asked, offering, work, month_ends(found.day))
    return Opened(found.cell(row, column), resting_of(found, row, column), trend)


def _at_least_middle(
    tx: Transaction, incubator_id: str, people: list[GapPerson], at: datetime
) -> tuple[list[GapPerson], int | None]:
    """Whose shown evaluation is at least the middle of the shown ones, and how many have none; all, and None, where too
    few have one. Only evaluations that the pool's table shows count, so that nothing more is told of a rater."""
    rated = tx.pools.ratings_by_id(incubator_id, [person.id for person in people], at)
    means = {key: one.mean for key, one in rated.items() if one.is_enough and one.mean is not None}
    if len(means) < ENOUGH_STARTUPS:
        return people, None
    least = median(means.values())
    return [one for one in people if means.get(one.id, 0.0) >= least], len(people) - len(means)
