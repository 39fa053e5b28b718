"""Indicator sets: items that turn facts into points, and categories that totals fall into, as data with dates."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Self

from pydantic import Field, model_validator

from graph.rules.facts import FACTS, FactKind, LegalStatus
from graph.rules.versioned import Strict, Versioned, refuse_twice


class Band(Strict):
    """Values from `start` on, up to the next band, are worth these points; `below` may say where it ends."""

    start: float = Field(alias="from", allow_inf_nan=False)
    below: float | None = None
    points: float = Field(ge=0)


class Category(Strict):
    """A class of totals: from these points on."""

    code: str = Field(min_length=1)
    start: float = Field(alias="from")


class Growth(Strict):
    """Further points for each further full unit above the last band."""

    each: float = Field(ge=0.1)
    at_most: float = Field(gt=0)


class Item(Strict):
    """One item: a curve of `bands`, a table of `choices`, points for having `any_of` a list, or points `as_given`."""

    id: str = Field(min_length=1)
    name: str
    name_zh: str
    fact: str
    bands: tuple[Band, ...] = ()
    growth: Growth | None = None
    choices: dict[str, float] = Field(default_factory=dict)
    any_of: dict[str, float] = Field(default_factory=dict)
    as_given_to: float | None = Field(default=None, gt=0)

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        kind = FACTS.get(self.fact)
        if kind is None:
            raise ValueError(f"{self.fact} is no fact. Write one of: {', '.join(FACTS)}.")
        ways = [bool(self.bands), bool(self.choices), bool(self.any_of), self.as_given_to is not None]
        if sum(ways) != 1:
            raise ValueError("Give one of bands, choices, any_of, as_given_to.")
        if self.growth and not self.bands:
            raise ValueError("Points grow above a last band: give bands.")
        _check_bands(self.bands)
        _check_codes(kind, self.choices or self.any_of, is_whole=bool(self.choices))
        return self

    @property
    def curve(self) -> tuple[Band, ...]:
        """The bands, with those that further units make."""
        if not self.growth:
            return self.bands
        grown = list(self.bands)
        while grown[-1].points < self.growth.at_most:
            points = min(grown[-1].points + self.growth.each, self.growth.at_most)
            grown.append(Band(**{"from": grown[-1].start + 1, "points": points}))
        return tuple(grown)

    @property
    def all_points(self) -> tuple[float, ...]:
        """Every number of points that the item can be worth, the ends alone where it is given freely."""
        if self.as_given_to is not None:
            return (0.0, self.as_given_to)
        worth = [band.points for band in self.curve] or [*self.choices.values(), *self.any_of.values()]
        return tuple(sorted({*worth, 0.0} if self.any_of else {*worth}))


class IndicatorSet(Versioned):
    """A table of items that are worth points."""

    name_zh: str
    source_zh: str
    applies_to: tuple[LegalStatus, ...] = Field(min_length=1)
    categories: tuple[Category, ...] = Field(min_length=1)
    items: tuple[Item, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        refuse_twice("items", [item.id for item in self.items])
        refuse_twice("categories", [category.code for category in self.categories])
        starts = [category.start for category in self.categories]
        if starts != sorted(starts, reverse=True) or starts[-1] != 0:
            raise ValueError("categories: list them from the highest to the lowest; the last starts at 0.")
        return self

    def category_of(self, total: float) -> str:
        """The category that a total falls into."""
        return next(one.code for one in self.categories if total >= one.start)


def _check_bands(bands: Sequence[Band]) -> None:
    if bands and bands[0].start > 0:
        raise ValueError(f"bands: values below {bands[0].start:g} have no points. Let the first band start at 0.")
    for one, following in pairwise(bands):
        if one.start >= following.start:
            raise ValueError(f"bands: {following.start:g} does not lie above {one.start:g}. List them upwards.")
        if one.below is not None and one.below != following.start:
            what = "have no points" if one.below < following.start else "stand in two bands"
            low, high = sorted((one.below, following.start))
            raise ValueError(f"bands: values from {low:g} to {high:g} {what}.")


def _check_codes(kind: FactKind, points: dict[str, float], *, is_whole: bool) -> None:
    unknown = [code for code in points if code not in kind.codes]
    if unknown:
        raise ValueError(f"{unknown[0]} is no value of this fact. Write one of: {', '.join(kind.codes)}.")
    missing = [code for code in kind.codes if code not in points] if is_whole else []
    if missing:
        raise ValueError(f"choices: {missing[0]} has no points. Give each value its points, 0 where it has none.")
