"""What a cell rests on: its needs, who of the pool has a place there, and who stands one step away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.entities.gaps import GapNeed, GapPerson
from matching.gaps.counting import ALL, GapMap
from matching.gaps.dimensions import Axes, said


@dataclass(frozen=True)
class Offer:
    """Somebody with free places; `doubted`: not all of the cell's codes are confirmed by themselves."""

    person: GapPerson
    free: int
    doubted: bool = False


@dataclass(frozen=True)
class Resting:
    """What a cell rests on. `needs`: the most urgent first. `near`: who has one of its codes, and of the other
    dimension one beside it. Both lists of people: most places first."""

    needs: tuple[GapNeed, ...]
    people: tuple[Offer, ...]
    near: tuple[Offer, ...]


def resting_of(found: GapMap, row: str, column: str) -> Resting:
    """What the cell of two codes rests on."""
    axes, day = found.axes, found.day
    offers = [
        Offer(person, int(free), _is_doubted(axes, person, row, column))
        for person, free in zip(found.people, found.free, strict=True)
    ]
    needs = [need for need in found.needs if _needs(axes, need, row, column)]
    inside = [one for one in offers if _has(axes, one.person, row, column)]
    return Resting(
        tuple(sorted(needs, key=lambda need: (not need.is_hard(day), -need.waited(day), need.id))),
        tuple(sorted(inside, key=_most_places)),
        tuple(sorted((one for one in offers if _is_near(axes, one.person, row, column)), key=_most_places)),
    )


def in_cell(
    axes: Axes, needs: Iterable[GapNeed], people: Iterable[GapPerson], row: str, column: str
) -> tuple[list[GapNeed], list[GapPerson]]:
    """Of all needs and people, whatever the day, those of a cell."""
    return (
        [need for need in needs if need.kind == axes.asks and _needs(axes, need, row, column)],
        [person for person in people if _has(axes, person, row, column)],
    )


def _needs(axes: Axes, need: GapNeed, row: str, column: str) -> bool:
    return _is_one(row, axes.rows.of_need(need)) and _is_one(column, axes.columns.of_need(need))


def _has(axes: Axes, person: GapPerson, row: str, column: str) -> bool:
    return _is_one(row, axes.rows.of_person(person)) and _is_one(column, axes.columns.of_person(person))


def _is_doubted(axes: Axes, person: GapPerson, row: str, column: str) -> bool:
    return row in axes.rows.doubted(person) or column in axes.columns.doubted(person)


def _is_near(axes: Axes, person: GapPerson, row: str, column: str) -> bool:
    rows, columns = axes.rows.of_person(person), axes.columns.of_person(person)
    has_row, has_column = _is_one(row, rows), _is_one(column, columns)
    if has_row and has_column:
        return False
    return (has_column and bool(axes.rows.near(row) & set(rows))) or (
        has_row and bool(axes.columns.near(column) & set(columns))
    )


def _is_one(code: str, codes: Sequence[str]) -> bool:
    return code == ALL or code in said(codes)


def _most_places(one: Offer) -> tuple[bool, int, str]:
    return one.doubted, -one.free, one.person.name
