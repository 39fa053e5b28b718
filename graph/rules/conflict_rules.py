"""The table of conflicts of interest: how much each kind weighs between a startup and each kind of counterpart."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from graph.errors import InvalidInputError
from graph.rules.documents import find_document, read_document
from graph.rules.versioned import Strict, Versioned, refuse_twice


class ConflictKind(StrEnum):
    """What makes a conflict of interest between a startup and somebody else."""

    FOUNDER = "founder"
    WORKS = "works"
    WORKED = "worked"
    SAME_PERSON = "same_person"
    FAMILY = "family"
    INVESTED = "invested"
    ADVISES = "advises"
    COMPETITOR = "competitor"
    SAME_INVESTOR = "same_investor"
    SUPERVISION = "supervision"
    DECLARED = "declared"


class Severity(StrEnum):
    """Whether the two are kept apart, or those who are asked must be told and may go on."""

    FORBIDS = "forbids"
    ASK = "ask"


class Counterpart(Strict):
    """The severity for each kind of counterpart; None: what is recorded is a fact, and no conflict."""

    mentor: Severity | None = None
    talent: Severity | None = None
    lab: Severity | None = None
    investor: Severity | None = None
    startup: Severity | None = None

    def of(self, kind: str) -> Severity | None:
        """The severity for a kind of counterpart."""
        found: Severity | None = getattr(self, kind)
        return found


# A table that says nothing of waiving: whatever asks may pass, and what a curator may know better than a record.
_MAY_PASS = frozenset(
    {
        ConflictKind.WORKED, ConflictKind.INVESTED, ConflictKind.ADVISES, ConflictKind.COMPETITOR,
        ConflictKind.SAME_INVESTOR, ConflictKind.FAMILY, ConflictKind.SUPERVISION,
    }
)  # fmt: skip


class ConflictRules(Versioned):
    """The table, the two numbers that it needs, and which kinds an incubator may let pass for a reason."""

    source_zh: str
    years_after_work: int = Field(ge=0, le=50)
    holdings_of_controller: int = Field(ge=0)
    severity: dict[ConflictKind, Counterpart]
    waivable: frozenset[ConflictKind] = _MAY_PASS

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        missing = [kind for kind in ConflictKind if kind not in self.severity]
        if missing:
            raise ValueError(f"severity lacks {', '.join(missing)}. Add a line for each kind of conflict.")
        return self

    def is_waivable(self, kind: ConflictKind) -> bool:
        """Whether an incubator may let conflicts of a kind pass."""
        return kind in self.waivable


@lru_cache(maxsize=1)
def shipped_conflict_rules() -> ConflictRules:
    """The table that ships."""
    return read_document(find_document("conflicts"), ConflictRules)


_office: list[ConflictRules] = []


def use_office_tables(folder: Path) -> int:
    """Read an office's own tables, `conflicts*.yaml` of a folder, each with its days in force; gives how many.

    For the whole process, once, before anything is asked. Raises InvalidInputError with the line of each error.
    """
    tables = [read_document(path, ConflictRules) for path in sorted(folder.glob("conflicts*.yaml"))]
    try:
        refuse_twice(str(folder), (f"in_force_from {table.in_force_from}" for table in tables))
    except ValueError as error:
        raise InvalidInputError(str(error)) from error
    _office[:] = sorted(tables, key=lambda table: table.in_force_from, reverse=True)
    return len(_office)


def conflict_rules_on(day: date) -> ConflictRules:
    """The table in force on a day: an office's latest, or the one that ships where it has none for that day."""
    return next((table for table in _office if table.is_in_force(day)), shipped_conflict_rules())
