"""A whole installation whose every part can be killed and started again by itself, at its own address."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil

from graph.driver import Graph
from graph.migrate import migrate
from graph.processes.leash import leashed
from graph.processes.ports import free_port
from graph.taxonomy.seed import seed
from tests.support.processes import wait_until
from tests.support.stack_graphs import START
from tests.support.user import status_of
from webapp.config import Settings
from webapp.jobs.celery_app import app as jobs
from webapp.runtime.backends import environment, redis_values
from webapp.runtime.connection import open_configured_graph
from webapp.runtime.redis import EmbeddedRedis, start_redis

ROOT = Path(__file__).parents[2]
SMALL = {
    "LIULU_WEB_WORKERS": "1",
    "LIULU_WEB_THREADS": "8",
    "LIULU_WORKER_PROCESSES": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}


class Stack:
    """Graph, Redis, web, worker and beat of one home; use it from the main thread, it owns its children."""

    def __init__(
        self, home: Path, parts: tuple[str, ...] = ("web",), server_kind: str = "embedded", **variables: str
    ) -> None:
        """`variables` of the parts' environment win over those of a small installation."""
        self.home = home
        self._server_kind = server_kind
        self._variables = {**SMALL, **variables}
        self._redis: EmbeddedRedis = start_redis(home)
        self._graph, graph_values = START[server_kind](home, "")
        backends = {**redis_values(self._redis), **graph_values}
        self.settings = Settings(env="test", home=home, port=free_port(), **backends)  # type: ignore[arg-type]
        self.graph: Graph = open_configured_graph(self.settings)
        migrate(self.graph)
        seed(self.graph)
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        for name in parts:
            self._start_part(name)

    @property
    def web_threads(self) -> int:
        """How many people the pages serve at the same moment."""
        return int(self._variables["LIULU_WEB_THREADS"])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.settings.port}"

    def wait_ready(self) -> None:
        """Return when web answers that graph and Redis answer."""
        wait_until(lambda: status_of(self.url, "/readyz") == 200, 90)

    def kill(self, name: str) -> None:
        """kill -9 of one part with all that it started; it gets no chance to tidy up."""
        for pid in self.pids(name):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        if name in self._processes:
            self._processes[name].wait()

    def terminate(self, name: str) -> None:
        """Ask one part to end, as its owner would."""
        self._processes[name].terminate()

    def freeze(self, name: str) -> None:
        """Stop one part where it stands: its port is open, and nothing answers."""
        for pid in self.pids(name):
            os.kill(pid, signal.SIGSTOP)

    def thaw(self, name: str) -> None:
        """Let a frozen part go on."""
        for pid in self.pids(name):
            os.kill(pid, signal.SIGCONT)

    def start(self, name: str) -> None:
        """Start a part: one that was killed where it was."""
        if name == "graph":
            self._graph.stop()
            self._graph, _ = START[self._server_kind](self.home, self.settings.neo4j_uri)
            assert self._graph.uri == self.settings.neo4j_uri, "the graph's port was taken meanwhile"
        elif name == "redis":
            self._redis.stop()
            self._redis = start_redis(self.home)
            assert self._redis.url == self.settings.redis_url, "Redis's port was taken meanwhile"
        else:
            self._start_part(name)

    def send(self, task: str, *arguments: str, expires: int | None = None) -> None:
        """Put a task into this installation's queue, over a connection of its own: the pool remembers the first one."""
        with jobs.connection_for_write(self.settings.redis_url) as connection:
            jobs.send_task(task, arguments, expires=expires, connection=connection)

    def flood(self, task: str, count: int) -> None:
        """Put the same task into its queue so many times."""
        with jobs.connection_for_write(self.settings.redis_url) as connection:
            for _ in range(count):
                jobs.send_task(task, connection=connection)

    def pid_at_work(self, job_id: str) -> int:
        """The process that does a job now, known by the lock that it holds; 0 where none does."""
        lock = str(self.home / "jobs" / f"{job_id}.lock")
        for pid in self.pids("worker"):
            with contextlib.suppress(psutil.NoSuchProcess):
                if lock in (file.path for file in psutil.Process(pid).open_files()):
                    return pid
        return 0

    def stop(self) -> None:
        """End everything."""
        self.graph.close()
        for process in self._processes.values():
            process.terminate()
        for name, process in self._processes.items():
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill(name)
        self._graph.stop()
        self._redis.stop()

    def log(self, name: str) -> str:
        return (self.home / f"{name}.log").read_text(errors="replace")

    def pids(self, name: str) -> list[int]:
        """The process of a part, and all that it started."""
        servers = {"graph": self._graph.pid, "redis": self._redis.pid}
        pid = servers[name] if name in servers else self._processes[name].pid
        try:
            return [pid, *(child.pid for child in psutil.Process(pid).children(recursive=True))]
        except psutil.NoSuchProcess:
            return []

    def _start_part(self, name: str) -> None:
        if name in self._processes:
            self._processes[name].wait(20)
        with (self.home / f"{name}.log").open("ab") as log:
            self._processes[name] = subprocess.Popen(
                leashed([sys.executable, "-m", "webapp.cli", name]),
                cwd=ROOT,
                env={**os.environ, **environment(self.settings), **self._variables},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
