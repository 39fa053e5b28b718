"""Where people are missing: a map of open needs against free places, and what each of its cells rests on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _

from graph.domain.kinds import KINDS
from graph.transaction import Transaction
from matching.gaps.counting import ALL, Cell, GapMap
from matching.results import Outside
from webapp.http.context import actor, graph, matcher, now
from webapp.incubator.blueprint import blueprint
from webapp.incubator.gaps.chart import chart_of
from webapp.incubator.gaps.view import GapView, Read, read_gaps, read_view
from webapp.words.gaps import (
    NOTES,
    axes_options,
    axes_word,
    code_word,
    counted_words,
    gap_number,
    gap_words,
    heading_word,
    heat_of,
)

MOST_LISTED = 7
SCALE = (-4, -3, -2, -1, 0, 1, 2, 3)


@dataclass(frozen=True)
class Line:
    """A row of the map in words: its name, its cells and its margin."""

    code: str
    name: str
    cells: tuple[Cell, ...]
    total: Cell


@blueprint.get("/gaps")
def show_gaps() -> str:
    """The map, the largest gaps, and the cell that is open."""
    view, who, at = read_view(request.args), actor(), now()
    read = graph().read(lambda tx: read_gaps(tx, who.subject_id, view, at))
    found, opened = read.map, read.opened
    return render_template(
        "incubator/gaps.html",
        view=view, read=read, map=found, opened=opened, total=found.cell(ALL, ALL), largest=found.largest[:MOST_LISTED],
        sections=_sections(found), bottom=_line(found, ALL), columns=[_name(found, code) for code in found.columns],
        axes=axes_options(), evaluations=_evaluations(), note=_note(view), scale=[_scaled(gap) for gap in SCALE],
        row_word=lambda code: code_word(found.axes.rows, code), heat=heat_of, gap_number=gap_number,
        column_word=lambda code: code_word(found.axes.columns, code), gap_words=gap_words, counted=counted_words,
        axes_word=axes_word(view.axes), chart=chart_of(opened.trend) if opened else None,
        cell_url=lambda cell: _address(view, cell), day=found.day,
        **(_beyond(read) if opened else {}),
    )  # fmt: skip


def _address(view: GapView, cell: Cell) -> str:
    given: dict[str, Any] = view.arguments(cell.row, cell.column)
    return url_for(".show_gaps", **given)


def _beyond(read: Read) -> dict[str, Any]:
    """Who beyond the own pool could fill the open cell: by the ranking for its most urgent need."""
    needs = read.opened.resting.needs if read.opened else ()
    if not needs or needs[0].kind not in KINDS:
        return {"outside": None, "known": frozenset()}
    mine = actor().subject_id
    outside: Outside = matcher().propose_outside(needs[0].id, mine, at=now())

    def known(tx: Transaction) -> frozenset[str]:
        return tx.pools.member_ids(mine) & {one.provider_id for one in outside.people}

    return {"outside": outside, "known": graph().read(known) if outside.people else frozenset()}


def _sections(found: GapMap) -> list[tuple[str, list[Line]]]:
    """The rows under their headings; those in which there is neither need nor place are left out."""
    rows = found.axes.rows
    lines = [line for code in found.rows if not (line := _line(found, code)).total.is_empty]
    grouped = groupby(lines, key=lambda line: heading_word(rows, rows.group_of(line.code)))
    return [(heading, list(some)) for heading, some in grouped]


def _line(found: GapMap, code: str) -> Line:
    cells = tuple(found.cell(code, column) for column in found.columns)
    return Line(code, code_word(found.axes.rows, code), cells, found.cell(code, ALL))


def _name(found: GapMap, code: str) -> str:
    return code_word(found.axes.columns, code)


def _scaled(gap: int) -> tuple[str, str]:
    """A step of the scale under the map: its colour and its number."""
    needs, places = max(0, -gap), max(0, gap)
    even = 1 if not gap else 0
    cell = Cell("", "", needs + even, 0, places + even, places, 0)
    bound = {SCALE[0]: "≤ ", SCALE[-1]: "≥ "}.get(gap, "")
    return heat_of(cell), bound + gap_number(gap)


def _evaluations() -> list[tuple[str, str]]:
    return [("", _("everybody")), ("middle", _("at least the middle"))]


def _note(view: GapView) -> str:
    return NOTES[view.axes.name].say({}) if view.axes.name in NOTES else ""
