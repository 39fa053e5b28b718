"""The Celery application, with the settings that lose nothing, and what its tasks work on."""

from __future__ import annotations

import os
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from celery import Celery
from celery.schedules import crontab

from graph.driver import Graph
from webapp.config import Settings, load_settings
from webapp.jobs.beat import SCHEDULE
from webapp.jobs.outages import PatientTask
from webapp.jobs.queues import ROUTES, Queue
from webapp.runtime.connection import open_configured_graph

_HARD_LIMIT = 3600
SOFT_LIMIT = _HARD_LIMIT - 60
"""When a task is told that its time is over, in seconds."""
# Above the hard limit on all three options, or a long task would run twice at once.
_VISIBILITY = _HARD_LIMIT + 600
_HERE = str(Path(__file__).parent)

app = Celery("liulu", task_cls=PatientTask)
_given: list[Settings] = []
_graphs: dict[int, Graph] = {}


def configure(settings: Settings) -> None:
    """Use these settings instead of the environment's; call it before the first task is sent."""
    _given[:] = [settings]
    app.conf.update(celery_settings(settings))


def settings() -> Settings:
    """The settings of this process."""
    return _given[0] if _given else load_settings()


def graph() -> Graph:
    """The graph of this process: opened after the fork, for a driver's connections do not survive one."""
    pid = os.getpid()
    if pid not in _graphs:
        _graphs[pid] = open_configured_graph(settings())
    return _graphs[pid]


def celery_settings(settings: Settings) -> dict[str, Any]:
    """What was measured to lose nothing when a worker or Redis is killed; outcomes live in the graph."""
    transport = {
        "visibility_timeout": _VISIBILITY,
        "unacked_restore_throttle": 1,  # redelivery after a killed worker: 13 s instead of 106 s
        "socket_connect_timeout": 2,
        # Who puts a message in is a page that somebody waits for.
        "max_retries": 1,
        "interval_start": 0.2,
        "interval_step": 0.0,
        "interval_max": 0.2,
        "health_check_interval": 25,
        "global_keyprefix": "liulu:jobs:",
    }
    return {
        "broker_url": settings.redis_url,
        "broker_transport_options": transport,
        "broker_connection_retry_on_startup": True,
        "broker_connection_max_retries": None,
        "result_backend": None,
        "result_backend_transport_options": {"visibility_timeout": _VISIBILITY},
        "visibility_timeout": _VISIBILITY,
        "task_ignore_result": True,
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "task_publish_retry": False,
        "task_time_limit": _HARD_LIMIT,
        "task_soft_time_limit": SOFT_LIMIT,
        "task_serializer": "json",
        "accept_content": ["json"],
        "task_default_queue": Queue.SHORT.value,
        "task_routes": ROUTES,
        "worker_prefetch_multiplier": 1,
        "worker_hijack_root_logger": False,
        "worker_cancel_long_running_tasks_on_connection_loss": True,
        "timezone": settings.time_zone,
        "enable_utc": True,
        "beat_schedule": _schedule(),
        "imports": [module.name for module in iter_modules([_HERE], "webapp.jobs.")],
    }


def _schedule() -> dict[str, Any]:
    """The beat table in Celery's words; a message that waited longer than its own turn is not wanted any more."""
    entries = {}
    for entry in SCHEDULE:
        when = crontab(hour=entry.hours, minute=str(entry.minute)) if entry.hours else entry.every_seconds
        expires = 3600 if entry.hours else max(10, entry.every_seconds * 2)
        entries[entry.task] = {"task": entry.task, "schedule": when, "options": {"expires": expires}}
    return entries


app.add_defaults(lambda: celery_settings(settings()))
