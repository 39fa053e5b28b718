"""A file that somebody sent, under the name by which it was sent; an archive is unpacked."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.exchange.format.problems import Problem, shown, whole_file
from graph.exchange.reading.bounded import Tick, no_tick, read_apart
from graph.exchange.reading.limits import Limits
from graph.exchange.reading.sources import Source, named_source
from graph.exchange.reading.tables import refusal
from graph.exchange.reading.wire import Said, Work

_ENDINGS = (".csv",)
_LONGEST_LABEL = 200


@contextmanager
def unpacked(stored: Path, file_name: str, limits: Limits, tick: Tick = no_tick) -> Iterator[list[Source | Problem]]:
    """The files of an upload and what of it cannot be read; what is unpacked goes with the context."""
    with tempfile.TemporaryDirectory(prefix="liulu-upload-") as folder:
        if stored.suffix.lower() == ".zip":
            files = unpack(stored, Path(folder), file_name, limits, tick, _ENDINGS)
            found = [item if isinstance(item, Problem) else named_source(*item, item[1], limits) for item in files]
        else:
            found = [named_source(stored, file_name, file_name, limits)]
        if all(isinstance(item, Problem) and item.code == "unknown_file" for item in found):
            found.append(whole_file(file_name, "no_files", "name_files"))
        yield found


def unpack(
    stored: Path, folder: Path, label: str, limits: Limits, tick: Tick, endings: tuple[str, ...]
) -> Iterator[tuple[Path, str] | Problem]:
    """Unpack an archive into a folder: where each file with such an ending lies and its name, and what is left out."""
    for answer in read_apart(Work.ARCHIVE, stored, limits, tick, folder=str(folder), endings=endings):
        if answer[0] == Said.REFUSED:
            yield refusal(label, answer)
            return
        name = shown(answer[1].replace("\\", "/"))
        if answer[0] == Said.LEFT_OUT:
            _, _, code, fix_code, params = answer
            yield whole_file(f"{label}/{name}"[:_LONGEST_LABEL], code, fix_code, **params)
        else:
            yield folder / answer[2], name.rsplit("/", 1)[-1]
