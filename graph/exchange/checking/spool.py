"""A temporary file for checked rows, so that memory stays flat however many there are."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.exchange.checking.spool_tables import TABLES
from graph.exchange.reading.bounded import Tick, no_tick

Record = dict[str, Any]


@dataclass(frozen=True)
class Wanted:
    """An id that a row points at: where it stands, and in which files it may be."""

    number: int
    column: str
    id: str
    sheets: tuple[str, ...]
    required: bool


class Spool:
    """Rows between the check and the load, in a SQLite file that goes with this object.

    `tick` is called now and then while rows are gone through; it may raise an error of its own to stop.
    """

    def __init__(self, tick: Tick = no_tick) -> None:
        self.tick = tick
        self._folder = tempfile.TemporaryDirectory(prefix="liulu-import-")
        self._base = sqlite3.connect(Path(self._folder.name) / "rows.db", isolation_level=None, check_same_thread=False)
        self._base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-8000;" + TABLES)
        self._base.execute("BEGIN")
        self._next = 0

    def close(self) -> None:
        """Remove the file."""
        self._base.close()
        self._folder.cleanup()

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def next_number(self) -> int:
        """A number for the next row: rows keep the order in which they were read."""
        self._next += 1
        return self._next

    def first_use(self, item_id: str, spaces: tuple[str, ...]) -> tuple[str, int] | None:
        """(file, line) where this id was used before in one of these files, whatever else was wrong with that row."""
        row = self._base.execute(
            "SELECT file, line FROM used WHERE id = ? AND sheet IN (SELECT value FROM json_each(?))",
            (item_id, json.dumps(spaces)),
        ).fetchone()
        return (row[0], row[1]) if row else None

    def use(self, item_id: str, sheet: str, file: str, line: int) -> None:
        """Note that a row says this id is its own."""
        self._base.execute("INSERT OR IGNORE INTO used VALUES (?,?,?,?)", (item_id, sheet, file, line))

    def add(self, number: int, sheet: str, item_id: str, file: str, line: int, record: Record) -> None:
        """Keep a row that passed its own checks."""
        data = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        self._base.execute("INSERT INTO records VALUES (?,?,?,?,?,?)", (number, sheet, item_id, file, line, data))
        if item_id:
            self._base.execute("INSERT INTO ids VALUES (?,?,?)", (item_id, sheet, number))

    def first_of_pair(self, need_id: str, provider_id: str, number: int) -> str:
        """The id of the first kept interaction of this need and provider; `number` is a row that is one of them."""
        place = f"{need_id}|{provider_id}"
        self._base.execute("INSERT OR IGNORE INTO pairs SELECT ?, id FROM records WHERE number = ?", (place, number))
        return str(self._base.execute("SELECT id FROM pairs WHERE pair = ?", (place,)).fetchone()[0])

    def sheets_of(self, item_id: str) -> list[str]:
        """The files in which this id stands."""
        rows = self._base.execute("SELECT sheet FROM ids WHERE id = ? ORDER BY sheet", (item_id,))
        return [row[0] for row in rows]

    def want(self, wanted: Wanted) -> None:
        """Note that a row points at an id."""
        sheets = " ".join(wanted.sheets)
        self._base.execute(
            "INSERT INTO wanted VALUES (?,?,?,?,?)", (wanted.number, wanted.column, wanted.id, sheets, wanted.required)
        )

    def keep_rejected(self, number: int, sheet: str, file: str, line: int, header: list[str], cells: list[str]) -> None:
        """Keep a bad row as it stood, to be written out again."""
        self._base.execute(
            "INSERT OR IGNORE INTO rejected VALUES (?,?,?,?,?,?)",
            (number, sheet, file, line, json.dumps(header), json.dumps(cells, ensure_ascii=False)),
        )

    def first_of_key(self, key: str, number: int) -> int:
        """The first row that had this key: `number` itself where none had it before."""
        self.note_key(key, number)
        return int(self._base.execute("SELECT number FROM keys WHERE key = ?", (key,)).fetchone()[0])

    def note_key(self, key: str, number: int) -> None:
        """A row has this key; the first that had it stays the one that is found by it."""
        self._base.execute("INSERT OR IGNORE INTO keys VALUES (?,?)", (key, number))

    def find_key(self, key: str) -> int:
        """The first row that had this key; 0 where none had it."""
        row = self._base.execute("SELECT number FROM keys WHERE key = ?", (key,)).fetchone()
        return int(row[0]) if row else 0

    def has_sheet(self, sheet: str) -> bool:
        """Whether any row of a file is kept."""
        return self._base.execute("SELECT 1 FROM records WHERE sheet = ? LIMIT 1", (sheet,)).fetchone() is not None

    def has_row(self, number: int) -> bool:
        """Whether a row is still kept."""
        return self._base.execute("SELECT 1 FROM records WHERE number = ?", (number,)).fetchone() is not None

    def row_of(self, sheet: str, item_id: str) -> int:
        """The kept row that has an id; 0 where none has it."""
        row = self._base.execute("SELECT number FROM ids WHERE id = ? AND sheet = ?", (item_id, sheet)).fetchone()
        return int(row[0]) if row else 0

    def line_of(self, number: int) -> tuple[str, int]:
        """(file, line) of a kept row."""
        row = self._base.execute("SELECT file, line FROM records WHERE number = ?", (number,)).fetchone()
        return str(row[0]), int(row[1])

    def put(self, number: int, record: Record) -> None:
        """Let a kept row say something else from here on."""
        data = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        self._base.execute("UPDATE records SET data = ?, id = ? WHERE number = ?", (data, record.get("id"), number))

    def rename(self, number: int, sheet: str, record: Record, item_id: str) -> None:
        """Give a kept row of a file an id, and let it say what a record says."""
        self.put(number, {**record, "id": item_id})
        if record.get("id"):
            self._forget_id(number, sheet, str(record["id"]))
        self._base.execute("INSERT OR REPLACE INTO ids VALUES (?,?,?)", (item_id, sheet, number))

    def all_wanted(self) -> list[Wanted]:
        """What rows point at, each id once for each set of files in which it may be."""
        rows = self._base.execute(
            "SELECT min(number), min(place), id, sheets, max(required) FROM wanted GROUP BY id, sheets"
        )
        return [Wanted(row[0], row[1], row[2], tuple(row[3].split()), bool(row[4])) for row in rows]

    def point_at(self, wanted: Wanted, item_id: str) -> None:
        """Let every row that points at this id, meant to be in these files, point at another."""
        sheets = " ".join(wanted.sheets)
        places = self._base.execute(
            "SELECT w.number, w.place, r.data FROM wanted w JOIN records r ON r.number = w.number "
            "WHERE w.id = ? AND w.sheets = ?",
            (wanted.id, sheets),
        ).fetchall()
        for number, column, data in places:
            record = json.loads(data)
            value = record[column]
            new = [item_id if one == wanted.id else one for one in value] if isinstance(value, list) else item_id
            self.put(number, {**record, column: new})
        self._base.execute("UPDATE wanted SET id = ? WHERE id = ? AND sheets = ?", (item_id, wanted.id, sheets))

    def pointing_at(self, sheet: str, column: str, ids: Collection[str]) -> Iterator[Record]:
        """The kept rows of a file that point at one of these ids in a column, in the order read."""
        rows = self._base.execute(
            "SELECT r.data FROM wanted w JOIN records r ON r.number = w.number WHERE w.place = ? AND r.sheet = ? "
            "AND w.id IN (SELECT value FROM json_each(?)) ORDER BY r.number",
            (column, sheet, json.dumps(sorted(ids))),
        )
        return (json.loads(data) for (data,) in rows)

    def empty(self, number: int, column: str) -> None:
        """Take a cell out of a kept row: what the graph knows there stays."""
        record = self.place_of(number)[3]
        record.pop(column, None)
        self.put(number, record)
        self._base.execute("DELETE FROM wanted WHERE number = ? AND place = ?", (number, column))

    def drop(self, number: int) -> None:
        """Take a row out after all."""
        row = self._base.execute("SELECT id, sheet FROM records WHERE number = ?", (number,)).fetchone()
        if row:
            self._forget_id(number, row[1], row[0])
        self._base.execute("DELETE FROM wanted WHERE number = ?", (number,))
        self._base.execute("DELETE FROM records WHERE number = ?", (number,))

    def _forget_id(self, number: int, sheet: str, item_id: str) -> None:
        self._base.execute("DELETE FROM ids WHERE id = ? AND sheet = ? AND number = ?", (item_id, sheet, number))

    def dangling(self) -> list[Wanted]:
        """What rows point at that stands in none of the files, in the order of the rows."""
        rows = self._base.execute(
            "SELECT w.number, w.place, w.id, w.sheets, w.required FROM wanted w WHERE NOT EXISTS ("
            "SELECT 1 FROM ids i WHERE i.id = w.id AND instr(' ' || w.sheets || ' ', ' ' || i.sheet || ' ') > 0"
            ") ORDER BY w.number, w.rowid"
        )
        return [Wanted(row[0], row[1], row[2], tuple(row[3].split()), bool(row[4])) for row in rows]

    def place_of(self, number: int) -> tuple[str, str, int, Record]:
        """(sheet, file, line, record) of a kept row."""
        sheet, file, line, data = self._base.execute(
            "SELECT sheet, file, line, data FROM records WHERE number = ?", (number,)
        ).fetchone()
        return sheet, file, line, json.loads(data)

    def batches(self, sheet: str, size: int, bytes_at_most: int = 4_000_000) -> Iterator[list[tuple[int, Record]]]:
        """Kept rows of one file in the order read, in batches bounded in rows and in bytes."""
        batch: list[tuple[int, Record]] = []
        total = 0
        rows = self._base.cursor().execute("SELECT number, data FROM records WHERE sheet = ? ORDER BY number", (sheet,))
        for number, data in rows:
            if batch and (len(batch) == size or total + 3 * len(data) > bytes_at_most):
                self.tick()
                yield batch
                batch, total = [], 0
            batch.append((number, json.loads(data)))
            total += 3 * len(data)
        if batch:
            yield batch

    def id_batches(self, sheet: str, size: int) -> Iterator[dict[str, int]]:
        """The ids of the kept rows of one file, each with the number of its row, in batches."""
        rows = self._base.cursor().execute("SELECT id, number FROM records WHERE sheet = ? ORDER BY number", (sheet,))
        while batch := rows.fetchmany(size):
            self.tick()
            yield dict(batch)

    def rejected(self) -> Iterator[tuple[str, str, int, list[str], list[str]]]:
        """(sheet, file, line, header, cells) of the bad rows, in the order read."""
        rows = self._base.cursor().execute(
            "SELECT sheet, file, line, header, cells FROM rejected ORDER BY sheet, number"
        )
        for sheet, file, line, header, cells in rows:
            yield sheet, file, line, json.loads(header), json.loads(cells)

    def has_rejected(self) -> bool:
        """Whether there are rows to be mended."""
        return self._base.execute("SELECT 1 FROM rejected LIMIT 1").fetchone() is not None

    def count(self) -> int:
        """How many rows are kept."""
        return int(self._base.execute("SELECT count(*) FROM records").fetchone()[0])
