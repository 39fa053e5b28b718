"""Reads one file in a process of its own, within bounds; started by `graph.exchange.reading.bounded`."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from graph.exchange.reading.child.speaker import Speaker
from graph.exchange.reading.limits import Limits
from graph.exchange.reading.wire import OUT_OF_MEMORY, Refused, Said, Work

# The module beside this one whose `read` does it: a child lives for one file, and loads what that needs.
WORKS = {Work.CSV: "csv_file", Work.WORKBOOK: "workbook", Work.ARCHIVE: "archive"}
# A child whose parent was killed ends by itself; else the parent's patience ends first.
_PROCESSOR_PER_SECOND = 15


def main() -> int:
    """Do what the first argument asks; the code with which the process ends."""
    request = json.loads(sys.argv[1])
    limits = Limits(**request["limits"])
    _bound(limits, request)
    speaker = Speaker(sys.stdout.buffer, limits)
    try:
        _reader(Work(request["work"]))(request, speaker)
        speaker.say(Said.END)
    except Refused as refusal:
        speaker.say(*refusal.answer)
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception as error:  # noqa: BLE001  # whatever a stranger's file does to a parser is an answer about the file
        speaker.say(*Refused("damaged", "save_anew", error=type(error).__name__).answer)
    return 0


def _reader(work: Work) -> Callable[[dict[str, Any], Speaker], None]:
    read: Callable[[dict[str, Any], Speaker], None] = import_module(f"{__package__}.{WORKS[work]}").read
    return read


def _bound(limits: Limits, request: dict[str, Any]) -> None:
    """Bound memory, processor time and what may be written; leave no image of the memory behind."""
    memory = request["memory"]
    written = limits.unpacked_bytes if request["work"] == Work.ARCHIVE else 0
    seconds = int(limits.seconds * _PROCESSOR_PER_SECOND)
    for bound, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, written),
        (resource.RLIMIT_CORE, 0),
    ):
        most = resource.getrlimit(bound)[1]
        resource.setrlimit(bound, (value if most == resource.RLIM_INFINITY else min(value, most), most))


if __name__ == "__main__":
    sys.exit(main())
