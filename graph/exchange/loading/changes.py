"""What loading would change: by table and column, each before and after."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.exchange.identity.merging import How, Merging


@dataclass
class Changes:
    """Counts by table and column, and every changed record in a file of lines of JSON, where one is named.

    A column counts as `filled` where nothing stood, `emptied` where nothing will stand, else as `changed`. `merging`
    tells what became of cells where a row and a record differ. `others`: a file of whom rows make and who stays.
    """

    path: Path | None = None
    merging: Merging = field(default_factory=Merging)
    columns: dict[str, dict[str, Counter[str]]] = field(default_factory=dict)
    records: int = 0
    others: Path | None = None

    def __post_init__(self) -> None:
        if self.path:
            self.path.unlink(missing_ok=True)
        if self.others:
            self.others.unlink(missing_ok=True)

    def note(self, sheet: str, before: Mapping[str, Any], after: Mapping[str, Any], columns: tuple[str, ...]) -> None:
        """A record of a table would be changed in these columns."""
        counts = self.columns.setdefault(sheet, {})
        for name in columns:
            counts.setdefault(name, Counter())[_kind(before.get(name), after.get(name))] += 1
        self.records += 1
        cells = {
            name: [before.get(name), after.get(name), self.merging.how(sheet, before["id"], name)] for name in columns
        }
        self._write(sheet, before, cells)

    def note_others(self, sheet: str, records: Iterable[Mapping[str, Any]], *, is_new: bool) -> None:
        """These records of a table are made, or stay as they are."""
        if self.others:
            with self.others.open("a", encoding="utf-8") as stream:
                for one in records:
                    line = {"sheet": sheet, "id": one["id"], "name": _name(one), "is_new": is_new}
                    stream.write(json.dumps(line, ensure_ascii=False) + "\n")

    def note_kept(self) -> None:
        """Tell of the cells that stay as they are because the importer said so."""
        for (sheet, _), (held, said) in self.merging.kept.items():
            self._write(sheet, held, {name: [held.get(name), value, How.KEEP] for name, value in said.items()})

    def _write(self, sheet: str, before: Mapping[str, Any], cells: Mapping[str, list[Any]]) -> None:
        if self.path and cells:
            line = {"sheet": sheet, "id": before["id"], "name": _name(before)}
            with self.path.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps({**line, "columns": cells}, ensure_ascii=False, default=str) + "\n")

    def as_json(self) -> dict[str, dict[str, dict[str, int]]]:
        """Table -> column -> how many cells are filled, changed, emptied."""
        return {sheet: {name: dict(one) for name, one in names.items()} for sheet, names in self.columns.items()}


def _name(record: Mapping[str, Any]) -> str:
    """What a record is called: a career entry by its organisation."""
    return str(next((record[name] for name in ("name", "organisation", "title") if record.get(name)), record["id"]))


def _kind(before: Any, after: Any) -> str:
    if before in (None, "", []):
        return "filled"
    return "emptied" if after in (None, "", []) else "changed"
