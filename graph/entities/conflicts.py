"""Conflicts of interest as they stand between a startup and somebody whom it may ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.periods import Period
from graph.ids import derived_id
from graph.rules.conflict_rules import ConflictKind, Severity
from graph.rules.ties import Tie


@dataclass(frozen=True)
class Waiver:
    """An incubator, or an administrator, let a conflict pass for a reason; `by` is an account's id."""

    id: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Conflict:
    """A conflict between a startup and somebody, the days on which it holds, and the ties that show it.

    `is_confidential`: nobody is told more than that there is one. `is_waivable`: whether an incubator may let it pass.
    """

    startup_id: str
    other_id: str
    kind: ConflictKind
    severity: Severity
    period: Period
    evidence: tuple[Tie, ...]
    is_confidential: bool = False
    is_waivable: bool = False
    waiver: Waiver | None = None

    @property
    def forbids(self) -> bool:
        """Whether the two are kept apart."""
        return self.severity is Severity.FORBIDS and self.waiver is None

    @property
    def asks(self) -> bool:
        """Whether both are to be told and to confirm that they go on all the same."""
        return self.severity is Severity.ASK and self.waiver is None

    @property
    def key(self) -> str:
        """What a side confirms: another where the kind, or anything that shows it, is another."""
        shown = [
            f"{tie.kind}|{tie.left_id}|{tie.right_id}|{tie.period.since}|{tie.period.until}" for tie in self.evidence
        ]
        return derived_id("conflict", self.startup_id, self.other_id, self.kind, *sorted(shown))


def forbidden_pairs(conflicts: Sequence[Conflict]) -> set[tuple[str, str]]:
    """Startup and provider of the pairs that are kept apart."""
    return {(one.startup_id, one.other_id) for one in conflicts if one.forbids}
