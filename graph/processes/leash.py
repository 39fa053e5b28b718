"""Ties a child process to its owner: when the owner dies, however it dies, the kernel ends the child."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from pathlib import Path

_PR_SET_PDEATHSIG = 1


def leashed(command: list[str]) -> list[str]:
    """The command line that runs `command` tied to this process.

    Start it from the main thread: the kernel counts the death of the starting thread, not of the process.
    """
    return [sys.executable, "-I", "-S", str(Path(__file__).resolve()), str(os.getpid()), *command]


def tie_to_parent(parent: int, number: int = signal.SIGKILL) -> None:
    """Ask the kernel to send this process a signal when its parent dies; sends it now if the parent is gone already."""
    if sys.platform != "linux":
        return
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, number) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG) failed")
    if os.getppid() != parent:
        os.kill(os.getpid(), number)


def _main() -> None:
    tie_to_parent(int(sys.argv[1]))
    # The setting survives exec, so the program below has this process's id and its leash.
    os.execvp(sys.argv[2], sys.argv[2:])  # noqa: S606  # nosec B606  # the command that its parent gave


if __name__ == "__main__":
    _main()
