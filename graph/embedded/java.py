"""The command line of the embedded server: the wheel's own Java runtime and jars, run directly."""

from __future__ import annotations

import importlib.util
import os
import re
from dataclasses import dataclass
from pathlib import Path

from graph.embedded.errors import EmbeddedServerError

DATABASE = "liulu"
USER = "root"
COMMAND_TIMEOUT_MILLISECONDS = 60_000
# One import is one transaction, which the server holds in memory: 50,000 rows fit. Java takes it only when it must.
_DEFAULT_HEAP_MB = 1024
# Wire protocols and tools that this program never speaks need not be loaded, nor listen.
_LEFT_OUT = ("arcadedb-mcp", "arcadedb-postgresw", "arcadedb-redisw", "arcadedb-console", "arcadedb-python-bridge")


@dataclass(frozen=True)
class Ports:
    """The two loopback ports of one server."""

    bolt: int
    http: int


def heap_from_environment() -> int:
    """LIULU_GRAPH_HEAP (`768m`, `2g` or plain megabytes) as megabytes; 1024 where it is not set."""
    text = os.environ.get("LIULU_GRAPH_HEAP", "").strip().lower()
    if not text:
        return _DEFAULT_HEAP_MB
    match = re.fullmatch(r"(\d+)([mg]?)b?", text)
    if match is None:
        raise EmbeddedServerError(f"LIULU_GRAPH_HEAP is {text!r}: write megabytes, such as 768m or 2g.")
    return int(match[1]) * (1024 if match[2] == "g" else 1)


def wheel_folder() -> Path:
    """The folder of the arcadedb-embedded wheel; it is not imported, which would load a Java bridge."""
    spec = importlib.util.find_spec("arcadedb_embedded")
    if spec is None or spec.origin is None:
        raise EmbeddedServerError("The package arcadedb-embedded is missing: run `make setup`.")
    return Path(spec.origin).parent


def java_program() -> Path:
    """The Java program inside the wheel."""
    program = wheel_folder() / "jre" / "bin" / "java"
    if not os.access(program, os.X_OK):
        raise EmbeddedServerError(f"{program} is missing or may not be run: reinstall arcadedb-embedded.")
    return program


def command(state: Path, ports: Ports, heap_mb: int) -> list[str]:
    """The server's command line, with all its state under the folder `state`."""
    jars = sorted((wheel_folder() / "jars").glob("*.jar"))
    classpath = os.pathsep.join(str(jar) for jar in jars if not jar.name.startswith(_LEFT_OUT))
    settings = [f"-Darcadedb.{key}={value}" for key, value in _settings(state, ports).items()]
    main = "com.arcadedb.server.ArcadeDBServer"
    return [str(java_program()), f"-Xmx{heap_mb}m", *_JAVA_OPTIONS, *settings, "-cp", classpath, main]


def _settings(state: Path, ports: Ports) -> dict[str, object]:
    return {
        "server.rootPath": state,
        "server.databaseDirectory": state / "databases",
        "server.configDirectory": state / "config",
        "server.backupDirectory": state / "backups",
        "server.logsDirectory": state / "log",
        # A password on the command line would show in the list of processes.
        "server.rootPasswordPath": state / "password",
        "server.mode": "production",
        "server.httpIncomingHost": "127.0.0.1",
        "server.httpIncomingPort": ports.http,
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server.defaultDatabases": f"{DATABASE}[]",
        "bolt.host": "127.0.0.1",
        "bolt.port": ports.bolt,
        "command.timeout": COMMAND_TIMEOUT_MILLISECONDS,
    }


_JAVA_OPTIONS = (
    "-XX:+UseSerialGC",
    "-XX:+UseCompactObjectHeaders",
    # A server without memory is worth nothing: it ends, and its owner starts it again.
    "-XX:+ExitOnOutOfMemoryError",
    "--add-modules=jdk.incubator.vector",
    "--enable-native-access=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
    "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF8",
    "-Dpolyglot.engine.WarnInterpreterOnly=false",
)
