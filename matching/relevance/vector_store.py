"""Vectors of texts on disk, by checksum: made once per text, shared by all processes of a machine."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
_AT_ONCE = 500
_WAIT_SECONDS = 30.0


class VectorStore:
    """A table of half-precision vectors; what one encoder made is nothing to another (`maker`)."""

    def __init__(self, path: Path, maker: str) -> None:
        """Raises sqlite3.Error where the file is no such table; OSError where its folder cannot be made."""
        self._path, self._maker = path, maker
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with closing(self._open()) as table, table:
            table.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")
        path.chmod(0o600)

    def find(self, texts: Iterable[str]) -> dict[str, Vector]:
        """The vectors of those texts that have one."""
        by_key = {self._key(text): text for text in texts}
        keys, found = list(by_key), {}
        with closing(self._open()) as table:
            for at in range(0, len(keys), _AT_ONCE):
                some = keys[at : at + _AT_ONCE]
                marks = ",".join("?" * len(some))
                query = f"SELECT key, vector FROM vectors WHERE key IN ({marks})"  # noqa: S608  # nosec B608  # only question marks are put in
                rows = table.execute(query, some)
                for key, blob in rows:
                    found[by_key[key]] = np.frombuffer(blob, dtype=np.float16).astype(np.float32)
        return found

    def keep(self, vectors: Mapping[str, Vector]) -> None:
        """Keep the vectors of texts; one that is there already stays."""
        rows: Sequence[tuple[bytes, bytes]] = [
            (self._key(text), vector.astype(np.float16).tobytes()) for text, vector in vectors.items()
        ]
        with closing(self._open()) as table, table:
            table.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)

    def forget_but(self, texts: Iterable[str]) -> int:
        """Forget the vectors of all texts but these; returns how many."""
        kept = ((self._key(text),) for text in texts)
        with closing(self._open()) as table, table:
            table.execute("PRAGMA secure_delete = ON")
            table.execute("CREATE TEMP TABLE kept (key BLOB PRIMARY KEY) WITHOUT ROWID")
            table.executemany("INSERT OR IGNORE INTO kept VALUES (?)", kept)
            return table.execute("DELETE FROM vectors WHERE key NOT IN (SELECT key FROM kept)").rowcount

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=_WAIT_SECONDS)

    def _key(self, text: str) -> bytes:
        return hashlib.blake2b(f"{self._maker}\0{text}".encode(), digest_size=16).digest()
