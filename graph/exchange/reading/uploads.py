"""A file that somebody sent, under the name by which it was sent; an archive is unpacked."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from graph.exchange.format.problems import Problem
from graph.exchange.reading.sources import MEGABYTE, Limits, whole_file

MOST_FILES = 40


@dataclass
class Upload:
    """What there is to read, and what of an archive cannot be."""

    paths: list[Path]
    problems: list[Problem] = field(default_factory=list)


@contextmanager
def unpacked(stored: Path, file_name: str, limits: Limits) -> Iterator[Upload]:
    """The files of an upload in a folder that goes with the context."""
    with tempfile.TemporaryDirectory(prefix="liulu-upload-") as name:
        folder = Path(name)
        if stored.suffix == ".zip":
            yield Upload([folder], list(_unpack(stored, folder, file_name, limits)))
            return
        target = folder / Path(file_name).name
        shutil.copyfile(stored, target)
        yield Upload([target])


def _unpack(stored: Path, folder: Path, label: str, limits: Limits) -> Iterator[Problem]:
    """CSV files of an archive, whatever folder they lie in; bounded in number and in what they unpack to."""
    with zipfile.ZipFile(stored) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir() and "__MACOSX" not in entry.filename]
        files = [entry for entry in entries if entry.filename.lower().endswith(".csv")]
        for entry in entries:
            if entry not in files:
                yield whole_file(f"{label}/{entry.filename}"[:200], "unknown_file", "send_as_csv")
        if len(files) > MOST_FILES:
            yield whole_file(label, "too_many_files", "split_archive", limit=str(MOST_FILES))
            return
        left = limits.unpacked_bytes
        for entry in files:
            target = folder / Path(entry.filename).name
            if target.exists():
                yield whole_file(f"{label}/{entry.filename}"[:200], "same_name", "join_files", name=target.name)
                continue
            left -= _copy(archive, entry, target, left)
            if left < 0:
                limit = str(limits.unpacked_bytes // MEGABYTE)
                yield whole_file(label, "workbook_too_large", "split_archive", limit=limit)
                return


def _copy(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, at_most: int) -> int:
    """Unpack one file as far as is allowed; returns its size, or more than is allowed."""
    size = 0
    with archive.open(entry) as source, target.open("wb") as stream:
        while size <= at_most and (chunk := source.read(1 << 16)):
            size += len(chunk)
            stream.write(chunk)
    return size
