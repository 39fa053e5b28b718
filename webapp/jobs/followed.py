"""Runs the jobs that pages follow: a task for each kind, named after it, does what an operation declares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pkgutil import walk_packages

from celery.exceptions import SoftTimeLimitExceeded

from graph.domain.jobs import IMPORT_LOAD, JOB_KINDS
from webapp import operations
from webapp.jobs.celery_app import SOFT_LIMIT, app, graph, settings
from webapp.jobs.doubles import look_soon
from webapp.jobs.kick import kick
from webapp.jobs.reading import read_soon
from webapp.operations.jobs.run import RUNS, Run, Worker
from webapp.operations.jobs.unfinished import unfinished_jobs

# Between what is asked of a task that took too long and its end.
_GRACE_SECONDS = 60
_SWEEP_SECONDS = 60
# What is done soon after a job of a kind.
_AFTER: Mapping[str, tuple[Callable[[], None], ...]] = {IMPORT_LOAD: (read_soon, look_soon)}

for _module in walk_packages(operations.__path__, f"{operations.__name__}."):
    import_module(_module.name)
_RUNS = JOB_KINDS.table("operation that runs it", RUNS)


def _make_task(kind: str, run: Run) -> None:
    seconds = run.seconds or SOFT_LIMIT

    @app.task(name=kind, soft_time_limit=seconds, time_limit=seconds + _GRACE_SECONDS)
    def work(job_id: str) -> None:
        run.function(Worker(graph(), settings(), (SoftTimeLimitExceeded,)), job_id)
        for follow in _AFTER.get(kind, ()):
            follow()


for _kind, _run in _RUNS.items():
    _make_task(_kind, _run)


@app.task(name="run_waiting_jobs")
def run_waiting_jobs() -> None:
    """Tell a worker of what none was told of, or could finish; one that is busy with a job keeps others off it."""
    for job in graph().read(unfinished_jobs):
        # Told again each minute while it waits: what nobody took by then is not wanted twice.
        kick(job.kind, job.id, expires=_SWEEP_SECONDS)
