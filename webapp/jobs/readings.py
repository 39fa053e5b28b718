"""Notes which requests were read, after the page was made."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from flask import after_this_request
from kombu.exceptions import OperationalError
from werkzeug.wrappers import Response

from webapp.jobs.celery_app import app, graph
from webapp.operations.requests.record_reading import record_reading

_log = logging.getLogger(__name__)


@app.task(name="note_reading", ignore_result=True)
def note_reading(request_ids: list[str], at: str) -> None:
    """Requests that stood on one page."""
    record_reading(graph(), request_ids, datetime.fromisoformat(at))


def note_reading_later(request_ids: Sequence[str], at: datetime) -> None:
    """Once the page is made, leave the note to the worker, so that reading writes nothing."""

    @after_this_request
    def enqueue(response: Response) -> Response:
        if response.status_code == 200 and request_ids:
            try:
                note_reading.delay(list(request_ids), at.isoformat())
            except OperationalError:
                _log.warning("that requests were read was not noted: the queue does not answer")
        return response
