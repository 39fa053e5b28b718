"""Invitation and reset links: expiring, used once; the graph keeps only the hash of their token."""

from __future__ import annotations

import hashlib
from datetime import datetime

from graph.entities.account import AccountToken, LinkPurpose, MailedLink
from graph.ids import new_nonce
from graph.repositories.base import Repository
from graph.repositories.rows import with_states


class TokenRepository(Repository):
    """Links for one account and purpose; a newer one replaces the older ones."""

    def issue(self, account_id: str, purpose: LinkPurpose, at: datetime) -> int:
        """Begin a new link of an account: its number; those before for the same purpose stop working.

        Raises NotFoundError.
        """
        issue = int(self._tx.one("tokens.issue", account_id=account_id)["issue"])
        self.end(account_id, purpose, at)
        return issue

    def end(self, account_id: str, purpose: LinkPurpose, at: datetime) -> None:
        """Links of an account for this purpose stop working."""
        self._tx.run("tokens.replace", account_id=account_id, purpose=purpose, at=at)

    def note(self, token: str, link: MailedLink, at: datetime) -> None:
        """Let this token open the account, unless a later one was issued meanwhile; noting it again changes nothing."""
        self._tx.run(
            "tokens.note", id=token_hash(token), purpose=link.purpose, account_id=link.account_id, issue=link.issue,
            expires_at=link.expires_at, at=at, nonce=new_nonce(),
        )  # fmt: skip

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
