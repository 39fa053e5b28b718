"""What the worker would do with the imports that wait."""

from __future__ import annotations

from graph.driver import Graph
from tests.support.cleaning import run_raw
from webapp.config import Settings
from webapp.operations.exchange.read_table import read_table
from webapp.operations.exchange.run_import import check_or_load
from webapp.operations.exchange.undo_import import undo_import
from webapp.operations.jobs.run import Worker

_WORK = {
    "import_read": read_table,
    "import_check": check_or_load,
    "import_load": check_or_load,
    "import_undo": undo_import,
}


def work_off_imports(graph: Graph, settings: Settings) -> None:
    """Run every import that waits to its end."""
    waiting = "MATCH (j:Job {state: 'waiting'}) WHERE j.kind IN $kinds RETURN j.id AS id, j.kind AS kind"
    for row in run_raw(graph, waiting, kinds=list(_WORK)):
        _WORK[str(row["kind"])](Worker(graph, settings), str(row["id"]))
