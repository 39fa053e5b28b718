"""The disk is full: pages say that it does not go just now, and all is well again once there is room."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.driver import open_graph
from graph.embedded import attach_or_start
from tests.support.city import City
from tests.support.days import SHANGHAI
from tests.support.installation import Installation
from tests.support.processes import wait_until
from tests.support.user import sign_in_all
from webapp.runtime.redis import running_redis

pytestmark = pytest.mark.faults
MEGABYTES = 256
TRIES = 12


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, with little room."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("left out: a full disk (needs root, to mount a small file system)")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(disk: Path) -> Path:
    """Leave no byte free; gives the file to be deleted."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as stream:
        for size in (1 << 20, 1 << 12, 1):
            with suppress(OSError):
                while stream.write(bytes(size)) == size:
                    pass
    return filler


def test_a_full_disk_is_told_as_such_and_left_behind(small_disk: Path, tmp_path: Path) -> None:
    installation = Installation(small_disk / "home", LIULU_WEB_WORKERS="1", LIULU_WORKER_PROCESSES="1")
    try:
        installation.wait_ready()
        graph, redis = attach_or_start(installation.home), running_redis(installation.home)
        assert redis is not None
        with open_graph(graph.uri, graph.user, graph.password, graph.database, calendar=SHANGHAI) as opened:
            person = City(opened, datetime.now(UTC)).supervisor()
            url = f"http://127.0.0.1:{installation.served_port}"
            user = sign_in_all(opened, redis.url, tmp_path / "test", url, [person])[person.id]
        assert user.post("/supervisor/places", capacity="4").status == 302

        filler = fill(small_disk)
        statuses = []
        for capacity in range(1, TRIES):
            statuses += [
                user.post("/supervisor/places", capacity=str(capacity)).status,
                user.get("/supervisor/").status,
            ]
            time.sleep(0.5)
        assert installation.process.poll() is None, installation.output
        print(f"while the disk is full: {statuses}")
        assert set(statuses) <= {200, 302, 503}
        assert 503 in statuses

        filler.unlink()
        began = time.monotonic()
        wait_until(lambda: user.post("/supervisor/places", capacity="6").status == 302, 120)
        print(f"room again: the first change is accepted after {time.monotonic() - began:.1f} s")
        assert user.get("/supervisor/").status == 200
    finally:
        installation.interrupt()
