"""Who of an incubator's curators minds each of its startups and supervisors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.domain.roles import INCUBATOR
from graph.domain.states.accounts import AccountState
from graph.errors import NotFoundError
from graph.ids import new_nonce
from graph.repositories.base import Repository

LIMIT = 10_000


@dataclass(frozen=True)
class Left:
    """How many are nobody's because of one curator who left."""

    startups: int = 0
    supervisors: int = 0


class MindingRepository(Repository):
    """Every method takes the incubator that asks: nobody sees another's."""

    def list_of(self, incubator_id: str) -> dict[str, str]:
        """The account of whoever minds somebody, by that one's id; whom nobody minds is missing."""
        rows = self._tx.rows(
            "minding.list", incubator_id=incubator_id, role=INCUBATOR, open=AccountState.ACTIVE, limit=LIMIT
        )
        return {row["subject_id"]: row["account_id"] for row in rows}

    def list_curators(self, incubator_id: str) -> frozenset[str]:
        """The accounts that may mind somebody; whom another account minds, nobody does."""
        rows = self._tx.rows(
            "minding.curators", incubator_id=incubator_id, role=INCUBATOR, open=AccountState.ACTIVE, limit=LIMIT
        )
        return frozenset(row["id"] for row in rows)

    def lock(self, incubator_id: str) -> None:
        """Hold everybody else off who would change it."""
        self._tx.run("minding.lock", incubator_id=incubator_id, nonce=new_nonce())

    def get(self, incubator_id: str, subject_ids: Iterable[str], day: date) -> dict[str, str]:
        """Who minds each of these, empty for nobody; raises NotFoundError for who is not with the incubator."""
        ids = sorted(set(subject_ids))
        rows = self._tx.rows("minding.standing", incubator_id=incubator_id, ids=ids, day=day)
        found = {row["id"]: row["account_id"] for row in rows}
        for one in ids:
            if one not in found:
                raise NotFoundError("subject", one)
        return found

    def set(self, incubator_id: str, subject_id: str, account_id: str) -> None:
        """Write who minds somebody, an empty account for nobody; take the lock first."""
        self._tx.run("minding.set", incubator_id=incubator_id, id=subject_id, account_id=account_id or None)

    def forget(self, account_id: str, incubator_id: str | None = None) -> Left:
        """An account minds nobody of an incubator any more, nor of any where none is given."""
        return Left(**self._tx.one("minding.forget", account_id=account_id, incubator_id=incubator_id))
