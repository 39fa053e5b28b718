"""What the audit log's chain is made of: the hash of an event, and of the personal words beside it."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import datetime

from graph.domain.actions import SPOKEN
from graph.query_runner import Row

FIRST_HASH = hashlib.sha256(b"liulu audit chain").hexdigest()
_CHAINED = ("id", "at", "actor_id", "role", "action", "subject_id", "detail", "words_hash")
_FORMERLY_CHAINED = ("id", "at", "actor_id", "actor_name", "role", "action", "subject_id", "detail", "sequence")


@dataclass(frozen=True)
class Words:
    """The personal words of one event: who acted, by name, and a detail of an action in `SPOKEN`.

    Without the salt, which is erased with them, nobody can try out which words a hash is of.
    """

    actor_name: str
    detail: str | None
    salt: str

    @property
    def hash(self) -> str:
        """SHA-256 of the words and the salt: what the chain holds of them."""
        return _sha256(self.salt, [self.actor_name, self.detail or ""])


def parted(action: str, actor_name: str, detail: str) -> tuple[str, Words | None]:
    """What of an event's detail stands in the event for good, and its personal words, if it has any."""
    spoken = detail if action in SPOKEN and detail else None
    kept = "" if action in SPOKEN else detail
    has_words = bool(actor_name or spoken)
    return kept, Words(actor_name, spoken, secrets.token_hex(16)) if has_words else None


def chain_hash(previous: str, event: Row, sequence: int) -> str:
    """SHA-256 over the hash before and everything that an event says for good."""
    return _sha256(previous, [*(_plain(event[name]) for name in _CHAINED), sequence])


def former_chain_hash(previous: str, event: Row) -> str:
    """The hash of an event that was sealed while its words stood in it (versions up to 0.2.0)."""
    return _sha256(previous, [_plain(event[name]) for name in _FORMERLY_CHAINED])


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _sha256(before: str, content: list[object] | list[str]) -> str:
    return hashlib.sha256((before + json.dumps(content, ensure_ascii=False)).encode()).hexdigest()
