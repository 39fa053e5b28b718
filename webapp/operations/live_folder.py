"""The live graph as a folder of files, for work that reads everything as of one day."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from graph.driver import Graph
from graph.exchange.writers import export, write_folder
from matching.folder import Folder


@contextmanager
def live_folder(graph: Graph, at: datetime) -> Iterator[Folder]:
    """The graph as files that only this process may read, and that are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="liulu-read-") as name:
        export(graph, at, lambda context: write_folder(context, Path(name), None))
        yield Folder([Path(name)])
