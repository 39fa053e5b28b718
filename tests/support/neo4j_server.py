"""A real Neo4j from its Maven artifacts: the second server on which the contract suite runs."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent / "neo4j"
_CACHE = Path(os.environ.get("LIULU_TEST_CACHE", Path.home() / ".cache" / "liulu-tests")) / "neo4j-5.26.12"


def is_possible() -> bool:
    """Whether this machine has what a real Neo4j needs: Java 17 or later, and Maven (or the fetched files)."""
    return shutil.which("java") is not None and (shutil.which("mvn") is not None or _is_fetched())


def _is_fetched() -> bool:
    return (_CACHE / "complete").exists()


def _fetch() -> Path:
    """The folder with the server's jars, fetched once per machine."""
    _CACHE.mkdir(parents=True, exist_ok=True)
    with (_CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _is_fetched():
            command = ["mvn", "-q", "-B", "-f", str(_HERE / "pom.xml"), "dependency:copy-dependencies"]
            subprocess.run([*command, f"-DoutputDirectory={_CACHE / 'lib'}"], check=True)
            (_CACHE / "complete").touch()
    return _CACHE / "lib"


@dataclass
class Neo4jServer:
    """A running server; `stop` ends it."""

    process: subprocess.Popen[str]
    port: int

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)


def start(home: Path, *, port: int = 0, transaction_seconds: int = 60) -> Neo4jServer:
    """Start a server with its state in `home`; returns when it answers.

    `port`: the one of an earlier life, or 0 for any. `transaction_seconds` as docker-compose.yml says.
    """
    jars = _fetch()
    port = port or free_port()
    home.mkdir(parents=True, exist_ok=True)
    arguments = [str(home), str(port), str(transaction_seconds)]
    command = ["java", "-Xmx512m", "-cp", f"{jars}/*", str(_HERE / "Neo4jServer.java"), *arguments]
    with (home / "server.log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, text=True)
    for _ in range(600):
        if "ready" in (home / "server.log").read_text().split():
            return Neo4jServer(process, port)
        if process.poll() is not None:
            break
        time.sleep(0.2)
    process.kill()
    raise RuntimeError(f"Neo4j did not start: {(home / 'server.log').read_text()[-2000:]}")


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
