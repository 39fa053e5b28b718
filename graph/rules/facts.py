"""The facts of a person that rules ask for, by name: what their values are, and how they are read from a cell."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

EARLIEST_BIRTH = date(1900, 1, 1)


class LegalStatus(StrEnum):
    """What somebody is by law: which ways into the country are theirs."""

    FOREIGN_TALENT = "F"
    FORMER_STUDENT_NOW_FOREIGN = "L"
    STUDENT_WITH_RESIDENCE_ABROAD = "C"
    OTHER_WITH_RESIDENCE_ABROAD = "M"
    HONG_KONG = "H"
    MACAO = "A"
    TAIWAN = "T"
    RETURNEE = "R"


class FactError(Exception):
    """A cell that is no value of its fact: what is wrong, and how to mend it."""

    def __init__(self, wrong: str, mend: str) -> None:
        super().__init__(wrong, mend)
        self.wrong = wrong
        self.mend = mend


@dataclass(frozen=True)
class FactKind:
    """How a fact is read: a `code`, a list of codes (`codes`, several), a number up to `most`, or a day."""

    codes: tuple[str, ...] = ()
    is_list: bool = False
    is_day: bool = False
    most: float = math.inf


Value = str | float | date | frozenset[str]

FACTS: Mapping[str, FactKind] = {
    "legal_status": FactKind(tuple(LegalStatus)),
    "on_date": FactKind(is_day=True),
    "birth_date": FactKind(is_day=True),
    "salary_10k_cny": FactKind(most=100_000),
    "education": FactKind(("doctorate", "master", "bachelor", "other")),
    "years_of_work": FactKind(most=80),
    "months_a_year": FactKind(most=12),
    "chinese": FactKind(("former_national", "taught_bachelor", "hsk6", "hsk5", "hsk4", "hsk3", "hsk2", "hsk1", "none")),
    "place_of_work": FactKind(("encouraged", "other")),
    "distinctions": FactKind(
        ("high_level_university", "fortune_500", "patent", "five_years_in_china", "none"), is_list=True
    ),
    "provincial_points": FactKind(most=10),
    "post": FactKind(("founder", "executive", "researcher", "engineer", "teacher", "other")),
    "employer_recognition": FactKind(("national_incubator", "municipal_incubator", "science_park", "none")),
    "degree_from": FactKind(("overseas", "mainland")),
    "recognitions": FactKind(("talent_programme", "award", "none"), is_list=True),
    "age": FactKind(most=150),
}
"""`age` is worked out of the day of birth and the day that is asked about; the others stand in columns."""

COLUMNS = tuple(name for name in FACTS if name != "age")


def read_fact(name: str, text: str) -> Value:
    """The value of a cell that is not empty. Raises FactError."""
    kind = FACTS[name]
    if kind.is_day:
        return _day(text)
    if kind.is_list:
        return _list(text, kind)
    if kind.codes:
        return _code(text, kind)
    return _number(text, kind)


def check_days(facts: Mapping[str, Value]) -> None:
    """Raises FactError where somebody was born after the day that is asked about, or too long before it."""
    born, on = facts.get("birth_date"), facts.get("on_date")
    if isinstance(born, date) and born < EARLIEST_BIRTH:
        raise FactError("Nobody living was born then.", "Write the day of birth as in the passport.")
    if isinstance(born, date) and isinstance(on, date) and born > on:
        raise FactError("This day of birth lies after the day that is asked about.", "Correct birth_date or on_date.")


def with_age(facts: Mapping[str, Value]) -> Mapping[str, Value]:
    """The facts with the age in full years, where both days are known."""
    born, on = facts.get("birth_date"), facts.get("on_date")
    if isinstance(born, date) and isinstance(on, date):
        return {**facts, "age": float(age_on(born, on))}
    return facts


def age_on(born: date, day: date) -> int:
    """Full years of life; who was born on 29 February is a year older on 1 March of a common year."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _day(text: str) -> date:
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise FactError("Not a date.", "Write year-month-day, such as 2026-03-01.")


def _list(text: str, kind: FactKind) -> frozenset[str]:
    found = frozenset(_code(part, kind) for part in text.split("|") if part.strip())
    if "none" in found and len(found) > 1:
        raise FactError("None and something else exclude each other.", "Write none alone, or leave it out.")
    return found


def _code(text: str, kind: FactKind) -> str:
    code = text.strip()
    folded = {known.casefold(): known for known in kind.codes}
    if code.casefold() not in folded:
        raise FactError("Not one of the words this column knows.", f"Write one of: {', '.join(kind.codes)}.")
    return folded[code.casefold()]


def _number(text: str, kind: FactKind) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or not text.isascii() or "_" in text:
        raise FactError("Not a number.", "Write digits only, such as 32 or 32.5.")
    if value < 0:
        raise FactError("This number is 0 or more.", "Write 0, or leave the cell empty where it is not known.")
    if value > kind.most:
        raise FactError("This number is too large.", f"Write at most {kind.most:g}.")
    return value
