"""The worker and beat parts: Celery, with pool processes that never outlive it."""

from __future__ import annotations

import os
from typing import Any

from celery.signals import worker_process_init

from graph.processes.leash import tie_to_parent
from webapp.config import Settings


def run_worker(settings: Settings) -> None:
    """Work until SIGTERM or Ctrl-C; tasks under way are finished first."""
    from webapp.jobs.app import app

    worker_process_init.connect(_tie, weak=False)
    app.worker_main(
        [
            "--quiet",
            "worker",
            "--pool=prefork",
            f"--concurrency={settings.worker_processes}",
            f"--loglevel={_level(settings)}",
            "--without-mingle",
            "--without-gossip",
        ]
    )


def run_beat(settings: Settings) -> None:
    """Send what is due until SIGTERM or Ctrl-C."""
    from webapp.jobs.app import app

    folder = settings.home / "beat"
    folder.mkdir(parents=True, exist_ok=True)
    app.start(["--quiet", "beat", f"--schedule={folder / 'schedule'}", f"--loglevel={_level(settings)}", "--pidfile="])


def _level(settings: Settings) -> str:
    """Celery tells of every task at its info level: hundreds of lines an hour that say that all is well."""
    return "WARNING" if settings.log_level == "info" else settings.log_level.upper()


def _tie(**_: Any) -> None:
    """A pool process blocks on a pipe that its siblings hold open too: without this a killed worker leaves them."""
    tie_to_parent(os.getppid())
