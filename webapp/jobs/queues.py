"""Which queue each task waits in: long work keeps no mail and no deadline waiting, and they do not keep it."""

from __future__ import annotations

from enum import StrEnum

from graph.domain.jobs import JOB_KINDS


class Queue(StrEnum):
    """A queue with worker processes of its own."""

    SHORT = "short"
    """Mails, deadlines, notes: done within seconds. Every task that no route leads elsewhere."""
    LONG = "long"
    """What a page follows, such as imports and trainings: minutes."""


ROUTES: dict[str, dict[str, str]] = {kind: {"queue": Queue.LONG} for kind in (*JOB_KINDS, "read_texts")}
"""By the name of the task: a job's task is named after its kind."""
