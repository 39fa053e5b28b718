"""What becomes of a record of which a row speaks, cell by cell: kept, taken from the row, or of lists both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from graph.exchange.checking.changes import changed_columns
from graph.exchange.checking.spool import Record, Spool
from graph.exchange.identity.names import kept_names
from graph.taxonomy.model import topic_id


class How(StrEnum):
    """What becomes of one cell of a record, where a row says something else."""

    KEEP = "keep"
    TAKE = "take"
    JOIN = "join"


@dataclass
class Merging:
    """`said`: what the importer chose, by the key of a cell or of a column; else lists are joined, unless the row has
    the record's own id: that is the record sent back, corrected.

    `kept`: records, by file and id, with what rows say of cells of theirs that stay all the same.
    """

    said: Mapping[str, How] = field(default_factory=dict)
    kept: dict[tuple[str, str], tuple[Mapping[str, Any], Record]] = field(default_factory=dict)
    _joined: set[tuple[str, str, str]] = field(default_factory=set)

    def settle(self, sheet: str, held: Mapping[str, Any], record: Record, *, is_own_id: bool) -> Record:
        """What a row says of a record, once every cell is settled."""
        settled = {**record, **kept_names(held, record)}
        for column in changed_columns(held, {name: value for name, value in settled.items() if name != "id"}):
            before, after = held.get(column), settled[column]
            if before in (None, "", []):
                continue
            how = self._how(sheet, held["id"], column, is_joined=isinstance(after, list) and not is_own_id)
            if how is How.KEEP:
                self.kept.setdefault((sheet, held["id"]), (held, {}))[1][column] = after
                settled[column] = before
            elif how is How.JOIN and after and isinstance(after, list):
                self._joined.add((sheet, held["id"], column))
                settled[column] = joined(column, before, after)
        return settled

    def how(self, sheet: str, item_id: str, column: str) -> How:
        """What became of a cell that changed."""
        return How.JOIN if (sheet, item_id, column) in self._joined else How.TAKE

    def _how(self, sheet: str, item_id: str, column: str, *, is_joined: bool) -> How:
        chosen = self.said.get(cell_key(sheet, item_id, column)) or self.said.get(cell_key(sheet, "", column))
        return chosen or (How.JOIN if is_joined else How.TAKE)


def merge_rows(spool: Spool, number: int, record: Record, first: int) -> str:
    """Let an earlier row say what a later one says besides, which is dropped; the id of the earlier one."""
    kept = spool.place_of(first)[3]
    more = {name: value for name, value in record.items() if name != "id"}
    lists = {name: joined(name, kept[name], more[name]) for name in more if isinstance(kept.get(name), list)}
    spool.put(first, {**more, **{name: value for name, value in kept.items() if value}, **lists})
    spool.drop(number)
    return str(kept["id"])


def joined(column: str, before: list[Any], after: list[Any]) -> list[Any]:
    """The values of two lists, each once."""
    key = topic_id if column == "topics" else str
    return sorted({key(one): one for one in (*after, *before)}.values(), key=key)


def cell_key(sheet: str, item_id: str, column: str) -> str:
    """What a cell of a record is called in choices; without an id the column of all records."""
    return f"{sheet}|{item_id}|{column}"
