"""A change of an account's address: asked for, and the address of before as long as it can come back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.repositories.base import Repository


@dataclass(frozen=True)
class Addresses:
    """By which address somebody signs in, which one they ask for, and which one they had; empty where there is none."""

    email: str
    new: str = ""
    former: str = ""
    former_at: datetime | None = None


class AddressRepository(Repository):
    """The caller holds the account's lock."""

    def get(self, account_id: str) -> Addresses:
        """The addresses of an account; raises NotFoundError."""
        row = self._tx.one("addresses.get", id=account_id)
        return Addresses(row["email"], row["new_email"] or "", row["former_email"] or "", row["former_at"])

    def note(self, account_id: str, *, new: str = "", former: str = "", former_at: datetime | None = None) -> None:
        """Keep which address is asked for, and which one there was until when; raises NotFoundError."""
        self._tx.one(
            "addresses.set", id=account_id, new_email=new or None, former_email=former or None, former_at=former_at
        )
