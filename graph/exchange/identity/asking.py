"""Puts what only the importer can say of a row as a question, with what was answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.exchange.checking.spool import Record, Spool
from graph.exchange.identity.questions import EMPLOYERS, Answer, Question, Why

_BATCH = 1000


@dataclass
class Asker:
    """`answers`: what was said, by the key of a question; `firsts`: the earlier row of the file that one is about."""

    answers: Mapping[str, Answer]
    firsts: dict[str, int] = field(default_factory=dict)
    _employers: dict[tuple[str, int], list[str]] = field(default_factory=dict)

    def note_employers(self, spool: Spool) -> None:
        """Note whom the lines of a list of people name as employers: that is no column of their rows."""
        for rows in spool.batches("careers", _BATCH):
            for number, record in rows:
                self._employers.setdefault(spool.line_of(number), []).append(record["organisation"])

    def about_record(
        self, spool: Spool, sheet: str, number: int, row: Record, why: Why, other: Record, employers: Sequence[str]
    ) -> Question:
        """Whether a row is about a record, of whom these employers are known."""
        file, line = spool.line_of(number)
        told = _with_employers(row, self._employers.get((file, line), ()))
        known = _with_employers(other, employers)
        return self._answered(Question(sheet, file, line, why, told, known, other_id=other["id"]))

    def about_line(self, spool: Spool, sheet: str, number: int, row: Record, why: Why, first: int) -> Question:
        """Whether a row is about the same as an earlier one of its file."""
        file, line = spool.line_of(number)
        _, other_file, other_line, kept = spool.place_of(first)
        told = _with_employers(row, self._employers.get((file, line), ()))
        other = _with_employers(kept, self._employers.get((other_file, other_line), ()))
        asked = Question(sheet, file, line, why, told, other, other_line=other_line)
        self.firsts[asked.key] = first
        return self._answered(asked)

    def _answered(self, asked: Question) -> Question:
        answer = self.answers.get(asked.key)
        return replace(asked, answer=answer.do) if answer and answer.of == asked.of else asked


def _with_employers(record: Record, employers: Sequence[str]) -> Record:
    return {**record, EMPLOYERS: list(employers)} if employers else record
