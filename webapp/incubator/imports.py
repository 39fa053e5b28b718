"""Import: upload, check, choose, load, follow, and take away what was left out."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from graph.domain.jobs import IMPORT_CHECK, IMPORT_LOAD
from graph.entities.job import Job
from graph.errors import InvalidInputError
from graph.exchange.format.problems import FIXES, MESSAGES
from graph.exchange.writing.workbook_cells import CellTooLongError
from webapp.http.context import actor, graph, now, settings
from webapp.incubator.blueprint import blueprint
from webapp.incubator.forms import UploadForm
from webapp.incubator.spreadsheets import XLSX
from webapp.jobs.kick import kick
from webapp.operations.exchange.export_own_records import export_own_records
from webapp.operations.exchange.import_upload import (
    accept_upload,
    bad_rows_book,
    cancel_import,
    kept_bad_rows,
    list_imports,
    request_load,
)
from webapp.words.jobs import job_failure

PROBLEMS_SHOWN = 8


@dataclass(frozen=True)
class ProblemLine:
    """One problem in the reader's language."""

    sheet: str
    line: int
    column: str
    value: str
    message: str
    fix: str


@blueprint.get("/import")
def show_import() -> str:
    """The upload, what the files look like, and earlier imports."""
    return _upload_page(UploadForm(formdata=None))


@blueprint.post("/import")
def upload_import() -> Response | tuple[str, int]:
    """Keep the file and have it checked."""
    form = UploadForm()
    sent = request.files.get("file")
    if not isinstance(sent, FileStorage) or not sent.filename:
        form.file.errors = [_("Choose a file.")]
        return _upload_page(form), 422
    limit = settings().upload_limit_mb
    try:
        job_id = accept_upload(
            graph(), actor(), settings().home, sent.filename, cast(BinaryIO, sent.stream), now(), limit_mb=limit
        )  # fmt: skip
    except InvalidInputError as error:
        form.file.errors = [_refusal(error)]
        return _upload_page(form), 422
    kick(IMPORT_CHECK, job_id)
    return redirect(url_for(".show_import_job", job_id=job_id))


@blueprint.get("/import/<job_id>")
def show_import_job(job_id: str) -> str:
    """How far it is; once checked, what is wrong and the choice; once loaded, what was done."""
    who = actor()
    job = graph().read(lambda tx: tx.jobs.get(job_id, visible_to=who))
    lines = [_problem(one) for one in job.result.get("problems", ())]
    everything = "all" in request.args
    return render_template(
        "incubator/import_job.html",
        job=job, is_load=job.kind == IMPORT_LOAD, result=job.result, steps=_steps(job), percent=_percent(job),
        heading=_heading(job), why_failed=_why_failed(job),
        problems=lines if everything else lines[:PROBLEMS_SHOWN], problems_total=job.result.get("problem_count", 0),
        kept=len(lines), warnings=[_problem(one) for one in job.result.get("warnings", ())][:PROBLEMS_SHOWN],
        everything=everything, has_bad_rows=kept_bad_rows(settings().home, job) is not None,
    )  # fmt: skip


@blueprint.post("/import/<job_id>/load")
def load_import(job_id: str) -> Response:
    """Load what was checked, or leave it."""
    if request.form.get("choice") == "nothing":
        flash(_("Nothing was loaded. Fix your file and send it again."), "info")
        return redirect(url_for(".show_import"))
    skip = request.form.get("choice") == "rest"
    load_id = request_load(graph(), actor(), job_id, skip_bad_rows=skip, at=now())
    kick(IMPORT_LOAD, load_id)
    return redirect(url_for(".show_import_job", job_id=load_id))


@blueprint.post("/import/<job_id>/cancel")
def cancel_import_job(job_id: str) -> Response:
    """Stop it; the graph stays as it was."""
    cancel_import(graph(), actor(), job_id, now())
    flash(_("The import stops. Nothing of it is loaded."), "done")
    return redirect(url_for(".show_import_job", job_id=job_id))


