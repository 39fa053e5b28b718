"""Which startups compete: what records suggest, and what a founder or a curator said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from graph.ids import derived_id, new_nonce
from graph.repositories.base import Repository


@dataclass(frozen=True)
class LikelyCompetitor:
    """A startup that shares narrow fields (codes) and topics with one, of which nobody said whether they compete."""

    id: str
    name: str
    name_zh: str
    fields: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Competitor:
    """A startup that somebody noted as a competitor; `is_own`: who asks said so, and may take it back."""

    id: str
    other_id: str
    name: str
    name_zh: str
    since: date | None
    is_own: bool


class CompetitorRepository(Repository):
    """The caller has checked whose startup it is."""

    def lock(self, startup_id: str) -> None:
        """Take the startup's lock, under which it is said who competes with it."""
        self._tx.run("conflicts.lock_startup", id=startup_id, nonce=new_nonce())

    def list_likely(self, startup_id: str) -> list[LikelyCompetitor]:
        """Those to say yes or no to, by what they share, the most first."""
        rows = self._tx.rows("conflicts.likely_competitors", id=startup_id)
        found = [
            LikelyCompetitor(
                row["id"], row["name"] or "", row["name_zh"] or "", tuple(sorted(row["fields"])),
                tuple(sorted(row["topics"])),
            )
            for row in rows
        ]  # fmt: skip
        return sorted(found, key=lambda one: (-len(one.topics) - len(one.fields), one.id))

    def list_noted(self, startup_id: str, by: str) -> list[Competitor]:
        """Those noted, by name."""
        rows = self._tx.rows("conflicts.competitors", id=startup_id, by=by)
        return [Competitor(**{**row, "name": row["name"] or "", "name_zh": row["name_zh"] or ""}) for row in rows]

    def confirm(self, startup_id: str, other_id: str, on: date, by: str) -> None:
        """Note that two compete, as the word of a startup or an incubator."""
        identity = derived_id("competitor", *sorted((startup_id, other_id)), by)
        ids = {"startup_id": startup_id, "other_id": other_id}
        self._tx.run("conflicts.confirm_competitor", id=identity, on=on, by=by, **ids)

    def dismiss(self, startup_id: str, other_id: str, at: datetime, by: str) -> None:
        """Note that two do not compete."""
        self._tx.run("conflicts.dismiss_competitor", startup_id=startup_id, other_id=other_id, at=at, by=by)
