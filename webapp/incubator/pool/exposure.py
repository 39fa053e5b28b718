"""Who is shown how often: each one's share of startups' attention, as a curve, in figures and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Response, render_template, request
from flask_babel import gettext as _

from graph.domain.kinds import KINDS
from graph.entities.exposure import Exposure
from webapp.http.arguments import number_argument
from webapp.http.context import actor, graph, now, organisation_day, settings
from webapp.incubator.blueprint import blueprint
from webapp.incubator.spreadsheets import Sheet, as_csv
from webapp.presenters.dates import today
from webapp.words.kinds import words_for, words_for_curators

SPANS = (30, 90, 365)
PAGE_SIZE = 25
NEW_DAYS = 90
SORTS = ("name", "shown", "new", "lot", "asked", "joined")


@dataclass(frozen=True)
class Spread:
    """How evenly showings fall: the curve's points in percent, Gini from 0 (even) to 1, and what newcomers get."""

    total: int
    people: int
    unseen: int
    gini: float | None
    newcomers: int
    newcomer_share: float | None
    top_share: float | None
    curve: tuple[tuple[float, float], ...]


@blueprint.get("/shown")
def list_exposure() -> str:
    """The page."""
    days, kind, sort = _days(), _kind(), request.args.get("sort", "-shown")
    lines = _read(kind, days)
    pages = max(1, -(-len(lines) // PAGE_SIZE))
    page = number_argument("page", 1, 1, pages)
    before = (page - 1) * PAGE_SIZE
    return render_template(
        "incubator/exposure.html",
        lines=_sorted(lines, sort)[before : before + PAGE_SIZE],
        before=before,
        page=page,
        pages=pages,
        kind=kind,
        is_pool=KINDS[kind].is_pooled,
        who=words_for(kind).one,
        curator=words_for_curators(kind),
        kinds=[(name, words_for(name).many) for name in KINDS],
        spread=spread_of(lines, today()),
        days=days,
        spans=SPANS,
        sort=sort,
        is_new=lambda one: is_new(one, today()),
        newcomer_share=settings().newcomer_share,
        chance_share=settings().chance_share,
    )


@blueprint.get("/shown.csv")
def export_exposure() -> Response:
    """The same table to take away, in the same order."""
    kind = _kind()
    heads = [words_for(kind).one, _("Joined"), _("Shown"), _("For being new"), _("By lot"), _("Asked")]
    rows: list[list[object]] = [
        [one.name, one.joined_on or "", one.shown, one.as_newcomer, one.by_lot, one.asked]
        for one in _sorted(_read(kind, _days()), request.args.get("sort", "-shown"))
    ]
    return as_csv(
        Sheet(_("Who is shown how often"), heads, rows), f"shown-{KINDS[kind].population}-{today().isoformat()}.csv"
    )


def is_new(one: Exposure, on: date) -> bool:
    """Joined within the last 90 days."""
    return one.joined_on is not None and 0 <= (on - one.joined_on).days <= NEW_DAYS


def spread_of(lines: Sequence[Exposure], on: date) -> Spread:
    """The figures of a pool."""
    counts = sorted(one.shown for one in lines)
    total, people = sum(counts), len(counts)
    new = [one for one in lines if is_new(one, on)]
    points, before = [(0.0, 0.0)], 0
    for number, count in enumerate(counts, start=1):
        before += count
        points.append((round(100 * number / people, 2), round(100 * before / total, 2) if total else 0.0))
    ranked = sum(number * count for number, count in enumerate(counts, start=1))
    top = sum(counts[-max(1, people // 10) :])
    return Spread(
        total=total,
        people=people,
        unseen=counts.count(0),
        gini=round(2 * ranked / (people * total) - (people + 1) / people, 4) if total else None,
        newcomers=len(new),
        newcomer_share=sum(one.shown for one in new) / total if total else None,
        top_share=top / total if total else None,
        curve=tuple(points),
    )


def _read(kind: str, days: int) -> list[Exposure]:
    incubator_id, day = actor().subject_id, organisation_day()
    since = now() - timedelta(days=days)
    if KINDS[kind].is_pooled:
        # The pool stands on everybody's lists; the others are counted on those of the own startups.
        return graph().read(lambda tx: tx.pools.list_exposure(incubator_id, since, day))
    label = KINDS[kind].label
    return graph().read(lambda tx: tx.pools.list_exposure_to_own(label, incubator_id, since, day))


def _kind() -> str:
    kind = request.args.get("kind", "")
    return kind if kind in KINDS else next(iter(KINDS))


def _days() -> int:
    days = request.args.get("days", 90, type=int)
    return days if days in SPANS else 90


def _sorted(lines: list[Exposure], sort: str) -> list[Exposure]:
    key = sort.removeprefix("-")
    if key not in SORTS or key == "name":
        return sorted(lines, key=lambda one: (one.name, one.id), reverse=sort == "-name")
    return sorted(lines, key=lambda one: _figure(one, key), reverse=sort.startswith("-"))


def _figure(one: Exposure, key: str) -> int:
    if key == "joined":
        return one.joined_on.toordinal() if one.joined_on else 0
    return {"shown": one.shown, "new": one.as_newcomer, "lot": one.by_lot, "asked": one.asked}[key]
