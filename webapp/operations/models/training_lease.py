"""The lease of a training: renewed while it is alive, so that another may begin it again when it is not."""

from __future__ import annotations

import threading
import time
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

from graph.driver import Graph
from graph.entities import Actor
from graph.errors import UnavailableError
from webapp.operations.jobs.interruptible import Interruptible
from webapp.operations.jobs.progress import JobStoppedError

# Whoever trains says so this often; silent for the lease, it counts as dead and another may train.
_RENEW_SECONDS = 20.0
LEASE = timedelta(minutes=2)
_LOOK_SECONDS = 0.5


class TrainingLease:
    """In the background: renews the lease, passes progress on, and stops the work when it was cancelled or replaced."""

    def __init__(self, graph: Graph, job_id: str, attempt: int) -> None:
        self.attempt = attempt
        self._graph, self._job_id = graph, job_id
        self._over = threading.Event()
        self._interruptible = Interruptible(JobStoppedError)
        self._told = self._written = ("", 0, 0)
        self._renewed = time.monotonic()
        self._thread = threading.Thread(target=self._watch, name="training-lease", daemon=True)

    def __enter__(self) -> TrainingLease:
        self._thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._over.set()
        self._thread.join()

    def may_be_stopped(self) -> AbstractContextManager[None]:
        """A block of computation that JobStoppedError ends within seconds when the training has to stop."""
        return self._interruptible.block()

    def tell(self, step: str, done: int, total: int) -> None:
        """How far the computation is; touches nothing but memory."""
        self._told = step, done, total

    def report(self, step: str) -> None:
        """What comes next; raises JobStoppedError when it has to stop."""
        self._told = self._written = step, 0, 0
        if not self._pass_on():
            raise JobStoppedError

    def _watch(self) -> None:
        while not self._over.wait(_LOOK_SECONDS):
            try:
                goes_on = self._looks_well() and self._is_held()
            except UnavailableError:
                continue  # the lease outlasts a short outage
            if not goes_on:
                self._interruptible.interrupt()
                return

    def _looks_well(self) -> bool:
        if self._told != self._written:
            self._written = self._told
            return self._pass_on()
        job = self._graph.read(lambda tx: tx.jobs.get(self._job_id, visible_to=Actor.system()))
        return not (job.cancel_asked or job.is_finished)

    def _pass_on(self) -> bool:
        step, done, total = self._written
        return self._graph.write(lambda tx: tx.jobs.progress(self._job_id, step=step, done=done, total=total))

    def _is_held(self) -> bool:
        if time.monotonic() - self._renewed < _RENEW_SECONDS:
            return True
        self._renewed = time.monotonic()
        return self._graph.write(
            lambda tx: tx.models.renew_training(self._job_id, self.attempt, datetime.now(UTC), LEASE)
        )
