"""What became of what was to be told to somebody by mail, as pages say it."""

from __future__ import annotations

from enum import StrEnum

from graph.domain.states.jobs import MailState, MessageState


class Delivery(StrEnum):
    """Read off a message and the mail that it became; nothing is sent before a server has taken it."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    RETURNED = "returned"
    """A server took it, and it came back."""
    NOT_SENT = "not_sent"
    """It was taken back, or overtaken, before its mail was written."""


_OF_MAIL = {
    MailState.WAITING: Delivery.WAITING,
    MailState.SENT: Delivery.SENT,
    MailState.FAILED: Delivery.REFUSED,
    MailState.RETURNED: Delivery.RETURNED,
}
_WITHOUT_MAIL = {
    MessageState.WAITING: Delivery.WAITING,
    MessageState.DONE: Delivery.NOT_SENT,
    MessageState.FAILED: Delivery.REFUSED,
}
_BEST_FIRST = (Delivery.SENT, Delivery.WAITING, Delivery.RETURNED, Delivery.REFUSED, Delivery.NOT_SENT)


def delivery_of(message: MessageState, mail: MailState | None) -> Delivery:
    """How it stands with a message, or with the one of its mails that is meant."""
    return _OF_MAIL[mail] if mail else _WITHOUT_MAIL[message]


def delivery_together(deliveries: list[Delivery]) -> Delivery:
    """How it stands with what was told in several ways at once: the best of them."""
    return min(deliveries, key=_BEST_FIRST.index)
