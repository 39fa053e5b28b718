"""What the pages of an import say: problems, where it stands, why a column is taken for what it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from graph.domain.jobs import IMPORT_LOAD, IMPORT_READ, IMPORT_UNDO
from graph.entities.job import Job
from graph.errors import InvalidInputError
from graph.exchange.format.problems import FIXES, MESSAGES
from graph.exchange.understanding.why import WHY
from graph.exchange.understanding.words.reading import Question
from webapp.operations.exchange.draft_import import Draft
from webapp.words.columns import column_words

_SAID_ON_PAGES = frozenset({"say_what_they_are", "name_table", "name_columns"})
"""What a command is told to be given, and a page asks for by itself."""

_IN_WORKBOOK = re.compile(r".*\.(?:xlsx|xlsm|xls|ods)#(.+)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class ProblemLine:
    """One problem in the reader's language."""

    sheet: str
    line: int
    column: str
    value: str
    message: str
    fix: str


def said_problem(one: dict[str, Any], table: str = "") -> ProblemLine:
    """A problem as a job keeps it, in words; of a row of a table."""
    params = dict(one["params"])
    if "column" in params:
        params["column"] = column_words(params["column"], table)
    return ProblemLine(
        sheet=sheet_of(one["file"]),
        line=one["line"],
        column=column_words(one["column"], table) if one["column"] else "",
        value=one["value"],
        message=_translated(MESSAGES, one["code"], params),
        fix="" if one["mend_code"] in _SAID_ON_PAGES else _translated(FIXES, one["mend_code"], params),
    )


def sheet_of(label: str) -> str:
    """What a table is called: its sheet, or its file where that has no sheets."""
    named = _IN_WORKBOOK.fullmatch(label)
    return named[1] if named else Path(label).stem


def left_out_sheet(one: dict[str, Any]) -> ProblemLine:
    """A sheet without a table, beside sheets that have one: nothing is wrong with it."""
    text = _("No list is recognised on this sheet, so it is left out. The other sheets go on.")
    return ProblemLine(sheet_of(one["file"]), 0, "", "", text, "")


def refusal_words(error: InvalidInputError) -> str:
    """Why a file is not taken, in words."""
    code, fix = str(error.params["code"]), str(error.params["fix_code"])
    values: Any = error.params["values"]
    return f"{_translated(MESSAGES, code, values)} {_translated(FIXES, fix, values)}"


def doubt_words(doubt: Question) -> str:
    """Why something cannot stand, and what can, in words."""
    return f"{_translated(MESSAGES, doubt.code, doubt.params)} {_translated(FIXES, doubt.fix_code, doubt.params)}"


def why_column(column: dict[str, Any]) -> str:
    """Why a heading is taken for a column of the format, or for none."""
    return _translated(WHY, column["why"], column["params"])


def heading(job: Job, undo: Job | None = None) -> tuple[str, str]:
    """Shape and words for where an import stands; `undo` is the job that takes it back, or did."""
    if undo or job.kind == IMPORT_UNDO:
        return _undo_heading(undo or job)
    if job.has_failed:
        return "stop", _("Stopped: nothing was loaded")
    if job.is_cancelled:
        return "paused", _("Cancelled: nothing was loaded")
    if job.kind == IMPORT_READ:
        return ("new", _("Read: waits for you to say what it is")) if job.is_done else ("waiting", _("Reading"))
    if not job.is_done:
        return "waiting", _("Loading") if job.kind == IMPORT_LOAD else _("Checking")
    if job.kind == IMPORT_LOAD:
        return "good", _("Loaded")
    held = job.result.get("held", 0)
    count = job.result.get("problem_count", 0) - held
    if count and not job.result.get("may_skip"):
        return "stop", ngettext(
            "%(num)s problem: nothing can be loaded", "%(num)s problems: nothing can be loaded", count
        )
    if count:
        return "warn", ngettext(
            "%(num)s problem: waits for your choice", "%(num)s problems: waits for your choice", count
        )
    if held:
        return "warn", ngettext("%(num)s row waits for your answer", "%(num)s rows wait for your answer", held)
    return "new", _("Checked: waits for you to load it")


def _undo_heading(undo: Job) -> tuple[str, str]:
    if undo.has_failed:
        return "stop", _("Stopped: nothing was undone")
    if undo.is_cancelled:
        return "paused", _("Cancelled: nothing was undone")
    stayed = int(undo.result.get("used", 0))
    if undo.is_done and stayed:
        return "warn", ngettext("Undone in part: %(num)s stayed", "Undone in part: %(num)s stayed", stayed)
    return ("good", _("Undone")) if undo.is_done else ("waiting", _("Is being undone"))


def address(job: Job) -> str:
    """Where an import is gone on with."""
    if job.kind == IMPORT_READ:
        return url_for("incubator.show_import_what", import_id=job.payload.get("import_id") or job.id)
    return url_for("incubator.show_import_job", job_id=job.id)


def step_line(number: int, draft: Draft | None = None, *, import_id: str = "") -> list[dict[str, str]]:
    """The four steps and where one is; those that were reached have an address."""
    import_id = draft.id if draft else import_id
    names = [
        (".show_import_what", _("What is it?"), _("file, sheet, headings")),
        (".show_import_columns", _("Which column is what?"), _("remembered for the next time")),
        (".show_import_words", _("What do the words mean?"), _("each value once")),
        ("", _("Who changes?"), _("nothing is loaded before")),
    ]
    lines = []
    for place, (endpoint, name, hint) in enumerate(names, start=1):
        phase = "done" if place < number else "now" if place == number else "next"
        is_reached = endpoint and import_id
        href = url_for(f"incubator{endpoint}", import_id=import_id) if is_reached and phase != "now" else ""
        lines.append({"name": name, "hint": hint, "phase": phase, "href": href})
    return lines


def _translated(texts: Mapping[str, str], code: str, values: Mapping[str, Any]) -> str:
    return str(_(texts[code]) % values)
