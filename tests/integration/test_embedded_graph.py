"""The embedded graph server as a child: one owner, many clients, nothing left behind."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from graph.driver import Graph, open_graph
from graph.embedded import EmbeddedServer, EmbeddedServerError, attach_or_start, start_embedded
from graph.embedded.java import Ports, heap_from_environment
from graph.embedded.ready import is_listening, owns_ports
from graph.errors import AlreadyAppliedError
from graph.migrate import migrate
from graph.processes.ports import free_port
from tests.support.days import SHANGHAI
from tests.support.processes import gone, wait_until

OWNER = """
import sys, time
from pathlib import Path
from graph.embedded import start_embedded
from tests.support.days import SHANGHAI
server = start_embedded(Path(sys.argv[1]))
print(server.pid, flush=True)
time.sleep(600)
"""


def opened(server: EmbeddedServer) -> Graph:
    return open_graph(server.uri, server.user, server.password, server.database, calendar=SHANGHAI)


def note_operation(server: EmbeddedServer, key: str) -> None:
    with opened(server) as graph:
        migrate(graph)
        graph.write(lambda _tx: None, key=key)


def is_noted(server: EmbeddedServer, key: str) -> bool:
    with opened(server) as graph:
        try:
            graph.write(lambda _tx: None, key=key)
        except AlreadyAppliedError:
            return True
        return False


def test_what_was_written_is_there_after_a_stop_and_a_second_start(tmp_path: Path) -> None:
    with start_embedded(tmp_path) as server:
        note_operation(server, "first")
        pid = server.pid
    assert gone(pid)
    with start_embedded(tmp_path) as server:
        assert is_noted(server, "first")


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    server = start_embedded(tmp_path)
    note_operation(server, "first")
    os.kill(server.pid, signal.SIGKILL)
    wait_until(lambda: not server.is_alive())
    server.stop()
    with start_embedded(tmp_path) as again:
        assert again.uri == server.uri, "clients find the server where it was"
        assert is_noted(again, "first")


def test_a_second_process_attaches_and_its_stop_ends_nothing(tmp_path: Path) -> None:
    with start_embedded(tmp_path) as owner:
        client = attach_or_start(tmp_path)
        assert client.pid == owner.pid
        assert not client.is_owned
        assert client.is_alive()
        client.stop()
        assert owner.is_alive()
        with pytest.raises(EmbeddedServerError, match="LIULU_HOME"):
            start_embedded(tmp_path)


def test_a_killed_owner_leaves_no_server_and_the_home_can_be_used_again(tmp_path: Path) -> None:
    owner = subprocess.Popen([sys.executable, "-c", OWNER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert owner.stdout is not None
    pid = int(owner.stdout.readline())
    owner.kill()
    owner.communicate()
    wait_until(lambda: gone(pid))
    with attach_or_start(tmp_path) as server:
        assert server.is_owned


def test_a_taken_port_is_passed_over(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = int(other.getsockname()[1])
        with start_embedded(tmp_path, bolt_port=taken) as server:
            assert not server.uri.endswith(f":{taken}")


def test_a_free_port_that_was_wished_for_is_used(embedded_server: EmbeddedServer, tmp_path: Path) -> None:
    wish = free_port()
    with start_embedded(tmp_path, bolt_port=wish) as server:
        assert server.uri == f"bolt://127.0.0.1:{wish}"
        assert server.password != embedded_server.password


def test_it_listens_on_the_loopback_only_and_shows_no_password(embedded_server: EmbeddedServer) -> None:
    process = psutil.Process(embedded_server.pid)
    listening = [c.laddr.ip for c in process.net_connections("tcp") if c.status == psutil.CONN_LISTEN]
    assert len(listening) == 2
    assert all(ip in ("127.0.0.1", "::ffff:127.0.0.1", "::1") for ip in listening)
    assert embedded_server.password not in " ".join(process.cmdline())
    assert embedded_server.password not in " ".join(process.environ().values())


def test_the_files_with_the_password_are_private(tmp_path: Path) -> None:
    with start_embedded(tmp_path):
        for name in ("password", "runtime.json", "lock"):
            assert stat.S_IMODE((tmp_path / "graph" / name).stat().st_mode) == 0o600
        assert stat.S_IMODE((tmp_path / "graph").stat().st_mode) == 0o700


def test_a_lost_password_file_is_made_anew_and_the_data_stay(tmp_path: Path) -> None:
    with start_embedded(tmp_path) as server:
        note_operation(server, "first")
    (tmp_path / "graph" / "password").unlink()
    with start_embedded(tmp_path) as server:
        assert is_noted(server, "first")


def test_ports_count_as_owned_only_by_the_process_that_listens(embedded_server: EmbeddedServer) -> None:
    ports = Ports(int(embedded_server.uri.rpartition(":")[2]), embedded_server.http_port)
    assert owns_ports(embedded_server.pid, ports)
    assert not owns_ports(os.getpid(), ports)
    assert is_listening(ports.bolt)


def test_the_heap_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIULU_GRAPH_HEAP", raising=False)
    assert heap_from_environment() == 1024
    monkeypatch.setenv("LIULU_GRAPH_HEAP", "2g")
    assert heap_from_environment() == 2048
    monkeypatch.setenv("LIULU_GRAPH_HEAP", "plenty")
    with pytest.raises(EmbeddedServerError, match="LIULU_GRAPH_HEAP"):
        heap_from_environment()


def test_a_stopped_server_is_stopped_once(tmp_path: Path) -> None:
    server = start_embedded(tmp_path)
    server.stop()
    server.stop()
    assert not is_listening(int(server.uri.rpartition(":")[2]))
