"""Loads checked rows into the graph in one transaction: all of them or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from types import MappingProxyType

from graph.driver import Graph
from graph.errors import ContendedError, LoadStoppedError, UnavailableError, UnconfirmedError
from graph.exchange.checking.check import Progress
from graph.exchange.checking.held import Held
from graph.exchange.checking.scope import Scope
from graph.exchange.checking.spool import Record, Spool
from graph.exchange.format.schema import SHEETS, Sheet
from graph.exchange.loading.batches import Batch, Context, complete
from graph.exchange.loading.changes import Changes
from graph.exchange.loading.edges import load_edges
from graph.exchange.loading.journal import Journal
from graph.exchange.loading.nodes import save_nodes, sort_out
from graph.ids import milliseconds
from graph.transaction import Transaction

BATCH_ROWS = 2000


@dataclass
class Loaded:
    """How many rows of each file made, changed, or found what they say."""

    created: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)


Finish = Callable[[Transaction, Loaded], None]
"""What belongs into the same transaction, such as the audit event."""


def load(
    graph: Graph,
    spool: Spool,
    at: datetime,
    finish: Finish,
    *,
    scope: Scope | None = None,
    progress: Progress | None = None,
    sent: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    journal: Journal | None = None,
    derived: Collection[str] = (),
) -> Loaded:
    """Write every row of the spool, or nothing; rows that change nothing are only counted.

    `sent`: by file, the ids that the sender gave and the records that they mean. `journal` is told what is done, and is
    whole before the graph commits. `derived`: files whose rows were made of cells of others' rows. Raises what
    `progress` raises, and GraphError; the graph is then as it was. ForbiddenError where a row is out of the scope by
    now; LoadStoppedError where the server went away: a load too large for its memory ends it. Whatever else stops it
    keeps its own name.
    """

    def work(tx: Transaction) -> Loaded:
        held = Held()
        if scope:
            scope.require(tx, spool, held)
        writer_id = scope.writer.subject_id if scope else None
        if journal:
            journal.begin()
            journal.note([{"do": "begun", "at": milliseconds(at)}])
        context = Context(tx, at, write=True, writer_id=writer_id, journal=journal, held=held, derived=derived)
        loaded = _run(context, spool, scope, progress)
        for sheet, records in sent.items() if writer_id else ():
            tx.identity.keep_sent(str(writer_id), sheet, records)
        finish(tx, loaded)
        if journal:
            journal.keep()
        return loaded

    try:
        return graph.write(work, is_long=True)
    except (ContendedError, UnconfirmedError):
        raise
    except UnavailableError as error:
        raise LoadStoppedError(spool.count()) from error


def compare(
    graph: Graph,
    spool: Spool,
    at: datetime,
    held: Held,
    *,
    progress: Progress | None = None,
    changes: Changes | None = None,
    derived: Collection[str] = (),
) -> Loaded:
    """What `load` would do, without doing it; `changes` is told what of each record would be another.

    `held` is what the check read.
    """
    context = partial(Context, at=at, write=False, changes=changes, held=held, derived=derived)
    return graph.read(lambda tx: _run(context(tx), spool, None, progress), is_long=True)


def _run(context: Context, spool: Spool, scope: Scope | None, progress: Progress | None) -> Loaded:
    loaded = Loaded()
    done, total = 0, spool.count()
    for sheet in SHEETS.values():
        for rows in spool.batches(sheet.name, BATCH_ROWS):
            batch = _load_batch(context, sheet, spool, rows, scope)
            loaded.created[sheet.file_name] += len(batch.new)
            loaded.updated[sheet.file_name] += len(batch.changed)
            loaded.unchanged[sheet.file_name] += len(rows) - len(batch.new) - len(batch.changed)
            done += len(rows)
            if progress:
                progress("load" if context.write else "compare", done, total)
    return loaded


def _load_batch(
    context: Context, sheet: Sheet, spool: Spool, rows: list[tuple[int, Record]], scope: Scope | None
) -> Batch:
    given = [record for _, record in rows]
    if not sheet.has_id:
        return load_edges(context, sheet, [complete(sheet, record) for record in given])
    batch = sort_out(context, sheet, spool, given)
    if context.write:
        save_nodes(context, sheet, batch)
        if scope:
            joined = scope.join(context.tx, sheet.name, [record["id"] for record in given], context.at)
            context.note(*({"do": "joined", "sheet": sheet.name, "id": one} for one in joined))
    return batch
