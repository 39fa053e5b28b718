"""Imports tables that people really have: understands them, with what a mapping says, and loads what they mean."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from graph.driver import Graph
from graph.entities import Actor
from graph.exchange.checking.check import Progress
from graph.exchange.format.problems import Problem
from graph.exchange.reading.limits import COMMAND, Limits
from graph.exchange.report import ImportReport
from graph.exchange.understanding.choices import Choices
from graph.exchange.understanding.read_files import Answers, understand
from graph.exchange.understanding.store import RowStore
from webapp.operations.exchange.import_folder import import_folder

_ONLY_NOTED = frozenset({
    "ids_made", "supervisors_assumed", "talents_assumed", "columns_left_out", "more_left_out", "more_values",
    "merged_cells", "no_known_column",
})  # fmt: skip
"""What is worth knowing of a table, and forbids nothing."""


def import_tables(
    graph: Graph,
    actor: Actor,
    paths: list[Path],
    at: datetime,
    choices: Choices,
    *,
    dry_run: bool = False,
    skip_bad_rows: bool = False,
    bad_rows_folder: Path | None = None,
    limits: Limits = COMMAND,
    progress: Progress | None = None,
    empty_erases: bool = False,
) -> ImportReport:
    """Load any tables, proposals accepted, as `import_folder` loads the format; problems name the lines that were read.

    Rows that are no records, and cells that nothing can be proposed for, are left out with a warning each.
    """
    with tempfile.TemporaryDirectory(prefix="liulu-import-") as name, RowStore() as store:
        answers = understand(paths, store, choices, limits=limits, progress=progress)
        forbidding = [note for note in answers.notes if note.code not in _ONLY_NOTED]
        noted = [*(note for note in answers.notes if note.code in _ONLY_NOTED), *_left_out(answers)]
        if (forbidding and not skip_bad_rows) or not any(table.rows for table in answers.tables):
            return ImportReport({}, forbidding or noted, noted if forbidding else [], 0.0, dry_run, loaded=False)
        folder = Path(name)
        store.write(folder)
        report = import_folder(
            graph, actor, [folder], at, dry_run=dry_run, skip_bad_rows=skip_bad_rows, bad_rows_folder=bad_rows_folder,
            limits=limits, progress=progress, empty_erases=empty_erases,
            ids_are_made=any(note.code == "ids_made" for note in answers.notes),
        )  # fmt: skip
        problems = [_where_read(problem, store) for problem in report.problems]
        return replace(report, problems=problems, warnings=[*noted, *report.warnings])


def _left_out(answers: Answers) -> Iterable[Problem]:
    for table in answers.tables:
        yield from table.left_out
        for one in table.reader.questions() if table.reader else ():
            question = one.reading.question
            if question:
                yield Problem(
                    table.label, 0, one.column, one.value, question.code, question.fix_code, dict(question.params)
                )


def _where_read(problem: Problem, store: RowStore) -> Problem:
    """A problem of a written row, at the file and line where it was read."""
    file, line = store.places.get((problem.file, problem.line), (problem.file, problem.line))
    return replace(problem, file=file, line=line)
