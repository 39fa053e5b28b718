"""The people whom an import made or changed, for whoever goes on with them."""

from __future__ import annotations

from pathlib import Path

from graph.driver import Graph
from graph.entities import Actor
from graph.exchange.loading.journal import read_journal
from webapp.operations.exchange.upload_files import journal_path

_DONE = ("made", "changed")


def loaded_people(graph: Graph, actor: Actor, home: Path, load_id: str) -> tuple[str, frozenset[str]]:
    """The file of a load of the actor's, and the ids of those people; none once what it did is kept no more.

    Raises NotFoundError.
    """
    load = graph.read(lambda tx: tx.jobs.get(load_id, visible_to=actor))
    path = journal_path(home, load.id)
    entries = read_journal(path) if path.is_file() else iter(())
    ids = frozenset(one["id"] for one in entries if one["do"] in _DONE and one["sheet"] == "people")
    return str(load.payload.get("file_name", "")), ids
