"""The result of a batch to take away: rows as CSV or workbook, and the sheet that explains the rules as PDF."""

from __future__ import annotations

from flask import Response, render_template
from flask_babel import gettext as _

from graph.errors import NotFoundError
from webapp.http.context import actor, graph, now, organisation_day
from webapp.incubator.batches.reading import read_batch
from webapp.incubator.batches.view import BatchView
from webapp.incubator.blueprint import blueprint
from webapp.incubator.spreadsheets import Sheet, as_csv, as_xlsx
from webapp.operations.stuck.note_export import note_export
from webapp.presenters.dates import local_date
from webapp.presenters.names import name_of
from webapp.presenters.paper import make_pdf, missing_packages


@blueprint.get("/batches/<batch_id>/draft-<draft_id>.<kind>")
def export_batch(batch_id: str, draft_id: str, kind: str) -> Response:
    """A draft with the answers so far; the audit log says who took it."""
    if kind not in ("csv", "xlsx", "pdf") or (kind == "pdf" and missing_packages()):
        raise NotFoundError("file", kind)
    view = read_batch(batch_id, draft_id)
    name = f"batch-{local_date(view.batch.created_at)}.{kind}"
    note_export(graph(), actor(), "export_batch", len(view.standing.pairs), kind, now())
    if kind == "pdf":
        incubator = graph().read(lambda tx: tx.incubators.get(actor().subject_id))
        html = render_template(
            "incubator/batches/paper.html", view=view, incubator=name_of(incubator), today=organisation_day()
        )
        made = Response(make_pdf(html), mimetype="application/pdf")
        made.headers.set("Content-Disposition", "attachment", filename=name)
        return made
    sheet = _sheet(view)
    return as_csv(sheet, name) if kind == "csv" else as_xlsx(sheet, name)


def _sheet(view: BatchView) -> Sheet:
    heads = [_("Startup"), _("Asks for"), _("Supervisor"), _("Fit"), _("Locked"), _("Answer")]
    rows: list[list[object]] = []
    for line in view.lines:
        rows += [
            [
                line.name, line.wants, place.name, "" if place.fit is None else round(place.fit, 3),
                _("yes") if place.is_locked else "", place.look[1] if place.look else "",
            ]
            for place in line.places
        ]  # fmt: skip
        rows += [[line.name, line.wants, "", "", "", ""] for _missing in range(line.missing)]
    return Sheet(_("Batch"), heads, rows, (view.batch.settings.name,))
