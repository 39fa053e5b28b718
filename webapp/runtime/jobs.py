"""The worker and beat parts: Celery, a worker for each queue, with pool processes that never outlive it."""

from __future__ import annotations

import os
from functools import partial
from typing import Any

from celery.signals import setup_logging, worker_process_init

from graph.domain.kinds import check_declarations
from graph.processes.leash import tie_to_parent
from webapp.config import Settings
from webapp.observability.logs import configure_logs
from webapp.observability.metrics_folder import keep_metrics
from webapp.runtime.forks import Forks

# What workers tell each other serves nobody here, and wakes idle ones.
_UNUSED = ("--without-mingle", "--without-gossip", "--without-heartbeat")


def run_worker(settings: Settings) -> None:
    """Work on every queue until SIGTERM or Ctrl-C; tasks under way are finished first."""
    with keep_metrics(settings.home, "worker"):
        from webapp.jobs.celery_app import app
        from webapp.jobs.queues import Queue
        from webapp.observability.tasks import observe_tasks

        app.loader.import_default_modules()
        check_declarations()
        _log_as_others_do(settings)
        observe_tasks()
        worker_process_init.connect(_tie, weak=False)
        pool = ("--pool=prefork", f"--concurrency={settings.worker_processes}", *_UNUSED)
        arguments = {
            queue.value: ["--quiet", "worker", f"--queues={queue}", f"--hostname={queue}@%h", *pool] for queue in Queue
        }
        Forks({name: partial(app.worker_main, given) for name, given in arguments.items()}).run()


def run_beat(settings: Settings) -> None:
    """Send what is due until SIGTERM or Ctrl-C."""
    from webapp.jobs.celery_app import app

    _log_as_others_do(settings)
    folder = settings.home / "beat"
    folder.mkdir(parents=True, exist_ok=True)
    app.start(["--quiet", "beat", f"--schedule={folder / 'schedule'}", "--pidfile="])


def _log_as_others_do(settings: Settings) -> None:
    configure_logs(settings)
    # Whoever takes this signal is believed to have set the logs up: Celery leaves them alone.
    setup_logging.connect(_leave_logs_alone, weak=False)


def _leave_logs_alone(**_: Any) -> None:
    return None


def _tie(**_: Any) -> None:
    """A pool process blocks on a pipe that its siblings hold open too: without this a killed worker leaves them."""
    tie_to_parent(os.getppid())
