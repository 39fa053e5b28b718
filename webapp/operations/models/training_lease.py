"""The lease of a training: renewed while it is alive, so that another may begin it again when it is not."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from graph.driver import Graph
from graph.errors import UnavailableError
from webapp.operations.jobs.progress import JobStoppedError

# Whoever trains says so this often; silent for the lease, it counts as dead and another may train.
_RENEW_SECONDS = 20.0
LEASE = timedelta(minutes=2)
_REPORT_SECONDS = 0.5


class TrainingLease:
    """Renews the lease in the background, and reports progress; stops the work when it was cancelled or replaced."""

    def __init__(self, graph: Graph, job_id: str, attempt: int) -> None:
        self.attempt = attempt
        self._graph, self._job_id = graph, job_id
        self._over = threading.Event()
        self._lost = False
        self._step, self._last = "", 0.0
        self._thread = threading.Thread(target=self._beat, name="training-lease", daemon=True)

    def __enter__(self) -> TrainingLease:
        self._thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._over.set()
        self._thread.join()

    def report(self, step: str, done: int, total: int) -> None:
        """How far the training is; raises JobStoppedError when it has to stop."""
        now = time.monotonic()
        if self._lost:
            raise JobStoppedError
        if step == self._step and now - self._last < _REPORT_SECONDS:
            return
        self._step, self._last = step, now
        goes_on = self._graph.write(lambda tx: tx.jobs.progress(self._job_id, step=step, done=done, total=total))
        if not goes_on:
            raise JobStoppedError

    def _beat(self) -> None:
        while not self._over.wait(_RENEW_SECONDS):
            try:
                held = self._graph.write(
                    lambda tx: tx.models.renew_training(self._job_id, self.attempt, datetime.now(UTC), LEASE)
                )
            except UnavailableError:
                continue  # the lease outlasts a short outage
            if not held:
                self._lost = True
                return
