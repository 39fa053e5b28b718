"""Puts what only the importer can say of a row as a question, with what was answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.exchange.checking.spool import Record, Spool
from graph.exchange.identity.known import Mark
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

    def employers_of(self, spool: Spool, number: int) -> Sequence[str]:
        """Whom the line of a row names as employers."""
        return self._employers.get(spool.line_of(number), ())

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

    def first_like(self, spool: Spool, sheet: str, number: int, mark: Mark) -> tuple[int, Why]:
        """The first row of the file that looks like this one; 0 where there is none."""
        for why, key in mark.found_by():
            first = spool.find_key(f"{sheet}|{key}")
            if first and first != number:
                earlier = Mark.of(spool.place_of(first)[3])
                if why is not Why.SAME_NAME or not earlier.contradicts(mark):
                    return first, why
        return 0, Why.SAME_NAME

    def _answered(self, asked: Question) -> Question:
        answer = self.answers.get(asked.key)
        return replace(asked, answer=answer.do) if answer and answer.of == asked.of else asked


def _with_employers(record: Record, employers: Sequence[str]) -> Record:
    return {**record, EMPLOYERS: list(employers)} if employers else record
