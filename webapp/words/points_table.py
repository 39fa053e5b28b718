"""The table of points as a page tells it: what each item rests on, its margin, what would change the category."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from graph.rules.indicators import IndicatorSet
from graph.rules.scoring import Applies, CategoryChange, Change, ChangeKind, ItemScore, Score
from webapp.words.points import say_change_of, say_changed_value
from webapp.words.rule_facts import fact_value
from webapp.words.ways import in_language, source_words


@dataclass(frozen=True)
class Line:
    """An item: its name, the fact in words (empty: not known), its points, the most of them, and the next step."""

    name: str
    fact: str
    question: str
    points: str
    most: str
    following: str


@dataclass(frozen=True)
class Mark:
    """Where a category begins on the bar, as a share of the most."""

    words: str
    share: float


@dataclass(frozen=True)
class PointsTable:
    """Least and most as shares of the most that anybody can have, and everything in words."""

    heading: str
    margin: str
    low: float
    high: float
    top: str
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    changes: tuple[str, ...]
    source: str


def points_lines(table: IndicatorSet, score: Score) -> PointsTable | None:
    """The table for somebody to whom points apply, else nothing."""
    if score.applies is not Applies.YES or score.least is None or score.most is None:
        return None
    top = sum(max(item.all_points) for item in table.items)
    marks = tuple(
        Mark(_("%(category)s from %(points)s", category=one.code, points=f"{one.start:g}"), one.start / top)
        for one in table.categories if one.start > 0
    )  # fmt: skip
    changes = tuple(_leads_to(one) for one in score.would_change) if score.least == score.most else ()
    return PointsTable(
        _heading(table, score), _margin(table, score), score.least / top, score.most / top, f"{top:g}", marks,
        tuple(_line(one) for one in score.items), changes, source_words(table, table.source, table.source_zh),
    )  # fmt: skip


def _heading(table: IndicatorSet, score: Score) -> str:
    least, most = score.least or 0.0, score.most or 0.0
    if least == most:
        return str(_("%(points)s points: category %(category)s", points=f"{least:g}", category=score.category))
    if score.category:
        return str(_(
            "%(least)s to %(most)s points: category %(category)s in any case",
            least=f"{least:g}", most=f"{most:g}", category=score.category,
        ))  # fmt: skip
    low, high = table.category_of(least), table.category_of(most)
    return str(_(
        "%(least)s to %(most)s points: category %(low)s to %(high)s",
        least=f"{least:g}", most=f"{most:g}", low=low, high=high,
    ))  # fmt: skip


def _margin(table: IndicatorSet, score: Score) -> str:
    if score.least is None or score.least != score.most:
        return str(_("What is not known may be worth anything from nothing to the most."))
    here = next(one for one in table.categories if score.least >= one.start)
    above = [one for one in table.categories if one.start > score.least]
    by = f"{score.least - here.start:g}"
    over = str(_("%(points)s above the line for %(category)s", points=by, category=here.code))
    if not above:
        return over
    short = _("%(points)s short of %(category)s", points=f"{above[-1].start - score.least:g}", category=above[-1].code)
    return str(short if here.start == 0 else _("%(first)s, %(second)s", first=over, second=short))


def _line(one: ItemScore) -> Line:
    points = f"{one.least:g}" if one.points is not None else f"{one.least:g}–{one.most:g}"
    following = ""
    if one.to_next:
        change = say_changed_value(one.to_next, _value_words(one.to_next))
        following = _("%(change)s: %(points)s", change=change, points=f"{one.to_next.points:g}")
    return Line(
        in_language(one.item.name, one.item.name_zh),
        "" if one.fact is None else fact_value(one.item.fact, one.fact),
        "birth_date" if one.item.fact == "age" else one.item.fact,
        points, f"{max(one.item.all_points):g}", following,
    )  # fmt: skip


def _leads_to(one: CategoryChange) -> str:
    change = say_change_of(one.change, in_language(one.item.name, one.item.name_zh), _value_words(one.change))
    return str(_(
        "%(change)s: %(total)s points, category %(category)s",
        change=change, total=f"{one.total:g}", category=one.category,
    ))  # fmt: skip


def _value_words(change: Change) -> str:
    if change.kind is ChangeKind.ANY_OF:
        return str(_(" or ")).join(fact_value(change.fact, one) for one in str(change.value).split(", "))
    return fact_value(change.fact, change.value)
