"""What follows a write: outbox messages and the mails made of them; and the audit log's entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from graph.domain.states.jobs import MailState, MessageState
from graph.entities.account import MailedLink

MAKES_NO_MAIL = "RefusedForGoodError: This makes no mail"
"""How what went wrong begins where an address or words make no mail at all."""
TOKEN_PLACE = "liulu:token"  # noqa: S105  # nosec B105  # where a token goes
"""What stands in a mail's body where the token of its link goes."""


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
    """A mail to one addressee; `key` tells the mails of one outbox message apart.

    The token of its `link` is put in when it is sent: the body holds TOKEN_PLACE. `account_id`: whose mail it is;
    `for_id`: for whom they are told, where they answer for somebody. `reply_to_id`: the account that answers go to.
    """

    to: str
    subject: str
    body: str
    language: str
    key: str = ""
    link: MailedLink | None = None
    account_id: str = ""
    for_id: str = ""
    reply_to_id: str = ""


@dataclass(frozen=True)
class Mail:
    """A mail on its way.

    `is_doubtful`: a copy may have arrived that was never heard of, under the same Message-ID. `reply_to`: where answers
    go, read as it is sent.
    """

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
    is_doubtful: bool = False
    reply_to: str = ""
    link: MailedLink | None = None

    @property
    def may_go_again(self) -> bool:
        """Whether trying once more could help: what makes no mail never will."""
        return not (self.error or "").startswith(MAKES_NO_MAIL)


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
