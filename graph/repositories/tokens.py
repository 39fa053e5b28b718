"""Invitation and reset links: random, expiring, used once; the graph keeps only their hash."""

from __future__ import annotations

import hashlib
from datetime import datetime

from graph.entities.account import AccountToken, LinkPurpose
from graph.ids import new_nonce
from graph.repositories.base import Repository
from graph.repositories.rows import with_states


class TokenRepository(Repository):
    """Links for one account and purpose; a newer one replaces the older ones."""

    def create(self, token: str, purpose: LinkPurpose, account_id: str, at: datetime, expires_at: datetime) -> None:
        """Note `token` (random, made by the caller) and end older ones for the same purpose."""
        self._tx.run("tokens.replace", account_id=account_id, purpose=purpose, at=at)
        self._tx.run(
            "tokens.create",
            id=token_hash(token),
            purpose=purpose,
            account_id=account_id,
            expires_at=expires_at,
            at=at,
        )

    def find(self, token: str, purpose: LinkPurpose, at: datetime) -> AccountToken | None:
        """The link while it can still be used."""
        row = self._tx.one_or_none("tokens.find", id=token_hash(token), purpose=purpose, at=at)
        return AccountToken(**with_states(row, purpose=LinkPurpose)) if row else None

    def use(self, token: str, purpose: LinkPurpose, at: datetime) -> AccountToken | None:
        """Use the link up; None when it no longer can be."""
        row = self._tx.one_or_none("tokens.use", id=token_hash(token), purpose=purpose, at=at, nonce=new_nonce())
        return AccountToken(**with_states(row, purpose=LinkPurpose)) if row else None

    def prune(self, before: datetime) -> int:
        """Forget links that ended before this moment; returns how many went."""
        return int(self._tx.one("tokens.prune", before=before)["count"])


def token_hash(token: str) -> str:
    """The id under which a token is kept."""
    return hashlib.sha256(token.encode()).hexdigest()
