"""Import of any table in four steps, each with its own address: what it is, its columns, its words, who changes."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, BinaryIO, cast

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from graph.domain.jobs import IMPORT_CHECK, IMPORT_READ
from graph.domain.ownership import files_of
from graph.domain.roles import INCUBATOR
from graph.errors import InvalidInputError
from graph.exchange.understanding.choices import line_key
from webapp.http.context import actor, graph, now, settings
from webapp.incubator.blueprint import blueprint
from webapp.incubator.forms import UploadForm
from webapp.incubator.imports.meanings import said_of_words, shown_tables, tables_of, whole_columns
from webapp.incubator.imports.view import read_words
from webapp.incubator.imports.words import (
    address,
    doubt_words,
    heading,
    left_out_sheet,
    refusal_words,
    said_problem,
    step_line,
    why_column,
)
from webapp.jobs.kick import kick
from webapp.operations.exchange.draft_import import Draft, accept_table, change_draft, check_draft, get_draft
from webapp.operations.exchange.import_upload import list_imports
from webapp.presenters.language import language
from webapp.words.columns import codes_of, column_words, table_words, targets_of
from webapp.words.jobs import job_failure

ENCODINGS = ("utf-8", "gb18030", "utf-16", "big5", "cp1252")
DELIMITERS = (",", ";", "\t", "|")
MOST_SHOWN = 300
_PASTED = "pasted.tsv"
_LONGEST_ROW, _MOST_ROWS = 500, 200
"""Of what a line that is a record after all is called, and of how many it can be said."""
_SAID_ON_STEPS = frozenset({"ids_made", "columns_left_out"})
_NO_TABLE = "no_known_column"
_SAID_FIRST = frozenset({"supervisors_assumed", "talents_assumed"})
"""Notes that the steps themselves tell, and those that only the first one tells."""
_LINE = re.compile(r"[1-9][0-9]{0,5}")


@blueprint.get("/import")
def show_import() -> str:
    """The upload, or a place to paste, and earlier imports."""
    return _upload_page(UploadForm(formdata=None))


@blueprint.post("/import")
def upload_import() -> Response | tuple[str, int]:
    """Keep what was sent or pasted and have it read."""
    form = UploadForm()
    sent, pasted = request.files.get("file"), request.form.get("pasted", "").strip("\r\n")
    if isinstance(sent, FileStorage) and sent.filename:
        name, stream = sent.filename, cast(BinaryIO, sent.stream)
    elif pasted:
        name, stream = _PASTED, io.BytesIO(pasted.encode("utf-8", "replace"))
    else:
        form.file.errors = [_("Choose a file, or paste your table.")]
        return _upload_page(form, pasted), 422
    try:
        import_id = accept_table(
            graph(), actor(), settings().home, name, stream, now(), limit_mb=settings().upload_limit_mb
        )
    except InvalidInputError as error:
        form.file.errors = [refusal_words(error)]
        return _upload_page(form, pasted), 422
    kick(IMPORT_READ, import_id)
    return redirect(url_for(".show_import_what", import_id=import_id))


@blueprint.get("/import/<import_id>/what")
def show_import_what(import_id: str) -> str:
    """Step 1: encoding, delimiter, sheet, headings and first rows as they were found, and the kind of table."""
    return _page(import_id, "what", 1)


@blueprint.post("/import/<import_id>/what")
def say_import_what(import_id: str) -> Response:
    """Read it as is said."""
    row = request.form.get("heading_row", "")
    said = {name: _among(name) for name in ("table", "sheet", "encoding", "delimiter", "role")}
    rows = [one[:_LONGEST_ROW] for one in request.form.getlist("row")[:_MOST_ROWS]]
    changes = {**said, "heading_row": int(row) if _LINE.fullmatch(row) else None, "rows": rows}
    return _changed(import_id, changes, ".show_import_what")


@blueprint.get("/import/<import_id>/columns")
def show_import_columns(import_id: str) -> str:
    """Step 2: each column with examples, a proposal and why."""
    return _page(import_id, "columns", 2)


@blueprint.post("/import/<import_id>/columns")
def say_import_columns(import_id: str) -> Response:
    """Keep which column is what, and read the cells as that."""
    draft = _draft(import_id)
    columns = dict(draft.mapping.get("columns") or {})
    for number, table in enumerate(tables_of(draft)):
        for column in table["columns"]:
            said = request.form.get(f"column-{number}-{column['place']}")
            if said is not None and column["heading"]:
                columns[column["heading"]] = said or None
    return _changed(import_id, {"mapping": {**draft.mapping, "columns": columns}}, ".show_import_words")


@blueprint.get("/import/<import_id>/words")
def show_import_words(import_id: str) -> str:
    """Step 3: what is proposed for values, what is asked, and what is read for sure."""
    return _page(import_id, "words", 3)


@blueprint.post("/import/<import_id>/words")
def say_import_words(import_id: str) -> Response | tuple[str, int]:
    """Keep what words mean, and go on to who changes; what cannot stand is asked again."""
    draft = _draft(import_id)
    said = said_of_words(request.form, tables_of(draft), draft.mapping)
    doubts = {field: doubt_words(doubt) for field, doubt in said.doubts.items()}
    if doubts:
        return _page(import_id, "words", 3, said.typed, doubts, said.mapping), 422
    if "again" in request.form:
        return _changed(import_id, {"mapping": said.mapping}, ".show_import_words")
    if said.mapping != draft.mapping:
        changes = {"mapping": said.mapping, "are_rows_as_read": said.is_as_read}
        change_draft(graph(), actor(), settings().home, import_id, changes, now(), reads_anew=False)
    return _check(import_id)


@blueprint.post("/import/<import_id>/who")
def compare_import(import_id: str) -> Response:
    """Step 4: compare the rows with what there is."""
    return _check(import_id)


def _check(import_id: str) -> Response:
    erases = request.form.get("empty_erases") == "1"
    check_id = check_draft(graph(), actor(), settings().home, import_id, empty_erases=erases, at=now())
    kick(IMPORT_CHECK, check_id)
    return redirect(url_for(".show_import_job", job_id=check_id))


def _changed(import_id: str, changes: dict[str, Any], to: str) -> Response:
    draft = _draft(import_id)
    is_same = all((draft.said.get(name) or None) == (value or None) for name, value in changes.items())
    if not is_same or not draft.read.is_done:
        kick(IMPORT_READ, change_draft(graph(), actor(), settings().home, import_id, changes, now()))
    return redirect(url_for(to, import_id=import_id))


def _draft(import_id: str) -> Draft:
    return get_draft(graph(), actor(), settings().home, import_id)


def _page(
    import_id: str,
    step: str,
    number: int,
    typed: Mapping[int, str] = MappingProxyType({}),
    doubts: Mapping[str, str] = MappingProxyType({}),
    mapping: Mapping[str, Any] = MappingProxyType({}),
) -> str:
    """One of the first three steps; with what was `typed` for words, by number, why some of it cannot stand, by field,
    and the `mapping` that it would make."""
    draft = _draft(import_id)
    tables = shown_tables(tables_of(draft), draft.mapping, typed)
    kinds = [(name, table_words(name)) for name in sorted(files_of(INCUBATOR))]
    found = draft.understood["notes"] if draft.understood else []
    said_elsewhere = _SAID_ON_STEPS if number == 1 else _SAID_ON_STEPS | _SAID_FIRST
    is_some_read = any(table["is_understood"] for table in tables)
    if number > 1:
        found = [one for one in found if one["code"] != _NO_TABLE]
    notes = [
        left_out_sheet(one) if one["code"] == _NO_TABLE and is_some_read else said_problem(one)
        for one in found
        if one["code"] not in said_elsewhere
    ]
    return render_template(
        f"incubator/import/{step}.html",
        draft=draft, job=draft.read, tables=tables, notes=notes, kinds=kinds, steps=step_line(number, draft),
        encodings=[(one, one) for one in ENCODINGS], targets_of=targets_of, column_words=column_words,
        table_words=table_words, why_column=why_column, said_problem=said_problem, read_words=read_words,
        most=MOST_SHOWN, line_key=line_key,
        failed=job_failure(draft.read) if draft.read.has_failed else "",
        doubts=doubts, whole_columns=whole_columns(tables_of(draft), mapping or draft.mapping),
        roles=codes_of("people", "roles", language()),
    )  # fmt: skip


def _among(name: str) -> str | None:
    said = request.form.get(name) or None
    allowed = {
        "encoding": ENCODINGS, "delimiter": DELIMITERS, "table": files_of(INCUBATOR),
        "role": [code for code, _ in codes_of("people", "roles", "en")],
    }.get(name)  # fmt: skip
    return said if allowed is None or said in allowed else None


def _upload_page(form: UploadForm, pasted: str = "") -> str:
    return render_template(
        "incubator/import.html",
        form=form, jobs=list_imports(graph(), actor()), heading=heading, address=address, table_words=table_words,
        limit=settings().upload_limit_mb, pasted=pasted,
    )  # fmt: skip
