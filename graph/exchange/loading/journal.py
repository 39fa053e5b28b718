"""What a load did, record by record: the result links to it, and an undo takes it back."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Entry = dict[str, Any]
_POINTERS = ("incubator_id", "employer_id", "startup_id")


class Journal:
    """Lines of JSON in a file that stands under its name only once it is whole; begun anew by each try."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._part = path.with_suffix(f".part{os.getpid()}")

    def begin(self) -> None:
        """Forget what a former try wrote."""
        self._part.write_text("", encoding="utf-8")

    def note(self, entries: list[Entry]) -> None:
        """Write down what was done."""
        if entries:
            with self._part.open("a", encoding="utf-8") as stream:
                stream.writelines(json.dumps(entry, ensure_ascii=False, default=str) + "\n" for entry in entries)

    def keep(self) -> None:
        """Give it its name, on the disk before the graph commits: what was done can be taken back, or was not done."""
        with self._part.open("r+b") as stream:
            os.fsync(stream.fileno())
        self._part.replace(self._path)

    def drop(self) -> None:
        """Nothing was done."""
        self._part.unlink(missing_ok=True)


def read_journal(path: Path) -> Iterator[Entry]:
    """What was done, in order. Raises OSError where the file is gone."""
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def made(sheet: str, record: Mapping[str, Any]) -> Entry:
    """A record was made."""
    refs = [record.get(name) for name in _POINTERS] + list(record.get("owner_ids") or ())
    kept = [one for one in refs if one]
    return {
        "do": "made",
        "sheet": sheet,
        "id": record["id"],
        "name": _name(record),
        "email": bool(record.get("email")),
        "refs": kept,
    }


def changed(sheet: str, before: Mapping[str, Any], after: Mapping[str, Any], columns: tuple[str, ...]) -> Entry:
    """A record was changed in these columns."""
    return {
        "do": "changed", "sheet": sheet, "id": after["id"], "name": _name(after),
        "columns": {name: [before.get(name), after.get(name)] for name in columns},
    }  # fmt: skip


def _name(record: Mapping[str, Any]) -> str:
    return str(record.get("name") or record.get("title") or record["id"])
