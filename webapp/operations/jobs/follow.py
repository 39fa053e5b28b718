"""The life of a job that one function does: begun, done, failed or stopped, and said so."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from graph.domain.jobs import MOST_TRIES
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.job import Job
from graph.errors import StateChangedError, UnavailableError
from graph.transaction import Transaction
from webapp.operations.jobs.progress import CUT_OFF, JobStoppedError, Progress, alone, failure_of
from webapp.operations.jobs.run import Worker
from webapp.operations.maintenance.still_allowed import require_still_allowed

_log = logging.getLogger(__name__)


def actor_of(job: Job) -> Actor:
    """Whoever asked for a job."""
    system = Actor.system()
    if job.role == system.role:
        return system
    return Actor(job.actor_id, str(job.payload.get("actor_name", "")), job.role, job.subject_id)


def begin_try(graph: Graph, job_id: str, at: datetime) -> bool:
    """Begin a job; False where it is over, or was cut off so often that it is given up here."""

    def work(tx: Transaction) -> bool:
        if tx.jobs.start(job_id, at) <= MOST_TRIES:
            return True
        tx.jobs.fail(job_id, at, "cut off", failure=CUT_OFF)
        return False

    try:
        return graph.write(work)
    except StateChangedError:
        return False


def follow(worker: Worker, job_id: str, do: Callable[[Progress], Mapping[str, object]]) -> bool:
    """Do a job to its end, and say whether it was done here and now; a second worker with the same job, or a job that
    is over, does nothing.

    `do` gives the job's result. A graph that does not answer is raised (UnavailableError), for the job to be begun
    again; whatever else goes wrong is told on the job.
    """
    graph = worker.graph
    with alone(worker.settings.home, job_id) as is_alone:
        if not is_alone or not begin_try(graph, job_id, datetime.now(UTC)):
            return False
        job = graph.read(lambda tx: tx.jobs.get(job_id, visible_to=Actor.system()))
        try:
            graph.read(lambda tx: require_still_allowed(tx, actor_of(job)))
            result = do(Progress(graph, job_id))
            graph.write(lambda tx: tx.jobs.finish(job_id, datetime.now(UTC), **result))
            return True
        except JobStoppedError:
            graph.write(lambda tx: tx.jobs.stop(job_id, datetime.now(UTC)))
        except UnavailableError:
            raise
        except Exception as error:  # noqa: BLE001 - the outermost edge of a job
            _log.exception("the job %s failed", job_id)
            _fail(worker, job_id, error)
    return False


def _fail(worker: Worker, job_id: str, error: Exception) -> None:
    code = "too_long" if isinstance(error, worker.too_long) else failure_of(error)
    message = str(error) or type(error).__name__
    worker.graph.write(lambda tx: tx.jobs.fail(job_id, datetime.now(UTC), message, failure=code))
