"""Makes the links that open an account: a random token whose hash is all that the graph keeps."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from graph.transaction import Transaction


def make_token(
    tx: Transaction, account_id: str, purpose: str, at: datetime, lifetime: timedelta
) -> str:  # fmt: skip
    """A new token for `invite` or `reset`; older ones for the same purpose stop working."""
    token = secrets.token_urlsafe(32)
    tx.tokens.create(token, purpose, account_id, at, at + lifetime)
    return token
