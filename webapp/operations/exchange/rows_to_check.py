"""What an import checks: the files of the format as they were sent, or the rows that a table was understood to hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from graph.entities.job import Job
from graph.exchange.reading.bounded import no_tick, read_apart
from graph.exchange.reading.limits import PAGE
from graph.exchange.reading.tables import Line, lines, sheets_of
from graph.exchange.reading.uploads import unpacked
from graph.exchange.reading.wire import Said, Work
from graph.exchange.understanding.given import WORKBOOKS
from graph.exchange.understanding.read_files import Answers, understand
from graph.exchange.understanding.store import RowStore
from graph.exchange.understanding.understood import Understood
from webapp.operations.exchange.answer_rows import read_json
from webapp.operations.exchange.draft_import import choices_of
from webapp.operations.exchange.kept_rows import Given, LeftOut, keep_rows, read_rows
from webapp.operations.exchange.upload_files import draft_path, rows_path, uploads_folder
from webapp.operations.jobs.progress import Progress

_NO_RECORDS = "no_mend_needed"
"""How rows are told that are no records: totals, notes, headings that stand there again."""


@contextmanager
def rows_to_check(home: Path, job: Job, progress: Progress) -> Iterator[Given]:
    """The tables of a job's file; what is unpacked goes with the context.

    The rows of a table are those that the job in `rows_of` kept when it read the file, else they are read as the check
    was told, and kept for its load.
    """
    stored = uploads_folder(home) / Path(str(job.payload["stored_name"])).name
    file_name = str(job.payload["file_name"])
    if not job.payload.get("import_id"):
        with unpacked(stored, file_name, PAGE, lambda: progress.report("check", 0, 0)) as found:
            yield Given(list(found))
        return
    check_id = str(job.payload.get("check_id") or job.id)
    path = rows_path(home, str(job.payload.get("rows_of") or check_id))
    given = read_rows(path)
    if given is None:
        answers = read_and_keep(stored, file_name, read_json(draft_path(home, check_id), {}), path, progress)
        # What is worth knowing of tables that are read was said in the steps before.
        given = read_rows(path) or Given(list(answers.notes))
    yield given


def read_and_keep(stored: Path, file_name: str, said: Mapping[str, Any], path: Path, progress: Progress) -> Answers:
    """Read a file as was said, and keep its rows under a path."""
    with RowStore() as store:
        answers = understand(
            [stored], store, choices_of(said), names={stored: file_name}, limits=PAGE, progress=progress.report
        )
        left_out = [one for table in answers.tables for one in _left_out(table, stored, said)]
        keep_rows(path, store, file_name, left_out)
    return answers


def _left_out(table: Understood, stored: Path, said: Mapping[str, Any]) -> Iterator[LeftOut]:
    """Rows that would be records but for what they lack, as they stand in the file: it is looked into again."""
    lost = {one.line: one for one in table.left_out if one.fix_code != _NO_RECORDS}
    if not table.table or not lost:
        return
    cells: dict[int, list[str]] = {}
    if stored.suffix.lower() != ".zip":
        work = Work.WORKBOOK if stored.suffix.lower() in WORKBOOKS else Work.CSV
        how = {"encoding": said.get("encoding") or None, "delimiter": said.get("delimiter") or None}
        with closing(read_apart(work, stored, PAGE, no_tick, wanted=None, guess=True, **how)) as answers:
            for part in sheets_of(answers):
                first = next(part)
                if first[0] == Said.SHEET and first[1] in (table.sheet, ""):
                    rows = lines(table.label, part)
                    cells = {one.number: one.cells for one in rows if isinstance(one, Line) and one.number in lost}
    for line, problem in lost.items():
        row = cells.get(line, [])
        named = {column.name: row[column.place] for column in table.columns if column.name and column.place < len(row)}
        yield table.table, problem, named
