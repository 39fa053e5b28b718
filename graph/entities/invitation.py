"""An invitation to open an account that nobody has opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class UnopenedInvitation:
    """The account as it stands, its role for the person, and its links. `is_only`: it was to be for nothing else."""

    person_id: str
    account: Mapping[str, Any]
    membership: Mapping[str, Any]
    links: tuple[Mapping[str, Any], ...]
    is_only: bool

    @property
    def account_id(self) -> str:
        """The account that was to be opened."""
        return str(self.account["id"])

    @property
    def email(self) -> str:
        """Where the link was sent."""
        return str(self.account["email"])
