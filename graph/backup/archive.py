"""The file of a backup: two streams of JSON lines, the stored files, and a manifest with counts and checksums."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from graph.backup.stored_files import NO_FILES, Member, digest_of_files
from graph.errors import InvalidInputError

FORMAT = "liulu-backup-2"
_WITHOUT_FILES = "liulu-backup-1"
NODES, RELATIONSHIPS, MANIFEST = "nodes.jsonl", "relationships.jsonl", "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself."""

    made_at: str
    migrations: list[str]
    nodes: Member
    relationships: Member
    files: Member = NO_FILES


class DamagedBackupError(InvalidInputError):
    """A file is no whole backup, or is not any more what was written."""

    code = "damaged_backup"


def write_member(file: zipfile.ZipFile, name: str, rows: Iterable[dict[str, object]]) -> Member:
    """Write rows as lines, one by one; memory does not grow with their number."""
    digest, lines = hashlib.sha256(), 0
    with file.open(name, "w", force_zip64=True) as stream:
        for row in rows:
            line = (json.dumps(row, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n").encode()
            digest.update(line)
            stream.write(line)
            lines += 1
    return Member(lines, digest.hexdigest())


def write_manifest(file: zipfile.ZipFile, manifest: Manifest) -> None:
    """The last member: a backup that was cut off has none."""
    file.writestr(MANIFEST, json.dumps({"format": FORMAT, **asdict(manifest)}, indent=2))


def open_private(path: Path) -> zipfile.ZipFile:
    """A new zip that only this user may read: it holds everybody's data."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6)


def read_checked(path: Path) -> Manifest:
    """The manifest of a whole and unchanged backup; raises DamagedBackupError otherwise."""
    try:
        with zipfile.ZipFile(path) as file:
            manifest = _manifest(json.loads(file.read(MANIFEST)))
            for name, member in ((NODES, manifest.nodes), (RELATIONSHIPS, manifest.relationships)):
                _check(file, name, member)
            if digest_of_files(file) != manifest.files:
                raise ValueError("a stored file was changed")
    except (OSError, KeyError, ValueError, TypeError, EOFError, zipfile.BadZipFile) as error:
        raise DamagedBackupError(f"{path} is no whole backup of this program: take another copy.") from error
    return manifest


def rows(path: Path, name: str) -> Iterator[dict[str, object]]:
    """The rows of one stream, one by one."""
    with zipfile.ZipFile(path) as file, file.open(name) as stream:
        for line in stream:
            yield json.loads(line)


def _manifest(data: dict[str, Any]) -> Manifest:
    if data["format"] not in (FORMAT, _WITHOUT_FILES):
        raise ValueError("another format")
    migrations = [str(name) for name in data["migrations"]]
    files = _member(data["files"]) if data["format"] == FORMAT else NO_FILES
    return Manifest(str(data["made_at"]), migrations, _member(data["nodes"]), _member(data["relationships"]), files)


def _member(data: dict[str, Any]) -> Member:
    return Member(int(data["lines"]), str(data["sha256"]))


def _check(file: zipfile.ZipFile, name: str, member: Member) -> None:
    digest, lines = hashlib.sha256(), 0
    with file.open(name) as stream:
        for line in stream:
            digest.update(line)
            lines += 1
    if Member(lines, digest.hexdigest()) != member:
        raise ValueError(f"{name} was changed")
