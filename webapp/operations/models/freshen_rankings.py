"""After an import: brings the index of every kind up to date, so that nobody's next ranking waits for it."""

from __future__ import annotations

import logging
from datetime import date, datetime
from functools import partial
from pathlib import Path

from graph.domain.kinds import KINDS
from graph.driver import Graph
from graph.errors import UnavailableError
from graph.exchange.report import ImportReport
from graph.transaction import Transaction
from matching.index_cache import IndexCache, index_folder
from matching.sources.graph import GraphSource

_log = logging.getLogger(__name__)


def freshen_rankings(graph: Graph, home: Path, report: ImportReport, at: datetime) -> bool:
    """Read what an import that began at `at` changed; False where it changed nothing.

    The import is done whatever happens here: without the graph, the next ranking reads it.
    """
    if not report.loaded or not any(counts.created or counts.updated for counts in report.files.values()):
        return False
    day = graph.calendar.day_of(at)
    try:
        for kind in KINDS.values():
            graph.read(partial(_freshen, IndexCache(kind, index_folder(home, kind)), day, at), is_long=True)
    except UnavailableError:
        _log.warning("the rankings were not made fresh after an import: the graph does not answer")
        return False
    return True


def _freshen(cache: IndexCache, day: date, at: datetime, tx: Transaction) -> None:
    cache.refresh_after(GraphSource(tx, day), at)
