"""What only the importer can say of a row: whether it is about the record that it looks like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from graph.exchange.format.problems import Problem, shown
from graph.exchange.identity.names import plain_email, plain_name
from graph.ids import derived_id

EMPLOYERS = "organisation"
"""Under which name a question tells where somebody works, beside the columns of a row."""

_KINDS = {"people": "person", "startups": "startup", "labs": "lab", "investors": "investor", "incubators": "incubator"}


HELD = frozenset({"another_person", "probably_same", "probably_same_line"})
"""The codes of problems of rows that are held back."""


class Why(StrEnum):
    """Why a row may be about a record, or about none that has its id."""

    OTHER_PERSON = "other_person"
    """The record of its id has another name and another address."""
    SAME_EMAIL = "same_email"
    SAME_ORCID = "same_orcid"
    SAME_NAME = "same_name"
    ALIKE = "alike"
    """Probably one, by all that is known of both."""


class Do(StrEnum):
    """What the importer says of such a row."""

    SAME = "same"
    NEW = "new"
    SKIP = "skip"


@dataclass(frozen=True)
class Answer:
    """What to do with a row; `of`: the id of the record, or the line, that it was asked about."""

    do: Do
    of: str


@dataclass(frozen=True)
class Question:
    """One row beside the record, or the earlier row of its file, that it may be about. Records are by column."""

    sheet: str
    file: str
    line: int
    why: Why
    row: Mapping[str, Any]
    other: Mapping[str, Any]
    other_id: str = ""
    other_line: int = 0
    answer: Do | None = None

    @property
    def key(self) -> str:
        """By what it is answered."""
        return row_key(self.sheet, self.file, self.line)

    @property
    def of(self) -> str:
        """What it is asked about, as answers name it."""
        return self.other_id or f"line {self.other_line}"

    @property
    def proposal(self) -> Do | None:
        """What is probably right: nothing is proposed where only the id is the same, or the name at two employers or
        addresses."""
        places = [{plain_name(one) for one in record.get(EMPLOYERS, ())} for record in (self.row, self.other)]
        works_elsewhere = all(places) and not places[0] & places[1]
        is_by_name = self.why in (Why.SAME_NAME, Why.ALIKE)
        emails = {plain_email(record) for record in (self.row, self.other)} - {""}
        writes_elsewhere = self.why is Why.SAME_NAME and len(emails) > 1
        is_open = self.why is Why.OTHER_PERSON or writes_elsewhere or (is_by_name and works_elsewhere)
        return None if is_open else Do.SAME

    def as_kept(self) -> dict[str, Any]:
        """The shape in which a page keeps it."""
        return {
            "key": self.key, "sheet": self.sheet, "file": self.file, "line": self.line, "why": self.why, "of": self.of,
            "row": dict(self.row), "other": dict(self.other), "other_id": self.other_id, "other_line": self.other_line,
            "answer": self.answer, "proposal": self.proposal,
        }  # fmt: skip


Answers = Mapping[str, Answer]
"""By the key of the question."""


def row_key(sheet: str, file: str, line: int) -> str:
    """What a row is called in answers."""
    return f"{sheet}|{file}|{line}"


def made_id(sheet: str, file: str, line: int, seed: str) -> str:
    """The id of the record that a row makes; `seed` makes it the same when an import is run again."""
    return derived_id(_KINDS.get(sheet, sheet), seed, row_key(sheet, file, line))


def read_answers(kept: Mapping[str, Mapping[str, str]]) -> dict[str, Answer]:
    """Answers as `answers_as_kept` keeps them."""
    return {key: Answer(Do(one["do"]), one["of"]) for key, one in kept.items()}


def answers_as_kept(answers: Answers) -> dict[str, dict[str, str]]:
    """Answers as JSON."""
    return {key: {"do": one.do, "of": one.of} for key, one in answers.items()}


def held_back(asked: Question) -> Problem:
    """Why a row is held back, as a problem of it."""
    code, fix = ("another_person" if asked.why is Why.OTHER_PERSON else "probably_same", "say_if_same")
    name = shown(str(asked.other.get("name") or ""))
    if asked.other_line:
        code, fix = "probably_same_line", "say_if_same"
    params: dict[str, Any] = {"name": name, "line": str(asked.other_line), "id": asked.other_id}
    column = {Why.OTHER_PERSON: "id", Why.SAME_EMAIL: "email", Why.SAME_ORCID: "orcid"}.get(asked.why, "name")
    return Problem(asked.file, asked.line, column, shown(str(asked.row.get(column) or "")), code, fix, params)
