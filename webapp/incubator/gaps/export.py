"""The table of gaps to take away."""

from __future__ import annotations

from flask import Response, request
from flask_babel import gettext as _

from graph.errors import NotFoundError
from matching.gaps.counting import Cell, GapMap
from webapp.http.context import actor, graph, now
from webapp.incubator.blueprint import blueprint
from webapp.incubator.gaps.view import read_gaps, read_view
from webapp.incubator.spreadsheets import Sheet, as_csv, as_xlsx
from webapp.operations.stuck.note_export import note_export
from webapp.words.gaps import DIMENSION_WORDS, code_word


@blueprint.get("/gaps.<kind>")
def export_gaps(kind: str) -> Response:
    """Every cell with a need or a place, as a workbook or as CSV; the audit log says who took it."""
    if kind not in ("csv", "xlsx"):
        raise NotFoundError("file", kind)
    view, who, at = read_view(request.args), actor(), now()
    found = graph().read(lambda tx: read_gaps(tx, who.subject_id, view, at)).map
    cells = sorted((cell for cell in found.cells if not cell.is_empty), key=lambda cell: -cell.weight)
    note_export(graph(), who, "export_gaps", len(cells), kind, at)
    heads = [
        DIMENSION_WORDS[view.axes.rows.name].say({}), DIMENSION_WORDS[view.axes.columns.name].say({}), _("Open needs"),
        _("Of these declined or unanswered"), _("Free places"), _("People who have them"), _("Places not confirmed"),
        _("Places less needs"),
    ]  # fmt: skip
    sheet = Sheet(_("Gaps"), heads, [_row(found, cell) for cell in cells])
    name = f"gaps-{view.axes.name}-{found.day.isoformat()}.{kind}"
    return as_csv(sheet, name) if kind == "csv" else as_xlsx(sheet, name)


def _row(found: GapMap, cell: Cell) -> list[object]:
    axes = found.axes
    return [
        code_word(axes.rows, cell.row), code_word(axes.columns, cell.column), cell.needs, cell.hard, cell.places,
        cell.people, cell.unconfirmed, cell.gap,
    ]  # fmt: skip
