"""Points of a case by an indicator set: each item with its fact, its range where that is not known, and its margin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.rules.facts import LegalStatus, Value, with_age
from graph.rules.indicators import Band, IndicatorSet, Item


class Applies(StrEnum):
    """Whether points are for this person, and why."""

    YES = "yes"
    OTHER_STATUS = "other_status"
    STATUS_UNKNOWN = "status_unknown"


class ChangeKind(StrEnum):
    """What a change of a fact is."""

    AT_LEAST = "at_least"
    BELOW = "below"
    AGE = "age"
    CODE = "code"
    ANY_OF = "any_of"
    GIVEN = "given"


@dataclass(frozen=True)
class Change:
    """What would have to be so (`value`, and `by` how much that differs), and the item's points then."""

    kind: ChangeKind
    fact: str
    value: str | float | date
    by: float | None
    points: float


@dataclass(frozen=True)
class ItemScore:
    """An item's points; where its fact is not known, the least and the most that they can be."""

    item: Item
    fact: Value | None
    least: float
    most: float
    to_next: Change | None

    @property
    def points(self) -> float | None:
        """The points, where they are settled."""
        return self.least if self.least == self.most else None


@dataclass(frozen=True)
class CategoryChange:
    """A single change that leads to another category."""

    item: Item
    change: Change
    total: float
    category: str


@dataclass(frozen=True)
class Score:
    """What a table says of a case; nothing but `applies` where points are not for this person."""

    applies: Applies
    items: tuple[ItemScore, ...] = ()
    least: float | None = None
    most: float | None = None
    category: str | None = None
    would_change: tuple[CategoryChange, ...] = ()


def score(table: IndicatorSet, facts: Mapping[str, Value]) -> Score:
    """The points of a case; facts that are not known are absent."""
    status = facts.get("legal_status")
    if not isinstance(status, LegalStatus | str):
        return Score(Applies.STATUS_UNKNOWN)
    if status not in table.applies_to:
        return Score(Applies.OTHER_STATUS)
    known = with_age(facts)
    items = tuple(_score_item(item, known) for item in table.items)
    least, most = sum(one.least for one in items), sum(one.most for one in items)
    low, high = table.category_of(least), table.category_of(most)
    changes = tuple(_would_change(table, items, known, least))
    return Score(Applies.YES, items, least, most, low if low == high else None, changes)


def _score_item(item: Item, facts: Mapping[str, Value]) -> ItemScore:
    fact = facts.get(item.fact)
    if fact is None:
        return ItemScore(item, None, min(item.all_points), max(item.all_points), None)
    points = _points(item, fact)
    changes = list(_changes(item, fact, facts))
    upwards = [one for one in changes if one.points > points or one.kind is ChangeKind.AGE]
    return ItemScore(item, fact, points, points, upwards[0] if upwards else None)


def _points(item: Item, fact: Value) -> float:
    if isinstance(fact, float):
        return min(fact, item.as_given_to) if item.as_given_to is not None else _band_of(item, fact).points
    if isinstance(fact, frozenset):
        return max((item.any_of.get(one, 0.0) for one in fact), default=0.0)
    return item.choices[str(fact)]


def _band_of(item: Item, value: float) -> Band:
    return next(band for band in reversed(item.curve) if value >= band.start)


def _changes(item: Item, fact: Value | None, facts: Mapping[str, Value]) -> Iterator[Change]:
    """Other facts that give other points, nearest first: bands above, then the one below; better codes."""
    if item.as_given_to is not None:
        now = fact if isinstance(fact, float) else 0.0
        if now < item.as_given_to:
            yield Change(ChangeKind.GIVEN, item.fact, item.as_given_to, item.as_given_to - now, item.as_given_to)
    elif item.fact == "age":
        yield from _older(item, fact, facts)
    elif item.bands:
        yield from _other_bands(item, fact)
    elif item.any_of:
        now = _points(item, fact) if fact is not None else 0.0
        best = max(item.any_of.values())
        if best > now:
            yield Change(ChangeKind.ANY_OF, item.fact, ", ".join(item.any_of), None, best)
    else:
        now = _points(item, fact) if fact is not None else min(item.choices.values())
        better = [(points, -at, code) for at, (code, points) in enumerate(item.choices.items()) if points > now]
        yield from (Change(ChangeKind.CODE, item.fact, code, None, points) for points, _, code in sorted(better))


def _other_bands(item: Item, fact: Value | None) -> Iterator[Change]:
    value = fact if isinstance(fact, float) else None
    for band in item.curve:
        if value is None or band.start > value:
            by = None if value is None else band.start - value
            yield Change(ChangeKind.AT_LEAST, item.fact, band.start, by, band.points)
    if value is not None:
        here = _band_of(item, value)
        if here is not item.curve[0] and here != item.curve[0]:
            below = _band_of(item, here.start - 1e-9)
            yield Change(ChangeKind.BELOW, item.fact, here.start, value - here.start, below.points)


def _older(item: Item, fact: Value | None, facts: Mapping[str, Value]) -> Iterator[Change]:
    """The birthdays on which the points change: time alone does it."""
    born = facts.get("birth_date")
    if isinstance(fact, float) and isinstance(born, date):
        for band in item.curve:
            if band.start > fact:
                yield Change(ChangeKind.AGE, item.fact, _birthday(born, int(band.start)), band.start, band.points)


def _birthday(born: date, age: int) -> date:
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def _would_change(
    table: IndicatorSet, items: Sequence[ItemScore], facts: Mapping[str, Value], least: float
) -> Iterator[CategoryChange]:
    """Of each item the nearest single change that leads to another category than the least total's; least first."""
    now = table.category_of(least)
    found = []
    for one in items:
        for is_up in (True, False):
            changes = (change for change in _changes(one.item, one.fact, facts) if (change.points > one.least) is is_up)
            nearest = next((it for it in changes if table.category_of(least - one.least + it.points) != now), None)
            if nearest:
                total = least - one.least + nearest.points
                nearest = _just_enough(table, nearest, least - one.least, total)
                total = least - one.least + nearest.points
                found.append(CategoryChange(one.item, nearest, total, table.category_of(total)))
    yield from sorted(found, key=lambda one: abs(one.total - least))


def _just_enough(table: IndicatorSet, change: Change, rest: float, total: float) -> Change:
    """Of points that are given freely, as many as the category takes."""
    if change.kind is not ChangeKind.GIVEN:
        return change
    start = next(one.start for one in table.categories if total >= one.start)
    needed = start - rest
    now = change.points - (change.by or 0.0)
    return Change(change.kind, change.fact, needed, needed - now, needed)
