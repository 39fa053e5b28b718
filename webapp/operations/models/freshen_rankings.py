"""After an import or its undo: brings every kind's index up to date, so that nobody's next ranking waits for it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date, datetime
from functools import partial

from graph.driver import Graph
from graph.errors import UnavailableError
from graph.exchange.report import ImportReport
from graph.transaction import Transaction
from matching.index_cache import IndexCache
from matching.sources.graph import GraphSource

_log = logging.getLogger(__name__)


def freshen_rankings(graph: Graph, caches: Iterable[IndexCache], report: ImportReport, at: datetime) -> bool:
    """Read what an import that began at `at` changed; False where it changed nothing.

    The import is done whatever happens here: without the graph, the next ranking reads it.
    """
    if not report.loaded or not any(counts.created or counts.updated for counts in report.files.values()):
        return False
    return freshen_after(graph, caches, at)


def freshen_after(graph: Graph, caches: Iterable[IndexCache], at: datetime) -> bool:
    """Read what a long write that began at `at` changed or took away; False without the graph."""
    day = graph.calendar.day_of(at)
    try:
        for cache in caches:
            graph.read(partial(_freshen, cache, day, at), is_long=True)
    except UnavailableError:
        _log.warning("the rankings were not made fresh after a long write: the graph does not answer")
        return False
    return True


def _freshen(cache: IndexCache, day: date, at: datetime, tx: Transaction) -> None:
    cache.refresh_after(GraphSource(tx, day), at)
