"""Every check and test that this machine can run; says at the end what was left out and what would bring it.

Usage: .venv/bin/python scripts/run_tests.py [part ...]
With CI=true a part that is left out is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTEST = [sys.executable, "-m", "pytest", "-q"]
# One server pair a process: more than two processes would only wait for each other on a small machine.
PARALLEL = ["-n", "2", "--dist", "loadscope"]


@dataclass(frozen=True)
class Part:
    """One line of the summary: its name and the command behind it."""

    name: str
    command: tuple[str, ...]


@dataclass(frozen=True)
class Missing:
    """Something that this machine lacks, what cannot run for want of it, and the command that brings it."""

    what: str
    fix: str


def parts() -> list[Part]:
    """All parts in order: the quick ones first."""
    tool = {name: str(BIN / name) for name in ("ruff", "mypy", "lint-imports", "bandit", "detect-secrets-hook")}
    packages = ["graph", "matching", "webapp", "migrations"]
    folders = [*packages, "scripts", "tests"]
    return [
        Part("ruff", (tool["ruff"], "check", *folders)),
        Part("format", (tool["ruff"], "format", "--check", *folders)),
        Part("mypy", (tool["mypy"],)),
        Part("layers", (tool["lint-imports"], "--no-cache")),
        Part("bandit", (tool["bandit"], "-q", "-r", "-c", "pyproject.toml", *packages)),
        Part("secrets", (tool["detect-secrets-hook"], *_baseline(), *_tracked_files())),
        Part("unit", (*PYTEST, *PARALLEL, "tests/unit")),
        # In one run, so that the servers start once and nobody idles while the longest file of one folder ends.
        Part("servers", (*PYTEST, *PARALLEL, "tests/integration", "tests/functional")),
        Part("browser", (*PYTEST, "tests/browser")),
        Part("faults", (*PYTEST, "tests/faults")),
    ]


def missing() -> list[Missing]:
    """What this machine lacks."""
    found = []
    if shutil.which("java") is None or shutil.which("mvn") is None:
        found.append(Missing("real Neo4j (no Java and Maven)", "sudo apt-get install default-jdk-headless maven"))
    if shutil.which("chromium") is None:
        found.append(Missing("browser (no Chromium)", "sudo apt-get install chromium"))
    if not (ROOT / "node_modules" / "axe-core").is_dir():
        found.append(Missing("browser accessibility (no npm)", "sudo apt-get install npm && make test"))
    return found


def main(names: list[str]) -> int:
    """Run the parts named, or all; 0 when all passed and, under CI, nothing was left out."""
    is_ci = os.environ.get("CI") == "true"
    lacking = missing()
    without_browser = not is_ci and any(item.what.startswith("browser (no Chromium") for item in lacking)
    chosen = [
        part
        for part in parts()
        if (not names or part.name in names) and not (part.name == "browser" and without_browser)
    ]
    failed = [part.name for part in chosen if not _run(part)]
    return _summary(failed, lacking, is_ci)


def _run(part: Part) -> bool:
    print(f"\n== {part.name}", flush=True)
    started = time.monotonic()
    code = subprocess.run(part.command, cwd=ROOT, check=False).returncode
    print(f"== {part.name}: {'passed' if code == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s", flush=True)
    return code == 0


def _summary(failed: list[str], lacking: list[Missing], is_ci: bool) -> int:
    print()
    for item in lacking:
        print(f"Left out: {item.what}. To run it too: {item.fix}")
    if failed:
        print(f"Failed: {', '.join(failed)}")
    elif lacking and is_ci:
        print("CI=true: a part that is left out is a failure.")
    else:
        print("All that ran passed.")
    return 1 if failed or (lacking and is_ci) else 0


def _baseline() -> list[str]:
    file = ROOT / ".secrets.baseline"
    return ["--baseline", str(file)] if file.exists() else []


def _tracked_files() -> list[str]:
    """Files under version control, but for locks and vendored files, whose hashes look like secrets."""
    git = subprocess.run(["git", "ls-files"], cwd=ROOT, check=False, capture_output=True, text=True)
    left_out = (".lock", "package-lock.json", "vendor.json", ".png", ".ico", ".secrets.baseline")
    return [name for name in git.stdout.splitlines() if not name.endswith(left_out) and "/static/vendor/" not in name]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
