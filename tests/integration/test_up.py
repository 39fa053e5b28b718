"""`liulu up`: everything starts, comes back after a crash, and nothing outlives it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest

from tests.support.installation import Installation
from tests.support.processes import family, gone, names_home, wait_until

Start = Callable[..., Installation]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start installations in the same home; whatever a test leaves running is ended."""
    started: list[Installation] = []

    def begin(**variables: str) -> Installation:
        started.append(Installation(tmp_path / "home", **variables))
        return started[-1]

    yield begin
    for one in started:
        if one.process.poll() is None:
            one.kill()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One that was told to use a taken port, for the tests that leave it as they found it: a start takes its time."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        installation = Installation(tmp_path_factory.mktemp("up") / "home", LIULU_PORT=str(other.getsockname()[1]))
        try:
            installation.wait_ready()
            yield installation
        finally:
            installation.kill()


def children_named(installation: Installation, word: str) -> list[psutil.Process]:
    """The living children that run this program, or `liulu` with this command."""
    found = []
    for child in psutil.Process(installation.process.pid).children():
        with contextlib.suppress(psutil.NoSuchProcess):
            # One that has just ended or is not yet itself has no command line.
            if word in (child.name(), *child.cmdline()):
                found.append(child)
    return found


def test_a_taken_port_is_named_and_the_next_free_one_used(running: Installation) -> None:
    assert f"port {running.port} is taken" in running.output
    assert running.served_port > running.port
    assert running.status("/healthz", running.served_port) == 200


def test_a_link_from_the_command_line_leads_to_the_port_that_is_served(running: Installation) -> None:
    command = ("account", "create", "--email", "root@liulu.example", "--role", "administrator")
    made = subprocess.run(
        [sys.executable, "-m", "webapp.cli", *command],
        env=running.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    link = urlsplit(made.stdout.strip())

    assert link.port == running.served_port
    assert running.status(link.path, link.port) == 200


def test_a_second_one_in_the_same_home_is_refused(running: Installation) -> None:
    second = Installation(running.home)
    assert second.finish() == 1
    assert "LIULU_HOME" in second.output
    assert running.status("/readyz", running.served_port) == 200


def test_everything_in_the_home_is_for_its_user_alone(running: Installation) -> None:
    found = [running.home, *running.home.rglob("*")]

    shared = [str(path) for path in found if not path.is_symlink() and path.stat().st_mode & 0o077]

    assert len(found) > 10
    assert shared == []


def test_a_pool_process_does_not_outlive_its_worker(running: Installation) -> None:
    (worker,) = children_named(running, "worker")
    # Two pool processes of each of the two queues.
    wait_until(lambda: len(worker.children(recursive=True)) == 6)
    pool = [child.pid for child in worker.children(recursive=True)]
    os.kill(worker.pid, signal.SIGKILL)
    wait_until(lambda: all(gone(pid) for pid in pool))


def test_what_crashes_is_started_again_where_it_was(running: Installation) -> None:
    for word in ("java", "redis-server", "worker", "web"):
        wait_until(lambda word=word: children_named(running, word))  # type: ignore[misc]
        (victim,) = children_named(running, word)
        victim.send_signal(signal.SIGKILL)
        victim_pid = victim.pid
        wait_until(lambda pid=victim_pid: gone(pid))  # type: ignore[misc]
        wait_until(lambda word=word: children_named(running, word))  # type: ignore[misc]
        wait_until(lambda: running.status("/readyz", running.served_port) == 200)


def test_ctrl_c_ends_every_part_and_a_second_start_applies_and_fills_nothing_again(start: Start) -> None:
    first = start()
    first.wait_ready()
    assert "applied V0001" in first.output
    assert first.status("/healthz") == 200
    assert first.status("/readyz") == 200
    # The supervisor, graph, Redis, beat, web with two workers, worker with two pool processes for each of two queues;
    # the last ones are forked after the first page is served.
    wait_until(lambda: len(family(first.process.pid)) >= 14)
    everyone = family(first.process.pid)
    assert first.interrupt() == 0
    assert all(gone(pid) for pid in everyone)
    assert names_home(str(first.home)) == []

    second = start()
    second.wait_ready()
    assert "applied" not in second.output
    assert "demonstration" not in second.output


def test_a_killed_parent_leaves_no_child(start: Start) -> None:
    installation = start()
    installation.wait_ready()
    everyone = family(installation.process.pid)
    installation.kill()
    wait_until(lambda: all(gone(pid) for pid in everyone))
    assert names_home(str(installation.home)) == []


def test_production_refuses_to_start_without_its_secrets(start: Start) -> None:
    installation = start(LIULU_ENV="production")
    assert installation.finish() == 2
    for name in ("LIULU_SECRET_KEY", "LIULU_BASE_URL", "LIULU_SMTP_URL"):
        assert name in installation.output
    assert names_home(str(installation.home)) == []
