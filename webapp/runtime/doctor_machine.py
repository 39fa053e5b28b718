"""What the doctor looks at on this machine: Python, packages, Java, home, disk."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.requirements import Requirement

from graph.embedded import EmbeddedServerError
from graph.embedded.java import java_program
from webapp.config import Settings
from webapp.presenters.paper import missing_packages
from webapp.runtime.finding import Finding, note, ok, wrong
from webapp.runtime.redis import redis_program

_LOCK = Path(__file__).parents[2] / "requirements.lock"
_PINNED = re.compile(r"[A-Za-z0-9._-]+(\[[^\]]*\])?==")
_LEAST_FREE_GB = 1.0


def examine_machine(settings: Settings) -> Iterator[Finding]:
    """Everything that can be told without a server."""
    yield _python()
    yield _packages()
    yield _home(settings.home)
    yield _disk(settings.home)
    yield _paper()
    if not settings.neo4j_uri:
        yield _java()
    if not settings.redis_url:
        yield _redis_program()


def _paper() -> Finding:
    lacking = missing_packages()
    if lacking:
        fix = f"Install them, as with `apt-get install {' '.join(lacking)}`; until then reports are printed."
        return note("pdf", f"reports are not made into PDF: {', '.join(lacking)} missing", fix)
    return ok("pdf", "Pango and a Chinese font are there")


def _python() -> Finding:
    if sys.prefix == sys.base_prefix:
        return note("python", f"{sys.version.split()[0]}, not in a virtual environment", "Run `make setup`.")
    return ok("python", sys.version.split()[0])


def _packages() -> Finding:
    if not _LOCK.exists():
        return note("packages", "no requirements.lock beside this installation: versions were not compared")
    pinned = [(one.name, str(one.specifier)[2:]) for one in _requirements(_LOCK.read_text(encoding="utf-8"))]
    odd = [f"{name} {_installed(name)} instead of {wanted}" for name, wanted in pinned if _installed(name) != wanted]
    if odd:
        return wrong("packages", f"not as locked: {', '.join(odd[:5])}", "Run `make setup`.")
    return ok("packages", f"{len(pinned)} as locked")


def _requirements(lock: str) -> list[Requirement]:
    """The lines of the lock that hold for this Python and this kind of machine."""
    found = [Requirement(line.rstrip(" \\")) for line in lock.splitlines() if _PINNED.match(line)]
    return [one for one in found if one.marker is None or one.marker.evaluate()]


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def _home(home: Path) -> Finding:
    where = home if home.exists() else home.parent
    if not os.access(where, os.W_OK | os.X_OK):
        return wrong("home", f"{where} may not be written", "Give this user the folder, or set LIULU_HOME to another.")
    if home.exists() and stat.S_IMODE(home.stat().st_mode) & 0o007:
        return note("home", f"{home} may be read by every user of this machine", f"chmod 700 {home}")
    return ok("home", str(home))


def _disk(home: Path) -> Finding:
    free = shutil.disk_usage(home if home.exists() else home.parent).free / 1e9
    if free < _LEAST_FREE_GB:
        return wrong("disk", f"{free:.1f} GB free", f"Free at least {_LEAST_FREE_GB:.0f} GB, or move LIULU_HOME.")
    return ok("disk", f"{free:.1f} GB free")


def _java() -> Finding:
    try:
        program = java_program()
    except EmbeddedServerError as error:
        return wrong("java", str(error), "Run `make setup`.")
    done = subprocess.run([str(program), "-version"], check=False, capture_output=True, text=True, timeout=30)
    if done.returncode:
        return wrong("java", f"{program} does not run: {done.stderr.strip()[:200]}", "Reinstall arcadedb-embedded.")
    return ok("java", done.stderr.splitlines()[0])


def _redis_program() -> Finding:
    try:
        return ok("redis-server", redis_program())
    except EmbeddedServerError as error:
        return wrong("redis-server", str(error), "Run `make setup`.")
