"""Every background task: its name and number on its log lines, its outcome and duration in the metrics."""

from __future__ import annotations

import time
from typing import Any

import structlog
from celery.signals import task_postrun, task_prerun

from webapp.observability.metrics import TASK_SECONDS

_begun: dict[str, float] = {}


def observe_tasks() -> None:
    """Watch all tasks of this process and of those that it forks."""
    task_prerun.connect(_begin, weak=False)
    task_postrun.connect(_end, weak=False)


def _begin(task_id: str, task: Any, **_: Any) -> None:
    structlog.contextvars.bind_contextvars(task=task.name, task_id=task_id)
    _begun[task_id] = time.perf_counter()


def _end(task_id: str, task: Any, state: str | None = None, **_: Any) -> None:
    seconds = time.perf_counter() - _begun.pop(task_id, time.perf_counter())
    TASK_SECONDS.labels(task.name, (state or "unknown").lower()).observe(seconds)
    structlog.contextvars.unbind_contextvars("task", "task_id")
