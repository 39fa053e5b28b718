"""Delivers the outbox: every few seconds by the clock, and at once after a page changed something."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from flask import Flask, Response, request
from kombu.exceptions import OperationalError

from webapp.jobs.celery_app import app, graph, settings
from webapp.mail.composers import MAIL_KINDS
from webapp.operations.delivery.deliver_outbox import deliver_outbox as operation

_log = logging.getLogger(__name__)


@app.task(name="deliver_outbox")
def deliver_outbox() -> None:
    """Turn what waits into mails, and have them sent."""
    if operation(graph(), MAIL_KINDS, settings().base_url, datetime.now(UTC)):
        app.send_task("send_mail", expires=60)


def init_app(web: Flask) -> None:
    """Kick the delivery after every request that may have written."""

    @web.after_request
    def kick(response: Response) -> Response:
        if request.method == "POST" and response.status_code < 400:
            kick_outbox()
        return response


def kick_outbox() -> None:
    """Ask for delivery now; without Redis the sweep finds the message later."""
    try:
        deliver_outbox.apply_async(expires=60)
    except OperationalError:
        _log.info("the outbox is delivered later: the queue does not answer")
