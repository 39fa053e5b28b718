"""Notes what was shown for a need, after the page was made."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from kombu.exceptions import OperationalError

from graph.entities.proposal import Shown
from graph.errors import NotFoundError
from webapp.jobs.celery_app import app, graph
from webapp.operations.needs.record_showing import record_showing

log = logging.getLogger(__name__)

Line = tuple[str, int, float, float, int, str]


@app.task(name="note_showing", ignore_result=True)
def note_showing(need_id: str, lines: list[list[object]], model_id: str, at: str) -> None:
    """One list for one need; a repeat within the hour changes nothing, and a deleted need needs no note."""
    shown = [_shown(*map(str, line)) for line in lines]
    try:
        record_showing(graph(), need_id, shown, model_id, datetime.fromisoformat(at))
    except NotFoundError:
        log.info("the need %s is gone, its list was not noted", need_id)


def _shown(provider_id: str, position: str, score: str, probability: str, by_fit: str, why: str) -> Shown:
    return Shown(provider_id, int(position), float(score), float(probability), int(by_fit), why)


def note_showing_later(need_id: str, lines: Sequence[Line], model_id: str, at: datetime) -> None:
    """Leave the note to the worker; a page is never lost because nobody takes the note."""
    try:
        note_showing.delay(need_id, [list(line) for line in lines], model_id, at.isoformat())
    except OperationalError:
        log.warning("the list shown for %s was not noted: the queue does not answer", need_id)
