"""The web part: gunicorn with threads, each worker with a graph of its own."""

from __future__ import annotations

import logging
import os
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from graph.driver import Graph
from graph.errors import GraphError, UnavailableError
from graph.processes.leash import tie_to_parent
from webapp import create_app
from webapp.config import Settings, SettingsError
from webapp.observability.logs import configure_logs
from webapp.observability.metrics_folder import keep_metrics
from webapp.runtime.connection import open_configured_graph

if TYPE_CHECKING:
    from matching.matcher import Matcher

_log = logging.getLogger(__name__)


class WebServer(BaseApplication):  # type: ignore[misc]  # Gunicorn has no types
    """gunicorn without a configuration file or command line of its own."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in _options(self._settings).items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Called in each worker after the fork: a driver's connections do not survive one."""
        # `liulu doctor` reads this module too and ranks nothing.
        from matching.matcher import Matcher
        from webapp.observability.metrics import observe_ranking

        settings = self._settings
        graph = open_configured_graph(settings, is_watched=True)
        matcher = Matcher(graph, settings.home, expire_after_days=settings.expire_after_days, on_ranked=observe_ranking)
        # Beside the first requests, which are answered meanwhile: only a ranking waits for it.
        threading.Thread(target=_warm, args=(matcher,), name="warm", daemon=True).start()
        return create_app(settings, graph, matcher)


def run_web(settings: Settings) -> None:
    """Serve until SIGTERM or Ctrl-C."""
    with keep_metrics(settings.home, "web"):
        # Loaded before the fork, the code is shared by all workers.
        import webapp.application  # noqa: F401  # for its effect

        configure_logs(settings)
        if settings.is_production:
            refuse_demonstration(settings)
        WebServer(settings).run()


def refuse_demonstration(settings: Settings) -> None:
    """Raise SettingsError when the known accounts of the demonstration stand in a graph that production is to serve."""
    with open_configured_graph(settings) as graph:
        try:
            found = demonstration_accounts(graph)
        except UnavailableError:
            # The pages answer 503 until the graph is back; `liulu doctor` looks again.
            return
    if found:
        raise SettingsError(f"This graph holds demonstration accounts ({', '.join(found)}): use an empty one.")


def demonstration_accounts(graph: Graph) -> list[str]:
    """The addresses of the demonstration that may sign in here."""
    from webapp.demo.accounts import DEMO_ACCOUNTS

    emails = [email for _, email in DEMO_ACCOUNTS]
    return graph.read(lambda tx: [email for email in emails if tx.accounts.find_by_email(email) is not None])


def _options(settings: Settings) -> dict[str, Any]:
    memory = Path("/dev/shm")  # noqa: S108  # nosec B108  # Gunicorn makes files of its own inside
    return {
        "bind": f"{settings.host}:{settings.port}",
        "workers": settings.web_workers,
        "worker_class": "gthread",
        "threads": settings.web_threads,
        "timeout": 60,
        "graceful_timeout": 10,
        "keepalive": 5,
        "accesslog": "-",
        "logger_class": "webapp.http.access_log.AccessLog",
        # A heartbeat file on a slow disk would make a busy worker look dead.
        "worker_tmp_dir": str(memory) if os.access(memory, os.W_OK) else None,
        "control_socket_disable": True,
        "proc_name": "liulu-web",
        "post_fork": _tie,
    }


def _warm(matcher: Matcher) -> None:
    try:
        matcher.warm(at=datetime.now(UTC))
    except GraphError as error:
        # The first ranking makes it, once the graph answers.
        _log.warning("proposals are not made ready beforehand: %s", error)


def _tie(_server: object, worker: Any) -> None:
    """A worker must not outlive the process that started it, even when that one is killed."""
    tie_to_parent(worker.ppid)
