"""A whole installation under `liulu up`, as a person starts it, in a home of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path

from graph.processes.ports import free_port
from tests.support.processes import wait_until

ROOT = Path(__file__).parents[2]


class Installation:
    """`liulu up` as a child process; `output` grows with what it prints, log and banner together."""

    def __init__(self, home: Path, **variables: str) -> None:
        self.port = int(variables.get("LIULU_PORT", free_port()))
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("LIULU_")}
        own = {"LIULU_HOME": str(home), "LIULU_PORT": str(self.port), "LIULU_ENV": "test"}
        self.environment = {**inherited, **own, **variables}
        self.home = home
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "webapp.cli", "up"],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    @property
    def output(self) -> str:
        return "".join(self.lines)

    @property
    def served_port(self) -> int:
        """The port that it said it uses: another one than told where that was taken."""
        return int(self.output.partition("Liulu is ready: http://127.0.0.1:")[2].split()[0])

    def wait_ready(self) -> None:
        wait_until(lambda: "Liulu is ready" in self.output or self.process.poll() is not None, 120)
        assert self.process.poll() is None, self.output

    def interrupt(self) -> int:
        """Ctrl-C; gives the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.finish()

    def kill(self) -> None:
        """kill -9: it gets no chance to tidy up."""
        self.process.kill()
        self.finish()

    def finish(self) -> int:
        code = self.process.wait(60)
        self._reader.join(60)
        return code

    def status(self, path: str, port: int | None = None) -> int:
        """The HTTP status of a page; 0 where nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port or self.port}{path}", timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code
        except OSError:
            return 0

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as stream:
            for line in stream:
                self.lines.append(line)
