"""What is kept about one account and those for whom it acts, as it may be shown to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from graph.domain.stored import Stored
from graph.entities.account import Account
from graph.repositories.base import Repository

_BY_ACCOUNT = frozenset({Stored.ACCOUNT, Stored.ROLES, Stored.DRAFTS, Stored.VIEWS, Stored.JOBS, Stored.EVENTS})
_BY_ADDRESS = frozenset({Stored.APPLICATIONS, Stored.MAILS})


@dataclass(frozen=True)
class StoredRecord:
    """One thing that is kept: its fields by name, those without a value left out; `at`: the day or moment it is of."""

    at: date | datetime | None
    fields: Mapping[str, Any]


class OwnDataRepository(Repository):
    """Reads what belongs in a copy: never a secret, a lock, or what only another may see."""

    def read(self, account: Account) -> dict[Stored, list[StoredRecord]]:
        """Everything that is kept about an account, by subject, each in order of time."""
        return {subject: self._records(subject, account) for subject in Stored}

    def _records(self, subject: Stored, account: Account) -> list[StoredRecord]:
        rows = self._tx.rows(f"own_data.{subject}", **_parameters(subject, account))
        return [StoredRecord(_moment(row), _known(row["record"])) for row in rows]


def _parameters(subject: Stored, account: Account) -> dict[str, object]:
    if subject in _BY_ACCOUNT:
        return {"account_id": account.id}
    if subject in _BY_ADDRESS:
        return {"email": account.email}
    return {"subject_ids": sorted({held.subject_id for held in account.memberships if held.subject_id})}


def _moment(row: Mapping[str, Any]) -> date | datetime | None:
    changed_at = row.get("changed_at")
    at: date | datetime | None = row.get("at")
    return datetime.fromtimestamp(changed_at / 1000, UTC) if changed_at else at


def _known(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if value not in (None, "", [])}
