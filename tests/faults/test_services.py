"""Each service of docker-compose.yml by its own start command, against a real Neo4j and a real Redis."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
import redis
import yaml

from graph.processes.ports import free_port
from tests.conftest import leave_out
from tests.support.neo4j_server import Neo4jServer
from tests.support.processes import wait_until

ROOT = Path(__file__).parents[2]
PASSWORD = "kT9vQ2xLm4WzR7"  # pragma: allowlist secret
GIVEN = {
    "LIULU_SECRET_KEY": "8sG2hVq0ZrT5xWm9LkB4nYc7PdJ1fUeA6oQi3RtS",  # pragma: allowlist secret
    "LIULU_BASE_URL": "https://liulu.example.org",
    "LIULU_SMTP_URL": "smtp://127.0.0.1:1025",
    "LIULU_MAIL_FROM": "Liulu <liulu@example.org>",
    "LIULU_NEO4J_PASSWORD": PASSWORD,
    "LIULU_REDIS_PASSWORD": PASSWORD,
}


class Services:
    """Starts services as containers would: command and variables from the file, addresses of this machine."""

    def __init__(self, folder: Path, neo4j: Neo4jServer) -> None:
        self.folder = folder
        self.services: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
        self.redis_port, self.web_port = free_port(), free_port()
        self._addresses = {
            "LIULU_HOME": str(folder / "home"),
            "LIULU_HOST": "127.0.0.1",
            "LIULU_PORT": str(self.web_port),
            "LIULU_NEO4J_URI": neo4j.uri,
            # This Neo4j asks for no password.
            "LIULU_NEO4J_USER": "",
            "LIULU_REDIS_URL": f"redis://127.0.0.1:{self.redis_port}/0",
        }
        self._running: list[subprocess.Popen[bytes]] = []

    def variables(self, name: str) -> dict[str, str]:
        inherited = {key: value for key, value in os.environ.items() if not key.startswith("LIULU_")}
        own = {key: filled(value) for key, value in self.services[name]["environment"].items()}
        return {**inherited, **own, **(self._addresses if name != "redis" else {})}

    def start(self, name: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                self._command(name), cwd=ROOT, env=self.variables(name), stdout=log, stderr=subprocess.STDOUT
            )
        self._running.append(process)
        return process

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def is_well(self, name: str) -> bool:
        """The service's own health check."""
        program, *arguments = self.services[name]["healthcheck"]["test"][1:]
        assert program == "python"
        done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=self.variables(name), check=False)
        return done.returncode == 0

    def stop(self) -> None:
        for process in reversed(self._running):
            process.terminate()
        for process in reversed(self._running):
            process.wait(40)

    def _command(self, name: str) -> list[str]:
        command = [part.replace("$$", "$") for part in self.services[name]["command"]]
        if command[0] == "liulu":
            return [sys.executable, "-m", "webapp.cli", *command[1:]]
        folder = self.folder / "redis"
        folder.mkdir()
        script = re.sub(r"/(?:data|tmp)\b", str(folder), command[-1])
        return [*command[:-1], f"{script.rstrip()} --port {self.redis_port}"]


def filled(value: str) -> str:
    """A value of the file with its variables replaced, as Compose does."""

    def replace(match: re.Match[str]) -> str:
        return GIVEN.get(match[1], (match[2] or "").removeprefix(":-"))

    return re.sub(r"\$\{(\w+)(:[?-][^}]*)?\}", replace, value)


@pytest.fixture
def services(tmp_path: Path, real_neo4j: Neo4jServer) -> Iterator[Services]:
    if shutil.which("redis-server") is None:
        leave_out("left out: real Redis (install it: apt-get install -y redis-server)")
    made = Services(tmp_path, real_neo4j)
    yield made
    made.stop()


@pytest.mark.faults
def test_every_service_starts_by_its_own_command_and_says_that_it_is_well(services: Services) -> None:
    services.start("redis")
    client = redis.Redis(port=services.redis_port, password=PASSWORD)
    wait_until(lambda: answers(client))
    kept = cast(dict[str, str], client.config_get("append*"))
    assert (kept["appendonly"], kept["appendfsync"]) == ("yes", "always")
    client.close()
    assert services.start("migrate").wait(120) == 0, services.log("migrate")
    for name in ("web", "worker", "beat"):
        services.start(name)
    for name in ("web", "worker", "beat"):
        wait_until(lambda name=name: services.is_well(name), 120)  # type: ignore[misc]
    assert PASSWORD not in "".join(services.log(name) for name in ("web", "worker", "beat", "migrate"))


def answers(client: redis.Redis) -> bool:
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
