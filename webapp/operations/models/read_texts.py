"""Reads what providers tell of themselves, so that questions find them by what is meant."""

from __future__ import annotations

from datetime import date
from functools import partial

from graph.driver import Graph
from graph.transaction import Transaction
from matching.index_cache import IndexCache, index_caches
from matching.reading import read_texts
from matching.sources.graph import GraphSource
from webapp.config import Settings
from webapp.operations.jobs.progress import alone
from webapp.runtime.encoding import sentence_encoder


def read_new_texts(graph: Graph, settings: Settings, most: int) -> int:
    """Read at most `most` new passages of each kind of match; returns how many are left, none where another does so."""
    with alone(settings.home, "read_texts") as is_alone:
        if not is_alone:
            return 0
        caches = index_caches(settings.home, sentence_encoder(settings))
        return sum(graph.read(partial(_read, cache, most, graph.calendar.today()), is_long=True) for cache in caches)


def _read(cache: IndexCache, most: int, day: date, tx: Transaction) -> int:
    return read_texts(GraphSource(tx, day), cache, most)
