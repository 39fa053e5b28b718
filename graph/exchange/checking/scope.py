"""What one incubator may import: its own startups and pool, and nothing that is another's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from graph.driver import Graph
from graph.exchange.checking.spool import Record, Spool
from graph.exchange.format.problems import Problem, shown
from graph.repositories.exchange import parts
from graph.transaction import Transaction

ALLOWED = ("startups", "people", "needs", "documents", "relations", "conflicts")
_BATCH = 1000


@dataclass(frozen=True)
class Scope:
    """The incubator for which somebody imports."""

    incubator_id: str

    def problems(self, graph: Graph, spool: Spool) -> Iterator[tuple[int, Problem]]:
        """(row number, problem) for each row that touches what is another's."""
        for sheet in ALLOWED:
            for rows in spool.batches(sheet, _BATCH):
                yield from self._in_batch(graph, spool, sheet, rows)

    def _in_batch(
        self, graph: Graph, spool: Spool, sheet: str, rows: list[tuple[int, Record]]
    ) -> Iterator[tuple[int, Problem]]:
        ids = {item_id for _, record in rows for column in _touched(sheet, record).values() for item_id in column}
        foreign = graph.read(lambda tx: tx.exchange.list_foreign(self.incubator_id, sorted(ids)))
        for number, record in rows:
            column = self._not_ours(sheet, record, foreign)
            if column:
                _, file, line, _ = spool.place_of(number)
                value = record[column]
                text = "|".join(value) if isinstance(value, list) else str(value)
                yield number, Problem(file, line, column, shown(text), "not_yours", "ask_owner")

    def _not_ours(self, sheet: str, record: Record, foreign: set[str]) -> str | None:
        """The column that names what is another's, if any."""
        if sheet == "startups" and record.get("incubator_id") not in (None, self.incubator_id):
            return "incubator_id"
        is_joining = sheet == "relations" and record["type"] in ("INCUBATED_BY", "IN_POOL_OF")
        if is_joining and record["to_id"] != self.incubator_id:
            return "to_id"
        touched = _touched(sheet, record)
        bad = [column for column, ids in touched.items() if set(ids) & foreign]
        if sheet == "conflicts":
            return "left_id" if len(bad) == 2 else None
        return bad[0] if bad else None

    def join(self, tx: Transaction, sheet: str, ids: list[str], at: datetime) -> None:
        """Take imported people into the pool and startups into the incubator."""
        query = {"people": "exchange_scope.join_pool", "startups": "exchange_scope.join_incubator"}.get(sheet)
        if query:
            for part in parts(ids):
                tx.run(query, ids=part, incubator_id=self.incubator_id, day=tx.calendar.day_of(at))


def _touched(sheet: str, record: Record) -> Mapping[str, list[str]]:
    """The profiles that a row changes or speaks for, by column."""
    columns = {
        "startups": ("id",),
        "people": ("id",),
        "needs": ("startup_id",),
        "documents": ("owner_ids",),
        "relations": ("from_id",),
        "conflicts": ("left_id", "right_id"),
    }[sheet]
    return {name: record[name] if isinstance(record[name], list) else [record[name]] for name in columns}
