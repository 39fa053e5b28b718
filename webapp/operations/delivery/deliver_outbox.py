"""Turns outbox messages into mails, each exactly once, and puts off what cannot be delivered yet."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from graph.driver import Graph
from graph.entities.message import MailDraft, OutboxMessage
from graph.errors import UnavailableError
from graph.transaction import Transaction

Composer = Callable[[Transaction, OutboxMessage], list[MailDraft]]
OUR_ADDRESS = "liulu:/"
"""How composers write a link to a page of ours; delivery puts the installation's address in its place."""

MAX_ATTEMPTS = 8
_FIRST_PAUSE = timedelta(seconds=15)
_log = logging.getLogger(__name__)


def deliver_outbox(
    graph: Graph, composers: Mapping[str, Composer], base_url: str, at: datetime, limit: int = 200
) -> int:
    """Deliver what is due, oldest first; returns how many messages were delivered."""
    due = graph.read(lambda tx: tx.outbox.list_due(at, limit))
    return sum(deliver_message(graph, composers, message_id, base_url, at) for message_id in due)


def deliver_message(
    graph: Graph, composers: Mapping[str, Composer], message_id: str, base_url: str, at: datetime
) -> bool:
    """Make the mails of one message and mark it done in the same transaction; False when it was not delivered."""
    seen: list[OutboxMessage] = []

    def work(tx: Transaction) -> bool:
        message = tx.outbox.take(message_id, at)
        if message is None:
            return False
        seen[:] = [message]
        for draft in composers[message.kind](tx, message):
            body = draft.body.replace(OUR_ADDRESS, base_url + "/")
            tx.mail.create(message.id, replace(draft, body=body), at)
        tx.outbox.mark_delivered(message.id, at)
        return True

    try:
        return graph.write(work)
    except UnavailableError:
        raise
    except Exception as error:  # noqa: BLE001  # one message that cannot be composed must not hold up the others
        _log.warning("outbox message %s could not be delivered: %s", message_id, type(error).__name__)
        _put_off(graph, message_id, seen[0].attempts if seen else 0, error, at)
        return False


def _put_off(graph: Graph, message_id: str, attempts: int, error: Exception, at: datetime) -> None:
    until = at + _FIRST_PAUSE * 2**attempts
    give_up = attempts + 1 >= MAX_ATTEMPTS
    reason = f"{type(error).__name__}: {error}"
    graph.write(lambda tx: tx.outbox.put_off(message_id, attempts + 1, reason, until, give_up=give_up))
