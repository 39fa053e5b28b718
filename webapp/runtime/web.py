"""The web part: gunicorn's processes with waitress's threads, each worker with a graph of its own."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication

from graph.driver import Graph
from graph.errors import GraphError, UnavailableError
from graph.processes.leash import tie_to_parent
from webapp import create_app
from webapp.config import Settings, SettingsError
from webapp.http.access_log import CommonLog, logging_access
from webapp.observability.logs import configure_logs
from webapp.observability.metrics_folder import keep_metrics
from webapp.runtime.buffering_worker import BufferingWorker
from webapp.runtime.connection import open_configured_graph
from webapp.runtime.door import exact_door
from webapp.runtime.encoding import sentence_encoder

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from matching.matcher import Matcher

_log = logging.getLogger(__name__)


class WebServer(BaseApplication):  # type: ignore[misc]  # Gunicorn has no types
    """gunicorn without a configuration file or command line of its own."""

    def __init__(self, settings: Settings, socket: int | None) -> None:
        self._settings, self._socket = settings, socket
        super().__init__()

    def load_config(self) -> None:
        for name, value in _options(self._settings, self._socket).items():
            self.cfg.set(name, value)

    def load(self) -> WSGIApplication:
        """Called in each worker after the fork: a driver's connections do not survive one."""
        # `liulu doctor` reads this module too and ranks nothing.
        from matching.matcher import Matcher
        from webapp.observability.metrics import observe_ranking

        settings = self._settings
        graph = open_configured_graph(settings, is_watched=True)
        matcher = Matcher(
            graph,
            settings.home,
            expire_after_days=settings.expire_after_days,
            encoder=sentence_encoder(settings),
            on_ranked=observe_ranking,
        )
        # Beside the first requests, which are answered meanwhile: only a ranking waits for it.
        threading.Thread(target=_warm, args=(matcher,), name="warm", daemon=True).start()
        return logging_access(create_app(settings, graph, matcher))


def run_web(settings: Settings, socket: int | None = None) -> None:
    """Serve until SIGTERM or Ctrl-C; on a socket that listens already, where its number is given.

    Raises NoPortError where the port is taken: before anything is loaded, and without saying that it serves.
    """
    with (
        nullcontext(socket) if socket is not None else _own_socket(settings) as number,
        keep_metrics(settings.home, "web"),
    ):
        # Loaded before the fork, the code is shared by all workers.
        import webapp.application  # noqa: F401  # for its effect

        configure_logs(settings)
        if settings.is_production:
            refuse_demonstration(settings)
        WebServer(settings, number).run()


@contextmanager
def _own_socket(settings: Settings) -> Iterator[int]:
    with exact_door(settings) as door:
        yield door.fileno()


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


def _options(settings: Settings, socket: int | None) -> dict[str, Any]:
    memory = Path("/dev/shm")  # noqa: S108  # nosec B108  # Gunicorn makes files of its own inside
    return {
        "bind": f"{settings.host}:{settings.port}" if socket is None else f"fd://{socket}",
        "workers": settings.web_workers,
        "worker_class": _worker_of(settings),
        "threads": settings.web_threads,
        "timeout": 60,
        "graceful_timeout": 10,
        "logger_class": CommonLog,
        # A heartbeat file on a slow disk would make a busy worker look dead.
        "worker_tmp_dir": str(memory) if os.access(memory, os.W_OK) else None,
        "control_socket_disable": True,
        "proc_name": "liulu-web",
        "post_fork": _tie,
    }


def _worker_of(settings: Settings) -> type[BufferingWorker]:
    """Files somewhat above the limit are still let in, to be refused by a page that says how large they may be."""

    class OurWorker(BufferingWorker):
        most_body_bytes = 4 * settings.upload_limit_mb * 1024 * 1024

    return OurWorker


def _warm(matcher: Matcher) -> None:
    try:
        matcher.warm(at=datetime.now(UTC))
    except GraphError as error:
        # The first ranking makes it, once the graph answers.
        _log.warning("proposals are not made ready beforehand: %s", error)


def _tie(_server: object, worker: Any) -> None:
    """A worker must not outlive the process that started it, even when that one is killed."""
    tie_to_parent(worker.ppid)
