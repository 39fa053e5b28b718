"""What a check found: rows to load, problems, and questions to whoever imports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.exchange.checking.spool import Spool
from graph.exchange.format.cells import row_cells
from graph.exchange.format.problems import ONLY_NOTED, Problem
from graph.exchange.format.schema import SHEETS, Sheet
from graph.exchange.identity.questions import Question


@dataclass
class Checked:
    """What the check found: rows to load in the spool, counts by file, problems and warnings.

    `merged`, `skipped`: rows that went into another one, and that the importer leaves out. `lost_cells`: those of rows
    that are loaded all the same. `questions`: which record a row is about, to be said by the importer; `doubles`: rows
    of the installation's own ids that look like others, which are only told.
    """

    spool: Spool
    read: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    merged: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    lost_cells: int = 0
    questions: list[Question] = field(default_factory=list)
    doubles: list[Question] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    file_problems: bool = False
    bad_lines: set[tuple[str, int]] = field(default_factory=set)
    _counted: set[tuple[str, str, int]] = field(default_factory=set)
    _said: set[tuple[str, int, str]] = field(default_factory=set)

    def note(self, problems: Iterable[Problem]) -> None:
        """Problems of whole files: some of them are only worth knowing."""
        for problem in problems:
            if problem.code in ONLY_NOTED:
                self.warnings.append(problem)
            else:
                self.problems.append(problem)
                self.file_problems = True

    def lose(self, problems: Iterable[Problem]) -> None:
        """Tell of cells that a row is loaded without."""
        problems = list(problems)
        self.lost_cells += len(problems)
        self.problems.extend(problems)

    def reject_kept(self, number: int, problem: Problem) -> None:
        """Count a row that was kept as bad; the caller drops it."""
        self.reject(self.keep_cells(number).file_name, [problem])

    def leave_out(self, table: str, problem: Problem, cells: dict[str, str]) -> None:
        """Count a row as bad that is none of the rows that were read."""
        sheet = SHEETS[table]
        number = self.spool.next_number()
        self.spool.keep_rejected(number, table, problem.file, problem.line, list(cells), list(cells.values()))
        self.read[sheet.file_name] += 1
        self.reject(sheet.file_name, [problem])

    def keep_cells(self, number: int) -> Sheet:
        """Keep a row among those that are to be mended; gives its file."""
        sheet_name, label, line, record = self.spool.place_of(number)
        sheet = SHEETS[sheet_name]
        header = [column.name for column in sheet.columns]
        self.spool.keep_rejected(number, sheet_name, label, line, header, row_cells(sheet, record))
        return sheet

    def reject(self, file_name: str, problems: Iterable[Problem]) -> None:
        """Count a row as bad, once. What was said of its line before, of another row made of it, is not said again."""
        problems = list(problems)
        self.count_as_bad(file_name, problems[0].file, problems[0].line)
        self.problems.extend(one for one in problems if (one.file, one.line, one.code) not in self._said)
        self._said.update((one.file, one.line, one.code) for one in problems)

    def count_as_bad(self, file_name: str, file: str, line: int) -> None:
        """Count a row of a table as bad, once; one line of a file may make rows of several."""
        self.bad_lines.add((file, line))
        if (file_name, file, line) not in self._counted:
            self._counted.add((file_name, file, line))
            self.rejected[file_name] += 1
