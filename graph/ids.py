"""Ids are made here, never by the server, so that a retried write names the same thing."""

from __future__ import annotations

import hashlib
import secrets
import time
from datetime import datetime

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # pragma: allowlist secret


def new_id(kind: str) -> str:
    """A new id such as `need-01kb3…`: the kind, then 45 bits of time and 80 random bits (sortable by age)."""
    number = (time.time_ns() // 1_000_000 << 80) | secrets.randbits(80)
    return f"{kind}-{_base32(number, 25)}"


def new_nonce() -> str:
    """A fresh random value to write into a guarded node: a lock is only taken by a value that changes."""
    return secrets.token_hex(8)


def derived_id(kind: str, *parts: str) -> str:
    """The one id for these parts: `derived_id("proposal", need_id, provider_id)`."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
    return f"{kind}-{digest[:20]}"


def milliseconds(at: datetime) -> int:
    """A moment as the integer of milliseconds that `changed_at` properties hold."""
    return int(at.timestamp() * 1000)


def _base32(number: int, width: int) -> str:
    digits = []
    for _ in range(width):
        number, rest = divmod(number, 32)
        digits.append(_ALPHABET[rest])
    return "".join(reversed(digits))
