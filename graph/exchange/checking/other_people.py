"""A row under the id of somebody else: lists that number their rows use the same ids again for other people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from graph.driver import Graph
from graph.exchange.checking.spool import Record, Spool
from graph.exchange.format.problems import Problem, shown
from graph.taxonomy.model import topic_id
from graph.transaction import Transaction

_BATCH = 1000
_NAMES = ("name", "name_zh")


def other_person_problems(graph: Graph, spool: Spool) -> Iterator[tuple[int, Problem]]:
    """(row number, problem) for each person whose names and e-mail are all others than the graph's under that id."""
    for rows in spool.batches("people", _BATCH):
        held = graph.read(partial(_people, [record["id"] for _, record in rows]))
        for number, record in rows:
            if record["id"] in held and is_somebody_else(held[record["id"]], record):
                _, file, line, _ = spool.place_of(number)
                yield number, Problem(file, line, "id", shown(record["id"]), "another_person", "own_id_or_two_steps")


def is_somebody_else(held: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    """Whether no name is the same, and both have an e-mail, which is not the same either."""
    emails = [str(one.get("email") or "").casefold() for one in (held, record)]
    names = [{topic_id(one[name]) for name in _NAMES if one.get(name)} for one in (held, record)]
    return all(emails) and emails[0] != emails[1] and not names[0] & names[1]


def _people(ids: list[str], tx: Transaction) -> dict[str, Record]:
    return tx.exchange.list_records("people", ids)
