"""Conflicts of interest between startups and those whom they may ask: one reading for one pair and for a cohort."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from graph.entities.conflicts import Conflict, Waiver
from graph.repositories.base import Repository
from graph.repositories.conflict_ties import TieReader
from graph.rules.conflict_rules import ConflictRules, conflict_rules_on
from graph.rules.finding_conflicts import FoundConflict, conflicts_of


class ConflictRepository(Repository):
    """What stands between startups and others: noted, declared, and implied by what is recorded."""

    def find(
        self, startup_ids: Sequence[str], day: date, *, others: Collection[str] | None = None, kind: str = ""
    ) -> list[Conflict]:
        """Every conflict of these startups on a day, waived ones too, by startup, other and kind.

        By the same rules as `liulu conflicts` (graph/rules/finding_conflicts.py). `others`: with these alone; `kind`:
        with counterparts of this kind of match alone.
        """
        if not startup_ids:
            return []
        rules = conflict_rules_on(day)
        ties = TieReader(self._tx, startup_ids, rules, day).read()
        found = [
            one for startup in sorted(set(startup_ids)) for one in conflicts_of(startup, ties, rules, day)
            if (others is None or one.other_id in others) and (not kind or ties.parties[one.other_id].kind == kind)
        ]  # fmt: skip
        waivers = self._waivers({one.startup_id for one in found}, day) if found else {}
        return [_conflict(one, rules, waivers) for one in found]

    def list_of_startup(self, startup_id: str, day: date) -> list[Conflict]:
        """What keeps others apart from a startup on a day."""
        return [one for one in self.find([startup_id], day) if one.forbids]

    def names(self, conflicts: Iterable[Conflict]) -> dict[str, tuple[str, str]]:
        """How those whom conflicts and their evidence name are called: id -> name, Chinese name."""
        ids = {end for one in conflicts for end in (one.startup_id, one.other_id)}
        ids |= {end for one in conflicts for tie in one.evidence for end in (tie.left_id, tie.right_id)}
        return self.names_of(ids)

    def names_of(self, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
        """How these are called: id -> name, Chinese name; no entry where there is nobody."""
        wanted = sorted(set(ids))
        rows = self._tx.rows("conflicts.names_of", ids=wanted) if wanted else []
        return {row["id"]: (row["name"] or "", row["name_zh"] or "") for row in rows}

    def _waivers(self, startup_ids: Iterable[str], day: date) -> dict[tuple[str, str, str], Waiver]:
        rows = self._tx.rows("conflicts.waivers_of", ids=sorted(startup_ids), day=day)
        return {
            (row["startup_id"], row["other_id"], row["kind"]): Waiver(row["id"], row["reason"], row["by"], row["at"])
            for row in rows
        }


def _conflict(
    found: FoundConflict, rules: ConflictRules, waivers: dict[tuple[str, str, str], Waiver]
) -> Conflict:  # fmt: skip
    conflict = Conflict(
        found.startup_id, found.other_id, found.kind, found.severity, found.period, found.evidence,
        is_confidential=any(tie.is_confidential for tie in found.evidence), is_waivable=rules.is_waivable(found.kind),
    )  # fmt: skip
    if not conflict.is_waivable:
        return conflict
    return replace(conflict, waiver=waivers.get((found.startup_id, found.other_id, found.kind)))