@blueprint.get("/import/<job_id>/rows.xlsx")
def download_bad_rows(job_id: str) -> Response:
    """The rows to be mended, as a workbook of the same form with what is wrong beside each."""
    path: Path = bad_rows_book(graph(), actor(), settings().home, job_id)
    return send_file(path.absolute(), as_attachment=True, download_name="rows-to-fix.xlsx", mimetype=XLSX)


@blueprint.post("/export.xlsx")
def export_records() -> Response:
    """The pool and the startups as a workbook that can be fixed and imported again."""
    moment = now()
    try:
        book = io.BytesIO(export_own_records(graph(), actor(), moment))
    except CellTooLongError as error:
        text = _(
            "%(sheet)s, %(id)s: %(column)s is longer than the %(limit)s characters that a workbook holds in a cell."
        )
        fix = _("Shorten it, then export again.")
        flash(f"{text % error.params} {fix}", "stop")
        return redirect(url_for(".show_import"))
    return send_file(book, as_attachment=True, download_name=f"liulu-{moment:%Y-%m-%d}.xlsx", mimetype=XLSX)


def _upload_page(form: UploadForm) -> str:
    jobs = list_imports(graph(), actor())
    return render_template(
        "incubator/import.html", form=form, jobs=jobs, heading=_heading, limit=settings().upload_limit_mb
    )


def _refusal(error: InvalidInputError) -> str:
    code, fix = str(error.params["code"]), str(error.params["fix_code"])
    values: Any = error.params["values"]
    return f"{_translated(MESSAGES, code, values)} {_translated(FIXES, fix, values)}"


def _translated(texts: dict[str, str], code: str, values: dict[str, Any]) -> str:
    template = texts[code]
    return str(_(template) % values)


def _problem(one: dict[str, Any]) -> ProblemLine:
    return ProblemLine(
        sheet=Path(one["file"]).stem,
        line=one["line"],
        column=one["column"],
        value=one["value"],
        message=_translated(MESSAGES, one["code"], one["params"]),
        fix=_translated(FIXES, one["mend_code"], one["params"]),
    )


def _heading(job: Job) -> tuple[str, str]:
    """Shape and words for where an import stands."""
    if job.has_failed:
        return "stop", _("Stopped: nothing was loaded")
    if job.is_cancelled:
        return "paused", _("Cancelled: nothing was loaded")
    if not job.is_done:
        return "waiting", _("Loading") if job.kind == IMPORT_LOAD else _("Checking")
    if job.kind == IMPORT_LOAD:
        return "good", _("Loaded")
    count = job.result.get("problem_count", 0)
    if count and not job.result.get("may_skip"):
        return "stop", ngettext(
            "%(num)s problem: nothing can be loaded", "%(num)s problems: nothing can be loaded", count
        )
    if count:
        return "warn", ngettext(
            "%(num)s problem: waits for your choice", "%(num)s problems: waits for your choice", count
        )
    return "new", _("Checked: waits for you to load it")


def _why_failed(job: Job) -> str:
    return job_failure(job) if job.result.get("failure") else str(_(job.message)) if job.message else ""


def _percent(job: Job) -> float:
    if job.is_done:
        return 100.0
    return min(100.0, 100.0 * job.done / job.total) if job.total else 0.0


def _steps(job: Job) -> list[dict[str, str]]:
    """The four steps of an import and where it is."""
    names = [
        ("check", _("Check rows")), ("compare", _("Compare with what is here")), ("choose", _("Your choice")),
        ("load", _("Load")),
    ]  # fmt: skip
    at = _step_number(job)
    rows = job.result.get("rows") or job.total
    hints = {
        "check": ngettext("%(num)s row", "%(num)s rows", rows) if rows else "",
        "compare": _("what is new, what changes"),
        "choose": _("nothing is loaded before"),
        "load": _("all or nothing"),
    }
    at_work = "failed" if job.is_finished and not job.is_done else "now"
    return [
        {"name": name, "hint": hints[code], "phase": "done" if place < at else at_work if place == at else "next"}
        for place, (code, name) in enumerate(names)
    ]


def _step_number(job: Job) -> int:
    if job.kind == IMPORT_LOAD:
        return 4 if job.is_done else 3
    return 2 if job.is_done else 1 if job.step == "compare" else 0
