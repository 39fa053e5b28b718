"""An id is one among all profiles: relations, requests and accounts point at a person or organisation by it alone."""

from __future__ import annotations

from collections.abc import Iterator

from graph.driver import Graph
from graph.exchange.checking.spool import Spool
from graph.exchange.format.problems import Problem, shown
from graph.exchange.format.schema import PROFILES
from graph.transaction import Transaction

_BATCH = 2000


def taken_id_problems(graph: Graph, spool: Spool) -> Iterator[tuple[int, Problem]]:
    """(row number, problem) for each profile whose id the graph holds as a profile of another kind."""
    for sheet in PROFILES:
        for numbers in spool.id_batches(sheet, _BATCH):
            for item_id, held in _held_elsewhere(graph, sheet, list(numbers)).items():
                _, file, line, _ = spool.place_of(numbers[item_id])
                params = {"held": f"{held}.csv", "files": f"{sheet}.csv"}
                yield numbers[item_id], Problem(file, line, "id", shown(item_id), "wrong_kind", "own_id", params)


def _held_elsewhere(graph: Graph, sheet: str, ids: list[str]) -> dict[str, str]:
    def read(tx: Transaction) -> dict[str, str]:
        others = [name for name in PROFILES if name != sheet]
        return {item_id: name for name in others for item_id in tx.exchange.known_ids(name, ids)}

    return graph.read(read)
