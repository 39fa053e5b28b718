"""Conflicts of interest that one of the two declares, and those that an incubator lets pass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from graph.errors import NotFoundError
from graph.ids import derived_id, new_id
from graph.repositories.base import Repository
from graph.rules.conflict_rules import ConflictKind


@dataclass(frozen=True)
class Declared:
    """What a side declared, and with whom."""

    id: str
    other_id: str
    name: str
    name_zh: str
    since: date
    is_confidential: bool


@dataclass(frozen=True)
class PastWaiver:
    """A conflict that was let pass, perhaps no more; `by` is an account's id."""

    id: str
    kind: ConflictKind
    reason: str
    by: str
    at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True)
class Named:
    """Somebody to choose from a list."""

    id: str
    name: str
    name_zh: str


class DeclarationRepository(Repository):
    """The caller holds the provider's lock, under which requests are accepted too."""

    def declare(self, startup_id: str, provider_id: str, by: str, on: date, *, is_confidential: bool) -> bool:
        """Note it; False where this side declared it before."""
        identity = derived_id("declared", startup_id, provider_id, by)
        ids = {"startup_id": startup_id, "provider_id": provider_id, "by": by}
        row = self._tx.one_or_none("conflicts.declare", id=identity, on=on, confidential=is_confidential, **ids)
        return row is not None

    def list_declared(self, by: str) -> list[Declared]:
        """What a side declared, the latest first."""
        return [
            Declared(**{**row, "name": row["name"] or "", "name_zh": row["name_zh"] or ""})
            for row in self._tx.rows("conflicts.declared_by", id=by)
        ]

    def take_back(self, declared_id: str, by: str) -> None:
        """Drop what a side declared; raises NotFoundError."""
        if self._tx.one_or_none("conflicts.take_back", id=declared_id, by=by) is None:
            raise NotFoundError("conflict", declared_id)

    def list_asked(self, startup_id: str, provider_id: str) -> list[str]:
        """The requests that wait between two."""
        rows = self._tx.rows("conflicts.asked_between", startup_id=startup_id, provider_id=provider_id)
        return [row["id"] for row in rows]

    def waive(
        self, startup_id: str, provider_id: str, kind: ConflictKind, reason: str, by: str, at: datetime,
        incubator_id: str | None,
    ) -> str:  # fmt: skip
        """Let a kind of conflict between two pass; without an incubator for the installation."""
        values = {"startup_id": startup_id, "provider_id": provider_id, "kind": kind, "reason": reason, "by": by}
        row = self._tx.one("conflicts.waive", id=new_id("waiver"), at=at, incubator_id=incubator_id, **values)
        return str(row["id"])

    def take_waiver_back(
        self, startup_id: str, waiver_id: str, by: str, at: datetime, incubator_id: str | None
    ) -> str:  # fmt: skip
        """End a waiver; gives the provider. Raises NotFoundError, also where another incubator waived."""
        values = {"startup_id": startup_id, "by": by, "incubator_id": incubator_id}
        row = self._tx.one_or_none("conflicts.take_waiver_back", id=waiver_id, at=at, **values)
        if row is None:
            raise NotFoundError("waiver", waiver_id)
        return str(row["provider_id"])

    def list_waivers(self, startup_id: str, provider_id: str) -> list[PastWaiver]:
        """Everything that was let pass between two, the latest first."""
        rows = self._tx.rows("conflicts.waivers_between", startup_id=startup_id, provider_id=provider_id)
        return [PastWaiver(**{**row, "kind": ConflictKind(row["kind"])}) for row in rows]

    def list_to_check(self, incubator_id: str | None, day: date) -> tuple[list[Named], list[Named]]:
        """The startups and the supervisors of an incubator, or all of the installation."""
        scope = {"incubator_id": incubator_id, "day": day}
        startups, people = (
            [Named(row["id"], row["name"] or "", row["name_zh"] or "") for row in self._tx.rows(query, **scope)]
            for query in ("conflicts.startups_to_check", "conflicts.people_to_check")
        )
        return startups, people
