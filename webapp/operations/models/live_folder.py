"""The live graph as a folder of files, for work that reads everything as of one day."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from graph.domain.kinds import KINDS
from graph.driver import Graph
from graph.exchange.writing.files import export, write_folder
from graph.transaction import Transaction
from matching.sources.folder import Beside, Folder

# What rankings read and the exchange format does not carry.
_OF_PROFILES = "headline", "headline_zh", "capacity"
_OF_INTERACTIONS = "state", "asked_on", "decline_reason"


@contextmanager
def live_folder(graph: Graph, at: datetime, expire_after_days: int) -> Iterator[Folder]:
    """The graph as files that only this process may read, and that are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="liulu-read-") as name:
        export(graph, at, lambda context: write_folder(context, Path(name), None))
        yield Folder([Path(name)], beside=graph.read(lambda tx: _beside(tx, at)), expire_after_days=expire_after_days)


def _beside(tx: Transaction, at: datetime) -> Beside:
    day = tx.calendar.day_of(at)
    populations = ["startups", *(kind.population for kind in KINDS.values())]
    people = [record for name in populations for page in tx.profiles.pages(name, day) for record in page]
    asked = [record for kind in KINDS for page in tx.interactions.pages(kind) for record in page]
    return Beside(
        profiles={record.id: {name: getattr(record, name) for name in _OF_PROFILES} for record in people},
        interactions={record.id: {name: getattr(record, name) for name in _OF_INTERACTIONS} for record in asked},
    )
