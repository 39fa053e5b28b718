"""That one side of a request went on with conflicts of interest in sight: who, when, and which."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from graph.domain.periods import Period
from graph.domain.roles import Side
from graph.entities.conflicts import Conflict
from graph.rules.conflict_rules import ConflictKind
from graph.rules.ties import Tie, TieKind


@dataclass(frozen=True)
class Confirmed:
    """One conflict as it was confirmed, with the ties that showed it then; none where it is confidential."""

    kind: ConflictKind
    evidence: tuple[Tie, ...]


@dataclass(frozen=True)
class Confirmation:
    """What a side confirmed; `by` is an account's id."""

    side: Side
    by: str
    at: datetime
    conflicts: tuple[Confirmed, ...]


def dump_conflicts(conflicts: Sequence[Conflict]) -> str:
    """Conflicts as they are kept with a request."""
    return json.dumps(
        [
            {"kind": one.kind, "evidence": [] if one.is_confidential else [_dump(tie) for tie in one.evidence]}
            for one in conflicts
        ]
    )


def load_conflicts(text: str) -> tuple[Confirmed, ...]:
    """What `dump_conflicts` wrote."""
    return tuple(
        Confirmed(ConflictKind(one["kind"]), tuple(_load(tie) for tie in one["evidence"])) for one in json.loads(text)
    )


def _dump(tie: Tie) -> list[str | None]:
    since, until = tie.period.since, tie.period.until
    return [tie.kind, tie.left_id, tie.right_id, *(str(one) if one else None for one in (since, until))]


def _load(row: list[str]) -> Tie:
    since, until = (date.fromisoformat(text) if text else None for text in row[3:5])
    return Tie(TieKind(row[0]), row[1], row[2], Period(since, until))
