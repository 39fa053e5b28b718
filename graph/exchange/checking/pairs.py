"""A need and a provider have one interaction: a second one under another id would double the person in every list."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from graph.driver import Graph
from graph.exchange.checking.spool import Spool
from graph.exchange.format.problems import Problem, shown
from graph.query_runner import Row
from graph.transaction import Transaction

_BATCH = 1000


def pair_problems(graph: Graph, spool: Spool) -> Iterator[tuple[int, Problem]]:
    """(row number, problem) for each interaction whose pair has another one, in the files or in the graph."""
    for rows in spool.batches("interactions", _BATCH):
        paired = [(number, record) for number, record in rows if record.get("need_id")]
        pairs = [{"need_id": record["need_id"], "provider_id": record["provider_id"]} for _, record in paired]
        held = graph.read(partial(_ids_of_pairs, pairs))
        for number, record in paired:
            pair = record["need_id"], record["provider_id"]
            first = held.get(pair) or spool.first_of_pair(*pair, number)
            if first != record["id"]:
                _, file, line, _ = spool.place_of(number)
                value, params = shown(record["id"]), {"suggestion": first}
                yield number, Problem(file, line, "id", value, "pair_taken", "one_pair", params)


def _ids_of_pairs(pairs: list[Row], tx: Transaction) -> dict[tuple[str, str], str]:
    return tx.exchange_links.ids_of_pairs(pairs)
