"""What a task does that meets an outage of graph or Redis: it says so in one line, and the clock sends it again."""

from __future__ import annotations

import logging
from typing import Any

from celery import Task
from kombu.exceptions import OperationalError
from redis.exceptions import ConnectionError as RedisAwayError
from redis.exceptions import TimeoutError as RedisSlowError

from graph.errors import UnavailableError

OUTAGES = (UnavailableError, RedisAwayError, RedisSlowError, OperationalError)
_log = logging.getLogger(__name__)


class PatientTask(Task[Any, Any]):
    """A task whose work stands in the graph, so that nothing is lost when it ends early."""

    throws = OUTAGES

    def on_failure(self, exc: Exception, task_id: str, args: Any, kwargs: Any, einfo: Any) -> None:
        """Name an outage; what nobody expects is logged by Celery, with where it happened."""
        if isinstance(exc, OUTAGES):
            _log.warning("%s is done later: %s", self.name, type(exc).__name__)
        super().on_failure(exc, task_id, args, kwargs, einfo)
