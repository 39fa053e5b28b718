"""The summary of a week that each curator gets: who wants it, and what it tells that no page reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph.domain.roles import INCUBATOR
from graph.domain.states.accounts import AccountState
from graph.repositories.base import Repository

LIMIT = 20_000


@dataclass(frozen=True)
class Comers:
    """How many came to an incubator."""

    startups: int
    supervisors: int


class DigestRepository(Repository):
    """Weeks are days of the installation's calendar."""

    def list_due(self) -> list[tuple[str, str]]:
        """(account, incubator) of each curator who wants the summary."""
        rows = self._tx.rows("digests.due", role=INCUBATOR, open=AccountState.ACTIVE, limit=LIMIT)
        return [(row["account_id"], row["incubator_id"]) for row in rows]

    def is_wanted(self, account_id: str) -> bool:
        """Whether an account gets it; raises NotFoundError."""
        return bool(self._tx.one("digests.is_wanted", id=account_id)["wanted"])

    def want(self, account_id: str, *, wanted: bool) -> None:
        """Let an account get it from now on, or no more; raises NotFoundError."""
        self._tx.one("digests.set", id=account_id, without=None if wanted else True)

    def count_comers(self, incubator_id: str, first: date, last: date, day: date) -> Comers:
        """Who came from one day to another, both included, and is there on a day."""
        rows = self._tx.rows("digests.comers", incubator_id=incubator_id, day=day, limit=LIMIT)
        came = {row["id"]: row["is_startup"] for row in rows if row["since"] and first <= row["since"] <= last}
        startups = sum(came.values())
        return Comers(startups, len(came) - startups)
