"""The worker's side of steps 1 to 3 of an import: reads a table as somebody has it, and writes down what it means."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

from graph.domain.jobs import IMPORT_READ
from graph.entities import Actor
from graph.exchange.format.problems import Problem
from graph.exchange.understanding.mapping import plain
from graph.exchange.understanding.read_files import Answers
from graph.exchange.understanding.understood import Understood
from webapp.operations.exchange.answer_rows import keep_json, read_json
from webapp.operations.exchange.rows_to_check import read_and_keep
from webapp.operations.exchange.upload_files import draft_path, rows_path, understood_path, uploads_folder
from webapp.operations.jobs.follow import follow
from webapp.operations.jobs.progress import Progress
from webapp.operations.jobs.run import Worker, runs

MOST_VALUES = 2000
_MOST_LEFT_OUT = 200


@runs(IMPORT_READ)
def read_table(worker: Worker, job_id: str) -> None:
    """Read a file as a worker does."""
    follow(worker, job_id, lambda progress: _read(worker, job_id, progress))


def _read(worker: Worker, job_id: str, progress: Progress) -> dict[str, object]:
    graph, home = worker.graph, worker.settings.home
    job = graph.read(lambda tx: tx.jobs.get(job_id, visible_to=Actor.system()))
    said = read_json(draft_path(home, str(job.payload.get("import_id") or job.id)), {})
    path = uploads_folder(home) / Path(str(job.payload["stored_name"])).name
    name = str(job.payload["file_name"])
    rows = rows_path(home, job_id)
    answers = read_and_keep(path, name, said, rows, progress)
    was_remembered = False
    if not said:
        known = graph.read(lambda tx: tx.mappings.find(job.subject_id, headings_of(answers)))
        if known:
            was_remembered = True
            said = {"mapping": known, "read_id": job.id}
            keep_json(draft_path(home, job.id), said)
            answers = read_and_keep(path, name, said, rows, progress)
    told = {**as_kept(answers), "was_remembered": was_remembered}
    keep_json(understood_path(home, job_id), told)
    return {"rows": sum(one["rows"] for one in told["tables"]), "sheets": len(told["tables"])}


def headings_of(answers: Answers) -> list[str]:
    """The set of headings by which it is remembered what was said of a table."""
    return sorted({plain(column.heading) for table in answers.tables for column in table.columns if column.heading})


def as_kept(answers: Answers) -> dict[str, Any]:
    """What was understood as the pages show it: codes and parameters, to be said in any language."""
    return {
        "tables": [_table(one) for one in answers.tables],
        "notes": [one.as_kept() for one in answers.notes],
        "headings": headings_of(answers),
    }


def _table(one: Understood) -> dict[str, Any]:
    return {
        "label": one.label, "sheet": one.sheet, "table": one.table, "encoding": one.encoding,
        "delimiter": one.delimiter, "heading_row": one.heading_row, "rows": one.rows,
        "is_understood": one.is_understood, "first_rows": one.first_rows, "assumed_role": one.assumed_role,
        "columns": [
            {
                "place": column.place, "heading": column.heading, "target": column.target, "why": column.why,
                "params": dict(column.params), "is_sure": column.is_sure, "examples": column.examples,
                "cells": column.cells,
            }
            for column in one.columns
        ],
        "values": _values(one),
        "questions": _questions(one),
        "left_out": [problem.as_kept() for problem in one.left_out[:_MOST_LEFT_OUT]],
        "left_out_count": len(one.left_out) + one.more_left_out,
    }  # fmt: skip


def _values(one: Understood) -> list[dict[str, Any]]:
    return [
        {"column": found.column, "value": found.value, "read_as": text, "as": name, "cells": found.cells,
         "is_sure": found.reading.is_sure, "by_column": found.reading.by_column}
        for found in islice(one.reader.values() if one.reader else (), MOST_VALUES)
        for name, text in found.reading.cells.items()
    ]  # fmt: skip


def _questions(one: Understood) -> list[dict[str, Any]]:
    found = []
    for asked in islice(one.reader.questions() if one.reader else (), MOST_VALUES):
        question = asked.reading.question
        if question:
            problem = Problem(one.label, 0, asked.column, asked.value, question.code, question.fix_code)
            found.append({**problem.as_kept(), "params": dict(question.params), "cells": asked.cells})
    return found
