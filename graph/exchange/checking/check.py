"""Reads and checks everything that somebody wants to import, before anything is loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from contextlib import closing
from dataclasses import dataclass, field

from graph.exchange.checking.rows import RowChecker, wanted_sheets
from graph.exchange.checking.spool import Record, Spool, Wanted, by_line
from graph.exchange.format.cells import row_cells
from graph.exchange.format.problems import ONLY_NOTED, Problem, shown, whole_file
from graph.exchange.format.schema import PROFILES, SHEETS, Sheet
from graph.exchange.reading.limits import COMMAND, Limits
from graph.exchange.reading.sources import Source
from graph.exchange.reading.tables import RawRow, Table, open_source, unreadable
from graph.taxonomy import load

KnownIds = Callable[[str, Collection[str]], set[str]]
"""(file of the format, ids) -> those that the graph holds."""
MoreProblems = Callable[[Spool], Iterable[tuple[int, Problem]]]
"""Problems of rows that passed the check of the format: (row number, problem)."""
Progress = Callable[[str, int, int], None]
"""(step, done, total); may raise an error of its own to stop."""

_REPORT_EVERY = 500


@dataclass
class Checked:
    """What the check found: rows to load in the spool, counts by file, problems and warnings."""

    spool: Spool
    read: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    file_problems: bool = False
    bad_lines: set[tuple[str, int]] = field(default_factory=set)

    def note(self, problems: Iterable[Problem]) -> None:
        """Problems of whole files: some of them are only worth knowing."""
        for problem in problems:
            if problem.code in ONLY_NOTED:
                self.warnings.append(problem)
            else:
                self.problems.append(problem)
                self.file_problems = True

    def reject(self, file_name: str, problems: Iterable[Problem]) -> None:
        """Count a row as bad, once."""
        problems = list(problems)
        place = problems[0].file, problems[0].line
        if place not in self.bad_lines:
            self.bad_lines.add(place)
            self.rejected[file_name] += 1
        self.problems.extend(problems)


def check(
    sources: Iterable[Source | Problem],
    spool: Spool,
    known_ids: KnownIds,
    *,
    limits: Limits = COMMAND,
    progress: Progress | None = None,
    allowed: Collection[str] = tuple(SHEETS),
    more_problems: MoreProblems | None = None,
) -> Checked:
    """Read every file and check every row; the good ones are in the spool afterwards.

    `allowed` names the files that this person may import; `more_problems` are rules about what they may change.
    """
    checked = Checked(spool)
    for found in sources:
        if isinstance(found, Problem):
            checked.note([found])
        else:
            _check_source(checked, found, limits, progress, allowed)
    more: dict[int, Problem] = {}
    for number, problem in more_problems(spool) if more_problems else ():
        more.setdefault(number, problem)
    for number, problem in more.items():
        _reject_kept(checked, number, problem)
        spool.drop(number)
    _check_references(checked, known_ids)
    checked.problems.sort(key=by_line)
    return checked


def _check_source(
    checked: Checked, source: Source, limits: Limits, progress: Progress | None, allowed: Collection[str]
) -> None:
    def tick() -> None:
        if progress:
            progress("check", sum(checked.read.values()), 0)

    with closing(open_source(source, limits, tick)) as tables:
        for table in tables:
            if isinstance(table, Problem):
                checked.note([table])
            elif table.sheet.name not in allowed:
                checked.note([whole_file(table.label, "not_for_you", "remove_file")])
            else:
                _check_table(checked, table, progress)


def _check_table(checked: Checked, table: Table, progress: Progress | None) -> None:
    checked.warnings.extend(table.warnings)
    file_name = table.sheet.file_name
    checked.read[file_name] += 0
    checker = RowChecker(table.sheet, table.label, table.header, load())
    for row in table.rows:
        if isinstance(row, Problem):
            checked.note([row])
            return
        checked.read[file_name] += 1
        if progress and checked.read[file_name] % _REPORT_EVERY == 0:
            progress("check", sum(checked.read.values()), 0)
        _check_row(checked, table, checker, row)


def _check_row(checked: Checked, table: Table, checker: RowChecker, row: RawRow) -> None:
    number = checked.spool.next_number()
    broken = unreadable(table, row)
    record, problems = ({}, [broken]) if broken else checker.check(row.line, row.cells)
    item_id = str(record.get("id") or "") if table.sheet.has_id else ""
    if not problems and item_id:
        first = checked.spool.first_use(item_id, _id_space(table.sheet.name))
        if first:
            params = {"file": first[0], "line": str(first[1])}
            problems = [Problem(table.label, row.line, "id", shown(item_id), "duplicate_id", "own_id", params)]
    if problems:
        checked.reject(table.sheet.file_name, problems)
        checked.spool.keep_rejected(number, table.sheet.name, table.label, row.line, table.header, row.raw)
        return
    checked.spool.add(number, table.sheet.name, item_id, table.label, row.line, record)
    _note_references(checked.spool, table.sheet, number, record)


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


def _check_references(checked: Checked, known_ids: KnownIds) -> None:
    """Reject rows that point at nothing, and then rows that point at those, until none is left."""
    known: dict[tuple[str, str], bool] = {}
    while True:
        dangling = checked.spool.dangling()
        _ask(known, dangling, known_ids)
        bad = [want for want in dangling if not any(known[sheet, want.id] for sheet in want.sheets)]
        if not bad:
            return
        elsewhere = _held_elsewhere(checked.spool, bad, known_ids)
        for want in bad:
            _reject_reference(checked, want, elsewhere.get(want.id, ()))
        for number in {want.number for want in bad}:
            checked.spool.drop(number)


def _ask(known: dict[tuple[str, str], bool], dangling: list[Wanted], known_ids: KnownIds) -> None:
    """Ask the graph, once each, which of these ids it holds."""
    open_ids: dict[str, set[str]] = {}
    for want in dangling:
        for sheet in want.sheets:
            if (sheet, want.id) not in known:
                open_ids.setdefault(sheet, set()).add(want.id)
    for sheet, ids in open_ids.items():
        held = known_ids(sheet, ids)
        known.update({(sheet, item_id): item_id in held for item_id in ids})


def _held_elsewhere(spool: Spool, bad: list[Wanted], known_ids: KnownIds) -> dict[str, list[str]]:
    """Which of these ids are records of another kind than is meant, and in which files those stand."""
    ids = {want.id for want in bad}
    found = {item_id: spool.sheets_of(item_id) for item_id in ids}
    for sheet in SHEETS.values():
        for item_id in known_ids(sheet.name, ids) if sheet.has_id else ():
            if sheet.name not in found[item_id]:
                found[item_id].append(sheet.name)
    return found


def _reject_reference(checked: Checked, want: Wanted, elsewhere: Collection[str]) -> None:
    _, label, line, _ = checked.spool.place_of(want.number)
    files = ", ".join(f"{sheet}.csv" for sheet in want.sheets if sheet in SHEETS)
    if elsewhere:
        params = {"held": ", ".join(f"{sheet}.csv" for sheet in elsewhere), "files": files}
        problem = Problem(label, line, want.column, shown(want.id), "wrong_kind", "name_other", params)
    else:
        fix = "add_or_correct" if want.required else "add_or_empty"
        problem = Problem(label, line, want.column, shown(want.id), "unknown_id", fix, {"files": files})
    _reject_kept(checked, want.number, problem)


def _reject_kept(checked: Checked, number: int, problem: Problem) -> None:
    sheet_name, label, line, record = checked.spool.place_of(number)
    sheet = SHEETS[sheet_name]
    checked.reject(sheet.file_name, [problem])
    header = [column.name for column in sheet.columns]
    checked.spool.keep_rejected(number, sheet_name, label, line, header, row_cells(sheet, record))
