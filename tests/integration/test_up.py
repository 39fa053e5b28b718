"""`liulu up`: everything starts, comes back after a crash, and nothing outlives it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

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


def children_named(installation: Installation, word: str) -> list[psutil.Process]:
    """The living children that run this program, or `liulu` with this command."""
    found = []
    for child in psutil.Process(installation.process.pid).children():
        with contextlib.suppress(psutil.NoSuchProcess):
            if word in (child.name(), child.cmdline()[-1]):
                found.append(child)
    return found


def test_all_parts_run_and_ctrl_c_ends_every_one(start: Start) -> None:
    installation = start()
    installation.wait_ready()
    assert installation.status("/healthz") == 200
    assert installation.status("/readyz") == 200
    # The supervisor, graph, Redis, beat, web with two workers, worker with two pool processes; the last ones are
    # forked after the first page is served.
    wait_until(lambda: len(family(installation.process.pid)) >= 10)
    everyone = family(installation.process.pid)
    assert installation.interrupt() == 0
    assert all(gone(pid) for pid in everyone)
    assert names_home(str(installation.home)) == []


def test_a_killed_parent_leaves_no_child(start: Start) -> None:
    installation = start()
    installation.wait_ready()
    everyone = family(installation.process.pid)
    installation.kill()
    wait_until(lambda: all(gone(pid) for pid in everyone))
    assert names_home(str(installation.home)) == []


def test_a_second_start_applies_and_fills_nothing_again(start: Start) -> None:
    first = start()
    first.wait_ready()
    assert "applied V0001" in first.output
    first.interrupt()
    second = start()
    second.wait_ready()
    assert "applied" not in second.output
    assert "demonstration" not in second.output


def test_what_crashes_is_started_again_where_it_was(start: Start) -> None:
    installation = start()
    installation.wait_ready()
    for word in ("java", "redis-server", "worker", "web"):
        (victim,) = children_named(installation, word)
        victim.send_signal(signal.SIGKILL)
        victim_pid = victim.pid
        wait_until(lambda pid=victim_pid: gone(pid))  # type: ignore[misc]
        wait_until(lambda word=word: children_named(installation, word))  # type: ignore[misc]
        wait_until(lambda: installation.status("/readyz") == 200)
    assert installation.interrupt() == 0


def test_a_taken_port_is_named_and_the_next_free_one_used(start: Start) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = int(other.getsockname()[1])
        installation = start(LIULU_PORT=str(taken))
        installation.wait_ready()
        assert f"port {taken} is taken" in installation.output
        used = int(installation.output.partition("Liulu is ready: http://127.0.0.1:")[2].split()[0])
        assert used > taken
        assert installation.status("/healthz", used) == 200


def test_a_second_one_in_the_same_home_is_refused(start: Start) -> None:
    first = start()
    first.wait_ready()
    second = start()
    assert second.finish() == 1
    assert "LIULU_HOME" in second.output
    assert first.status("/readyz") == 200


def test_a_pool_process_does_not_outlive_its_worker(start: Start) -> None:
    installation = start()
    installation.wait_ready()
    (worker,) = children_named(installation, "worker")
    wait_until(lambda: len(worker.children()) == 2)
    pool = [child.pid for child in worker.children()]
    os.kill(worker.pid, signal.SIGKILL)
    wait_until(lambda: all(gone(pid) for pid in pool))


def test_production_refuses_to_start_without_its_secrets(start: Start) -> None:
    installation = start(LIULU_ENV="production")
    assert installation.finish() == 2
    for name in ("LIULU_SECRET_KEY", "LIULU_BASE_URL", "LIULU_SMTP_URL"):
        assert name in installation.output
    assert names_home(str(installation.home)) == []
