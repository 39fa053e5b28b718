"""Figures for Prometheus about requests, background tasks and rankings, gathered from all processes of a machine."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path

from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Histogram, Metric, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from webapp.observability.metrics_folder import FOLDER

_OF_PAGES = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_OF_TASKS = (0.01, 0.1, 1.0, 10.0, 60.0, 600.0, 3600.0)
# Anybody may send a method of their own making; each would stay in memory as a figure of its own.
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

_own = CollectorRegistry()
REQUEST_SECONDS = Histogram(
    "liulu_http_request_seconds",
    "Requests by endpoint, method and status.",
    ["endpoint", "method", "status"],
    buckets=_OF_PAGES,
    registry=_own,
)
TASK_SECONDS = Histogram(
    "liulu_task_seconds",
    "Background tasks by name and outcome.",
    ["task", "outcome"],
    buckets=_OF_TASKS,
    registry=_own,
)
RANKING_SECONDS = Histogram(
    "liulu_ranking_seconds", "Rankings by kind of match.", ["kind"], buckets=_OF_PAGES, registry=_own
)


class _AllProcesses(Collector):
    """The sums of what the processes of every part noted."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def collect(self) -> Iterable[Metric]:
        files = [str(file) for file in self._folder.glob("*/*.db")]
        return MultiProcessCollector.merge(files)  # type: ignore[no-untyped-call, no-any-return]  # the client has no types there


def render_metrics() -> bytes:
    """The figures of all parts of this machine, or of this process alone where it runs by itself."""
    registry = _own
    if FOLDER in os.environ:
        registry = CollectorRegistry()
        registry.register(_AllProcesses(Path(os.environ[FOLDER]).parent))
    return generate_latest(registry)


def observe_ranking(kind: str, seconds: float) -> None:
    """Note one ranking."""
    RANKING_SECONDS.labels(kind).observe(seconds)


def init_app(app: Flask) -> None:
    """Note every request."""
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    seconds = time.perf_counter() - g.get("began", time.perf_counter())
    method = request.method if request.method in _METHODS else "other"
    REQUEST_SECONDS.labels(request.endpoint or "none", method, response.status_code).observe(seconds)
    return response
