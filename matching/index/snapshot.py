"""One immutable snapshot of a kind's providers on disk: written aside, then put in place in one step."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.index.arrays import Codes, Texts, arrays_of
from matching.index.profiles import Books, Profiles
from matching.index.tags import Tags
from matching.index.text import TextEncoder
from matching.relevance.encoder import maker
from matching.relevance.evidence import Evidence

FORMAT = 10
_CURRENT = "CURRENT"


@dataclass(frozen=True)
class Snapshot:
    """Profiles with all that reads them; `since` is the moment (ms) from which changes must be looked
    for, `seen` how many changes there were from then on, and the last one's moment, when it was built; `day`: as of
    which what is dated was read."""

    version: str
    day: date
    since: int
    seen: tuple[int, int]
    profiles: Profiles
    tags: Tags
    books: Books
    encoder: TextEncoder


def save_snapshot(folder: Path, snapshot: Snapshot) -> None:
    """Write a snapshot and make it the current one; readers see the old one or the new one, never half of one."""
    target = folder / snapshot.version
    aside = folder / f".{snapshot.version}.{os.getpid()}"
    aside.mkdir(parents=True)
    for field in fields(Profiles):
        _save_column(aside, field.name, getattr(snapshot.profiles, field.name))
    for name, array in snapshot.encoder.to_arrays().items():
        np.save(aside / f"encoder.{name}.npy", array)
    head = {
        "format": FORMAT,
        "vectors": maker(),
        "day": snapshot.day.isoformat(),
        "since": snapshot.since,
        "seen": snapshot.seen,
        "tags": snapshot.tags.to_json(),
        "books": snapshot.books.to_json(),
    }
    (aside / "head.json").write_text(json.dumps(head, ensure_ascii=False), encoding="utf-8")
    aside.rename(target)
    pointer = folder / f".{_CURRENT}.{os.getpid()}"
    pointer.write_text(snapshot.version, encoding="utf-8")
    pointer.replace(folder / _CURRENT)
    _forget_old(folder, keep=snapshot.version)


def current_version(folder: Path) -> str | None:
    """The version in place, or None."""
    try:
        return (folder / _CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None


def load_snapshot(folder: Path) -> Snapshot | None:
    """The current snapshot, memory-mapped; None where there is none that this program can read."""
    for _ in range(3):  # a newer one may replace it while it is opened
        version = current_version(folder)
        if version is None:
            return None
        try:
            return _load(folder / version)
        except FileNotFoundError:
            continue
        except (ValueError, KeyError, EOFError):  # cut short or of another format: it is built anew
            return None
    return None


def _load(folder: Path) -> Snapshot:
    head = json.loads((folder / "head.json").read_text(encoding="utf-8"))
    if (head["format"], head["vectors"]) != (FORMAT, maker()):
        raise ValueError("another format")
    columns: dict[str, Any] = {name: _load_column(folder, name, kind) for name, kind in _COLUMNS.items()}
    encoder = {name: _open(folder / f"encoder.{name}.npy") for name in ("terms", "idf", "components")}
    return Snapshot(
        folder.name,
        date.fromisoformat(head["day"]),
        head["since"],
        tuple(head["seen"]),
        Profiles(**columns),
        Tags.from_json(head["tags"]),
        Books.from_json(head["books"]),
        TextEncoder.from_arrays(encoder),
    )


_COLUMNS = {field.name: str(field.type) for field in fields(Profiles)}
# Columns of several arrays, each array in a file of its own.
_PACKED: dict[str, type[Any]] = {packed.__name__: packed for packed in (Texts, Codes, Evidence)}


def _save_column(folder: Path, name: str, column: Any) -> None:
    if isinstance(column, np.ndarray):
        np.save(folder / f"{name}.npy", column)
    else:
        for part, array in arrays_of(column):
            np.save(folder / f"{name}.{part}.npy", array)


def _load_column(folder: Path, name: str, kind: str) -> Any:
    packed = _PACKED.get(kind)
    if packed is None:
        return _open(folder / f"{name}.npy")
    return packed(**{part.name: _open(folder / f"{name}.{part.name}.npy") for part in fields(packed)})


def _open(path: Path) -> NDArray[Any]:
    array = np.load(path, mmap_mode="r", allow_pickle=False)
    return np.asarray(array)


def forget_former(folder: Path) -> None:
    """Remove all versions but the current one; who has a former one open reads it until they take the current one."""
    for path in _others(folder, current_version(folder)):
        shutil.rmtree(path, ignore_errors=True)


def _forget_old(folder: Path, keep: str) -> None:
    """Remove all versions but the current one and the one before it, which somebody may be opening."""
    for path in _others(folder, keep)[:-1]:
        shutil.rmtree(path, ignore_errors=True)


def _others(folder: Path, current: str | None) -> list[Path]:
    versions = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    return [path for path in versions if path.name != current]
