"""When an embedded server is ready: it says so, the ports are its own, and it answers a query."""

from __future__ import annotations

import contextlib
import logging
import socket
import sys
from http import HTTPStatus
from pathlib import Path
from typing import Any

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from graph.embedded.java import DATABASE, USER, Ports
from graph.processes.ports import answers

_LISTEN = "0A"
# While a server starts, each refused connection would be logged with its whole trace.
logging.getLogger("neo4j").setLevel(logging.ERROR)


def is_ready(pid: int, ports: Ports, password: str) -> bool:
    """All three signs at once; Bolt alone opens before the database exists, and may be another program's."""
    says_so = answers(ports.http, "/api/v1/ready", HTTPStatus.NO_CONTENT)
    return says_so and owns_ports(pid, ports) and answers_query(ports.bolt, password)


def owns_ports(pid: int, ports: Ports) -> bool:
    """Whether both listening sockets belong to this process (known on Linux; elsewhere the password tells)."""
    if sys.platform != "linux":
        return True
    own = _socket_inodes(pid)
    return all(own & _listening_inodes(port) for port in (ports.bolt, ports.http))


def answers_query(bolt_port: int, password: str) -> bool:
    """Whether the server takes our password and answers RETURN 1 in our database."""
    uri = f"bolt://127.0.0.1:{bolt_port}"
    options: dict[str, Any] = {"connection_timeout": 3.0, "max_transaction_retry_time": 0.0}
    with (
        contextlib.suppress(DriverError, Neo4jError, OSError, ValueError),
        neo4j.GraphDatabase.driver(uri, auth=(USER, password), **options) as driver,
        driver.session(database=DATABASE) as session,
    ):
        return session.execute_read(_one) == 1
    return False


def _one(tx: neo4j.ManagedTransaction) -> object:
    record = tx.run("RETURN 1 AS one").single()
    return record["one"] if record else None


def is_listening(port: int) -> bool:
    """Whether anything accepts connections on this loopback port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _socket_inodes(pid: int) -> set[str]:
    found = set()
    with contextlib.suppress(OSError):
        for descriptor in Path(f"/proc/{pid}/fd").iterdir():
            with contextlib.suppress(OSError):
                target = str(descriptor.readlink())
                if target.startswith("socket:["):
                    found.add(target[8:-1])
    return found


def _listening_inodes(port: int) -> set[str]:
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with contextlib.suppress(OSError):
            for line in Path(table).read_text(encoding="ascii").splitlines()[1:]:
                columns = line.split()
                if columns[3] == _LISTEN and int(columns[1].rpartition(":")[2], 16) == port:
                    found.add(columns[9])
    return found
