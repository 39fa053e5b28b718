"""What follows a write: outbox messages and the letters made of them; and the audit log's entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from graph.domain.states.jobs import MailState, MessageState


@dataclass(frozen=True)
class OutboxMessage:
    """A message waiting for delivery."""

    id: str
    kind: str
    subject_id: str
    at: datetime
    payload: dict[str, Any] = field(default_factory=dict)
    state: MessageState = MessageState.WAITING
    attempts: int = 0
    error: str = ""


@dataclass(frozen=True)
class MailDraft:
    """A letter to one addressee; `key` tells the letters of one outbox message apart."""

    to: str
    subject: str
    body: str
    language: str
    key: str = ""


@dataclass(frozen=True)
class Mail:
    """A letter on its way."""

    id: str
    to: str
    subject: str
    body: str
    language: str
    at: datetime
    state: MailState
    attempts: int = 0
    sent_at: datetime | None = None
    error: str = ""


@dataclass(frozen=True)
class AuditEntry:
    """One line of the audit log; `sequence` and `hash` are None until it is sealed into the chain."""

    id: str
    at: datetime
    actor_id: str
    actor_name: str
    role: str
    action: str
    subject_id: str
    detail: str
    sequence: int | None = None
    hash: str | None = None
