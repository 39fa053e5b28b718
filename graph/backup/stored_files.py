"""The stored files of an installation as members of a backup: copied as they are, and checked as one."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

_FOLDER = "files/"
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Member:
    """One part of a backup: how many lines or files, and the SHA-256 of its bytes."""

    lines: int
    sha256: str


NO_FILES = Member(0, hashlib.sha256().hexdigest())


def write_files(archive: zipfile.ZipFile, folder: Path, progress: Callable[[int], None]) -> Member:
    """Copy every file under `folder`, which need not be there; one that goes meanwhile is left out.

    `progress` is told before each how many are done.
    """
    digest = _Digest()
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        progress(digest.member.lines)
        # They are encrypted: pressing them would take time and win nothing.
        entry = zipfile.ZipInfo(_FOLDER + path.relative_to(folder).as_posix())
        with (
            contextlib.suppress(FileNotFoundError),
            path.open("rb") as source,
            archive.open(entry, "w", force_zip64=True) as target,
        ):
            for chunk in digest.follow(entry.filename, source):
                target.write(chunk)
    return digest.member


def digest_of_files(archive: zipfile.ZipFile) -> Member:
    """How many files a backup holds, and the checksum of their names and bytes in the order in which they stand."""
    digest = _Digest()
    for entry in _entries(archive):
        with archive.open(entry) as stream:
            for _chunk in digest.follow(entry.filename, stream):
                pass
    return digest.member


def restore_files(archive: zipfile.ZipFile, folder: Path) -> None:
    """Put every file of a backup back under `folder`, readable by this user alone; raises ValueError for a bad name."""
    for entry in _entries(archive):
        place = folder / _inside(entry.filename)
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial = place.with_name(f".{place.name}.partial")
        with archive.open(entry) as source, os.fdopen(_open_private(partial), "wb") as target:
            shutil.copyfileobj(source, target, _CHUNK)
        partial.replace(place)


class _Digest:
    """The checksum of many files as one."""

    def __init__(self) -> None:
        self._digest, self._count = hashlib.sha256(), 0

    def follow(self, name: str, stream: IO[bytes]) -> Iterator[bytes]:
        """The chunks of one file, each of them counted in."""
        size = 0
        while chunk := stream.read(_CHUNK):
            self._digest.update(chunk)
            size += len(chunk)
            yield chunk
        self._digest.update(f"\0{name}\0{size}\0".encode())
        self._count += 1

    @property
    def member(self) -> Member:
        return Member(self._count, self._digest.hexdigest())


def _entries(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    return (entry for entry in archive.infolist() if entry.filename.startswith(_FOLDER))


def _open_private(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)


def _inside(name: str) -> PurePosixPath:
    """The place below the folder; a backup may have been made by somebody else."""
    place = PurePosixPath(name.removeprefix(_FOLDER))
    if place.is_absolute() or ".." in place.parts or not place.parts:
        raise ValueError(f"{name} leads out of the folder of files")
    return place
