"""Reads and checks everything that somebody wants to import, before anything is loaded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import closing

from graph.exchange.checking.checked import Checked
from graph.exchange.checking.references import KnownIds, check_references
from graph.exchange.checking.rows import Row, RowChecker, wanted_sheets
from graph.exchange.checking.spool import Record, Spool, Wanted
from graph.exchange.format.problems import OF_WHOLE_FILES, Problem, shown, whole_file
from graph.exchange.format.schema import PROFILES, SHEETS, Sheet
from graph.exchange.reading.limits import COMMAND, Limits
from graph.exchange.reading.sources import Source
from graph.exchange.reading.tables import RawRow, Table, open_source, unreadable
from graph.taxonomy import load

MoreProblems = Callable[[Spool], Iterable[tuple[int, Problem]]]
"""Problems of rows that passed the check of the format: (row number, problem)."""
Identify = Callable[[Checked], Iterable[tuple[int, Problem]]]
"""Says of whom each row is and gives ids to rows without; what it cannot say alone is a problem of the row."""
Progress = Callable[[str, int, int], None]
"""(step, done, total); may raise an error of its own to stop."""

_REPORT_EVERY = 500


def check(
    sources: Iterable[Source | Table | Problem],
    spool: Spool,
    known_ids: KnownIds,
    *,
    limits: Limits = COMMAND,
    progress: Progress | None = None,
    allowed: Collection[str] = tuple(SHEETS),
    identify: Identify | None = None,
    more_problems: MoreProblems | None = None,
    empty_erases: bool = False,
) -> Checked:
    """Read every file and check every row; the good ones are in the spool afterwards.

    `allowed` names the files that this person may import; `identify` says of whom each row is; `more_problems` are
    rules about what they may change. `empty_erases`: an empty cell takes away what the graph knows there.
    """
    checked = Checked(spool)
    for found in sources:
        if isinstance(found, Problem):
            checked.note([found])
        elif isinstance(found, Table):
            _check_allowed(checked, found, progress, allowed, empty_erases)
        else:
            _check_source(checked, found, limits, progress, allowed, empty_erases)
    for number, problem in identify(checked) if identify else ():
        checked.reject_kept(number, problem)
        spool.drop(number)
    more: dict[int, Problem] = {}
    for number, problem in more_problems(spool) if more_problems else ():
        more.setdefault(number, problem)
    for number, problem in more.items():
        checked.reject_kept(number, problem)
        spool.drop(number)
    check_references(checked, known_ids)
    checked.problems.sort(key=_by_line)
    return checked


def _check_source(
    checked: Checked,
    source: Source,
    limits: Limits,
    progress: Progress | None,
    allowed: Collection[str],
    empty_erases: bool,
) -> None:
    def tick() -> None:
        if progress:
            progress("check", sum(checked.read.values()), 0)

    with closing(open_source(source, limits, tick)) as tables:
        for table in tables:
            if isinstance(table, Problem):
                checked.note([table])
            else:
                _check_allowed(checked, table, progress, allowed, empty_erases)


def _check_allowed(
    checked: Checked, table: Table, progress: Progress | None, allowed: Collection[str], empty_erases: bool
) -> None:
    if table.sheet.name in allowed:
        _check_table(checked, table, progress, empty_erases)
    else:
        checked.note([whole_file(table.label, "not_for_you", "remove_file")])


def _check_table(checked: Checked, table: Table, progress: Progress | None, empty_erases: bool) -> None:
    checked.warnings.extend(table.warnings)
    file_name = table.sheet.file_name
    checked.read[file_name] += 0
    checker = RowChecker(table.sheet, table.label, table.header, load(), empty_erases=empty_erases)
    for row in table.rows:
        if isinstance(row, Problem):
            checked.note([row])
            return
        checked.read[file_name] += 1
        if progress and checked.read[file_name] % _REPORT_EVERY == 0:
            progress("check", sum(checked.read.values()), 0)
        _check_row(checked, table, checker, row)


def _check_row(checked: Checked, table: Table, checker: RowChecker, row: RawRow) -> None:
    number, spool = checked.spool.next_number(), checked.spool
    broken = unreadable(table, row)
    found = Row({}, [broken], []) if broken else checker.check(row.line, row.cells)
    item_id = str(found.record.get("id") or "") if table.sheet.has_id else ""
    if item_id:
        first = spool.first_use(item_id, _id_space(table.sheet.name))
        if first:
            params = {"file": first[0], "line": str(first[1])}
            found.problems.append(
                Problem(table.label, row.line, "id", shown(item_id), "duplicate_id", "own_id", params)
            )
        spool.use(item_id, table.sheet.name, table.label, row.line)
    if found.problems or found.lost:
        spool.keep_rejected(number, table.sheet.name, table.label, row.line, table.header, row.raw)
    if found.problems:
        checked.reject(table.sheet.file_name, [*found.problems, *found.lost])
        return
    checked.lose(found.lost)
    spool.add(number, table.sheet.name, item_id, table.label, row.line, found.record)
    _note_references(spool, table.sheet, number, found.record)


def _id_space(sheet: str) -> tuple[str, ...]:
    """The files among which an id is one: relations point at profiles of any kind by id alone."""
    return PROFILES if sheet in PROFILES else (sheet,)


def _note_references(spool: Spool, sheet: Sheet, number: int, record: Record) -> None:
    for column in sheet.columns:
        if column.kind in ("ref", "refs") and record.get(column.name):
            value = record[column.name]
            for item_id in value if isinstance(value, list) else [value]:
                sheets = wanted_sheets(sheet, column.name, record)
                spool.want(Wanted(number, column.name, item_id, sheets, column.required))


def _by_line(problem: Problem) -> tuple[str, int]:
    """The order in which problems are reported: what is wrong with a whole file before its rows."""
    return problem.file, 0 if problem.code in OF_WHOLE_FILES else problem.line
