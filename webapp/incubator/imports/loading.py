"""Import: who changes, the choice, the load, its result and its undo, and the rows to be mended."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from graph.domain.jobs import IMPORT_CHECK, IMPORT_LOAD, IMPORT_UNDO
from graph.entities.job import Job
from graph.errors import InvalidInputError, StateChangedError
from graph.exchange.identity.questions import HELD
from graph.exchange.writing.workbook_cells import CellTooLongError
from webapp.http.context import actor, graph, now, settings
from webapp.incubator.blueprint import blueprint
from webapp.incubator.imports.view import (
    PAGE,
    changed_records,
    made_records,
    other_records,
    shown_questions,
    shown_undone,
    shown_uses,
)
from webapp.incubator.imports.words import heading, said_problem, step_line
from webapp.incubator.spreadsheets import XLSX
from webapp.jobs.kick import kick
from webapp.operations.exchange.answer_rows import answer_rows, check_again, is_said_anew, list_questions
from webapp.operations.exchange.export_own_records import export_own_records
from webapp.operations.exchange.import_upload import bad_rows_book, cancel_import, kept_bad_rows, request_load
from webapp.operations.exchange.standing_check import standing_job
from webapp.operations.exchange.undo_import import find_undo, look_ahead_of_undo, may_try_again, request_undo
from webapp.operations.exchange.upload_files import journal_path
from webapp.words.columns import column_words, table_words
from webapp.words.jobs import job_failure

PROBLEMS_SHOWN = 8


@blueprint.get("/import/<job_id>")
def show_import_job(job_id: str) -> str:
    """How far it is; once checked, who changes and the choice; once loaded, what was done and its undo."""
    who, home = actor(), settings().home
    job = graph().read(lambda tx: tx.jobs.get(job_id, visible_to=who))
    undo = graph().read(lambda tx: find_undo(tx, job)) if job.kind == IMPORT_LOAD and job.is_done else None
    # Rows that are asked about stand above as questions.
    files, held = [name.removesuffix(".csv") for name in job.result.get("files", ())], job.result.get("held", 0)
    table = files[0] if len(files) == 1 else ""
    lines = [said_problem(one, table) for one in job.result.get("problems", ()) if one["code"] not in HELD]
    everything, warnings = "all" in request.args, [said_problem(one) for one in job.result.get("warnings", ())]
    import_id = str(job.payload.get("import_id") or "")
    return render_template(
        "incubator/import_job.html",
        job=job, is_load=job.kind == IMPORT_LOAD, result=job.result, percent=_percent(job), import_id=import_id,
        steps=step_line(4 if not job.is_done or job.kind == IMPORT_CHECK else 5, import_id=import_id),
        heading=heading(job, undo), why_failed=_why_failed(job), undo=undo, may_undo=_may_undo(job, undo),
        problems=lines if everything else lines[:PROBLEMS_SHOWN],
        problems_total=job.result.get("problem_count", 0) - held,
        kept=len(lines), warnings=warnings if everything else warnings[:PROBLEMS_SHOWN], warnings_total=len(warnings),
        everything=everything, has_bad_rows=kept_bad_rows(home, job) is not None,
        questions=shown_questions(home, job), changed=changed_records(home, job, everything=everything),
        records=made_records(home, job, everything=everything), undone=shown_undone(home, undo or job),
        column_words=column_words, table_words=table_words, others=_others(job),
    )  # fmt: skip


@blueprint.post("/import/<job_id>/answers")
def answer_import_rows(job_id: str) -> Response:
    """Say of rows whether they are whom they look like, one by one or all as proposed."""
    if moved := _moved_on(job_id):
        return moved
    home, said = settings().home, _said("row-")
    if request.form.get("all") == "1":
        said |= {one["key"]: one["proposal"] for one in list_questions(home, job_id) if one["proposal"]}
    questions = answer_rows(graph(), actor(), home, job_id, said, now(), _said("cell-"))
    held = sum(not one["answer"] for one in questions)
    text = (
        ngettext("Kept. %(num)s row is held back.", "Kept. %(num)s rows are held back.", held) if held else _("Kept.")
    )
    flash(text, "done")
    # What becomes of the records is counted anew.
    again_id = check_again(graph(), actor(), home, job_id, now())
    kick(IMPORT_CHECK, again_id)
    return redirect(url_for(".show_import_job", job_id=again_id))


@blueprint.get("/import/<job_id>/undo")
def confirm_undo_import(job_id: str) -> str | Response:
    """Say what would go and what would stay, and ask; what cannot be undone says so on its own page."""
    try:
        ahead = look_ahead_of_undo(graph(), actor(), settings().home, job_id)
    except (StateChangedError, InvalidInputError):
        return redirect(url_for(".show_import_job", job_id=job_id))
    job = graph().read(lambda tx: tx.jobs.get(job_id, visible_to=actor()))
    return render_template(
        "incubator/import_undo.html", job=job, gone=len(ahead.gone), invited=len(ahead.invitations),
        changed=sum(one["id"] in ahead.there for one in ahead.by_kind["changed"]), staying=shown_uses(ahead.used),
    )  # fmt: skip


@blueprint.post("/import/<job_id>/undo")
def undo_import_job(job_id: str) -> Response:
    """Take a load back."""
    undo_id = request_undo(graph(), actor(), settings().home, job_id, now())
    kick(IMPORT_UNDO, undo_id)
    return redirect(url_for(".show_import_job", job_id=undo_id))


@blueprint.post("/import/<job_id>/load")
def load_import(job_id: str) -> Response:
    """Load what was checked, or leave it."""
    who = actor()
    graph().read(lambda tx: tx.jobs.get(job_id, visible_to=who))
    if request.form.get("choice") == "nothing":
        flash(_("Nothing was loaded. Fix your file and send it again."), "info")
        return redirect(url_for(".show_import"))
    if moved := _moved_on(job_id):
        return moved
    home = settings().home
    said, cells = _said("row-"), _said("cell-")
    if is_said_anew(home, job_id, said, cells):
        # What is loaded is what the page has shown: answers change whom, and are compared before.
        answer_rows(graph(), who, home, job_id, said, now(), cells)
        again_id = check_again(graph(), who, home, job_id, now())
        kick(IMPORT_CHECK, again_id)
        flash(
            _("Your answers are kept, and your file is compared with them. Look at what would load, then load it."),
            "info",
        )
        return redirect(url_for(".show_import_job", job_id=again_id))
    skip = request.form.get("choice") == "rest"
    load_id = request_load(graph(), who, job_id, skip_bad_rows=skip, at=now())
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


def _moved_on(check_id: str) -> Response | None:
    """Where a file stands that was answered or loaded since the page was opened, maybe in another window."""
    who = actor()
    standing = graph().read(lambda tx: standing_job(tx, who, check_id))
    if standing == check_id:
        return None
    text = _(
        "This file was answered or loaded meanwhile, maybe in another window. Nothing was done just now; here is how "
        "it stands."
    )
    flash(text, "warn")
    return redirect(url_for(".show_import_job", job_id=standing))


def _others(job: Job) -> dict[str, dict[str, Any]]:
    """Who would be new and who stays as before, a page of each: by the argument that turns its pages."""
    found = {}
    for name, is_new in (("new", True), ("same", False)):
        page = int(text) if (text := request.args.get(name, "1")).isdecimal() and len(text) < 6 else 1
        shown, total = other_records(settings().home, job, is_new=is_new, page=max(page, 1))
        pages = -(-total // PAGE)
        found[name] = {"shown": shown, "total": total, "page": max(page, 1), "pages": pages}
    return found


def _said(prefix: str) -> dict[str, str]:
    return {key.removeprefix(prefix): value for key, value in request.form.items() if key.startswith(prefix)}


def _why_failed(job: Job) -> str:
    return job_failure(job) if job.result.get("failure") else str(_(job.message)) if job.message else ""


def _percent(job: Job) -> float:
    """The share of all that is done: rows are gone through twice, read and checked, then compared or loaded."""
    if job.is_done:
        return 100.0
    share = min(1.0, job.done / job.total) if job.total else 0.0
    first_half = job.step in ("", "read", "check")
    return 50.0 * share if first_half else 50.0 + 50.0 * share


def _may_undo(job: Job, undo: Job | None) -> bool:
    is_loaded = job.kind == IMPORT_LOAD and job.is_done
    is_open = undo is None or may_try_again(undo)
    return is_loaded and is_open and journal_path(settings().home, job.id).is_file()
