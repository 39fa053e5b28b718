"""Outbox nodes: what must follow a write, noted in the same transaction and delivered once by a job."""

from __future__ import annotations

import json
from datetime import datetime

from graph.domain.states.jobs import MESSAGES, MessageState
from graph.entities.message import OutboxMessage
from graph.ids import derived_id, new_id, new_nonce
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.rows import state_of, with_states


class OutboxRepository(Repository):
    """Messages waiting for delivery."""

    def add(
        self,
        kind: str,
        subject_id: str,
        at: datetime,
        *,
        key: str | None = None,
        leaves: datetime | None = None,
        **payload: object,
    ) -> str:
        """Note a message of `kind` about `subject_id`; with `key` the same message is never noted twice.

        It waits until it `leaves`, where that is later. Returns the message's id. `payload` holds JSON values only.
        """
        message_id = derived_id("outbox", key) if key else new_id("outbox")
        text = json.dumps(payload, ensure_ascii=False, sort_keys=True)
        self._tx.run(
            "outbox.add",
            id=message_id,
            kind=kind,
            state=MessageState.WAITING,
            subject_id=subject_id,
            at=at,
            leaves=leaves,
            payload=text,
        )
        return message_id

    def list_due(self, at: datetime, limit: int) -> list[str]:
        """Ids of messages that wait for delivery, oldest first."""
        return [row["id"] for row in self._tx.rows("outbox.due", at=at, limit=limit)]

    def take(self, message_id: str, at: datetime) -> OutboxMessage | None:
        """Take a message in hand for this transaction; None when somebody else delivered it."""
        sources = sorted(MESSAGES.sources("deliver_message"))
        row = self._tx.one_or_none("outbox.take", id=message_id, sources=sources, at=at, nonce=new_nonce())
        return _message(row) if row else None

    def mark_delivered(self, message_id: str, at: datetime) -> None:
        """Its mails were made in this transaction."""
        self._tx.run("outbox.delivered", id=message_id, at=at, **MESSAGES.only("deliver_message").as_parameters)

    def put_off(self, message_id: str, attempts: int, error: str, until: datetime, *, give_up: bool) -> bool:
        """It could not be delivered: wait until a moment, or give up; False when it does not wait any more."""
        step = MESSAGES.only("give_up_message" if give_up else "put_off_message")
        row = self._tx.one_or_none(
            "outbox.put_off", id=message_id, attempts=attempts, error=error[:500], until=until, nonce=new_nonce(),
            **step.as_parameters,
        )  # fmt: skip
        return row is not None

    def lock(self, message_id: str) -> MessageState:
        """Take a message's lock and read its state under it; raises NotFoundError."""
        return state_of(MessageState, self._tx.one("outbox.lock", id=message_id, nonce=new_nonce())["state"])

    def retry(self, message_id: str, at: datetime) -> None:
        """Let a failed message wait again; the caller has looked at its state under the lock."""
        step = MESSAGES.only("retry_message").as_parameters
        self._tx.one("outbox.retry", id=message_id, at=at, nonce=new_nonce(), **step)

    def list_newest(self, *, state: str = "", limit: int = 50) -> list[OutboxMessage]:
        """The newest messages, newest first."""
        return [_message(row) for row in self._tx.rows("outbox.list", state=state, limit=limit)]

    def prune(self, before: datetime) -> int:
        """Forget messages that were delivered or given up and are older than this moment; returns how many went."""
        finished = [MessageState.DONE, MessageState.FAILED]
        return int(self._tx.one("outbox.prune", before=before, states=finished)["count"])

    def counts(self) -> dict[str, int]:
        """How many messages there are in each state."""
        return {row["state"]: row["count"] for row in self._tx.rows("outbox.counts")}


def _message(row: Row) -> OutboxMessage:
    stated = with_states(row, state=MessageState)
    return OutboxMessage(**{**stated, "payload": json.loads(row["payload"]), "error": row.get("error") or ""})
