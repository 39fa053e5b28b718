"""Reads what supervisors tell of themselves, beside everything else."""

from __future__ import annotations

import logging
from typing import Any

from celery.signals import worker_ready
from kombu.exceptions import OperationalError

from webapp.jobs.celery_app import app, graph, settings
from webapp.operations.models.read_texts import read_new_texts

_log = logging.getLogger(__name__)
_MOST = 3000
"""So many passages a turn, some half a minute: then others have theirs."""


@app.task(name="read_texts")
def read_texts() -> None:
    """Read some of what is new; go on at once where more is left."""
    if read_new_texts(graph(), settings(), _MOST):
        read_soon()


def read_soon() -> None:
    """Have what is new read as soon as a worker is free; without Redis the clock has it read later."""
    try:
        app.send_task("read_texts")
    except OperationalError:
        _log.info("what is new is read later: the queue does not answer")


@worker_ready.connect
def _begin(**_: Any) -> None:
    """At the first start nobody should wait for the clock's turn."""
    read_soon()
