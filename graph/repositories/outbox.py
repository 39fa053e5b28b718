"""Outbox nodes: what must follow a write, noted in the same transaction and delivered once by a job."""

from __future__ import annotations

import json
from datetime import datetime

from graph.ids import derived_id, new_id
from graph.transaction import Transaction


class OutboxRepository:
    """Messages waiting for delivery."""

    def add(
        self, tx: Transaction, kind: str, subject_id: str, at: datetime, *, key: str | None = None, **payload: object
    ) -> str:
        """Note a message of `kind` about `subject_id`; with `key` the same message is never noted twice.

        Returns the message's id. `payload` holds JSON values only.
        """
        message_id = derived_id("outbox", key) if key else new_id("outbox")
        text = json.dumps(payload, ensure_ascii=False, sort_keys=True)
        tx.run("outbox.add", id=message_id, kind=kind, subject_id=subject_id, at=at, payload=text)
        return message_id
