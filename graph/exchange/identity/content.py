"""Rows that are told apart by what they say: needs, interactions and documents."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from graph.domain.ownership import Tie, Writer
from graph.driver import Graph
from graph.exchange.checking.spool import Record, Spool
from graph.exchange.format.problems import Problem
from graph.ids import derived_id
from graph.repositories.ownership import Sort
from graph.transaction import Transaction

_BATCH = 1000


def identify_contents(graph: Graph, writer: Writer | None, spool: Spool) -> Iterator[tuple[int, Problem]]:
    """Give ids to rows without; (row number, problem) for those that are the same as an earlier one.

    Two rows of one owner, kind and title are one, whenever they are sent; an id that is not the writer's is their own
    name for what they send.
    """
    for sheet in ("needs", "interactions", "documents"):
        for rows in spool.batches(sheet, _BATCH):
            given = {str(record["id"]) for _, record in rows if record.get("id")}
            ours = graph.read(partial(_ours, writer, sheet, given))
            for number, record in rows:
                if record.get("id") not in ours:
                    problem = _identify(spool, sheet, number, record, writer)
                    if problem:
                        yield number, problem


def _identify(spool: Spool, sheet: str, number: int, record: Record, writer: Writer | None) -> Problem | None:
    item_id = content_id(sheet, record)
    if writer and record.get("id"):
        item_id = derived_id(sheet, writer.subject_id, record["id"])
    first = spool.first_of_key(f"{sheet}|{item_id}", number)
    if first == number:
        spool.rename(number, sheet, record, item_id)
        return None
    (file, line), (other_file, other_line) = spool.line_of(number), spool.line_of(first)
    params = {"file": other_file, "line": str(other_line)}
    return Problem(file, line, "id", "", "same_content", "own_id", params)


def _ours(writer: Writer | None, sheet: str, given: set[str], tx: Transaction) -> set[str]:
    """Which of these ids are those of needs or documents that the writer has; to the installation all say what they
    are."""
    if writer is None:
        return given
    sort = Sort.NEED if sheet == "needs" else Sort.DOCUMENT
    ties = tx.ownership.ties(writer, given)
    return {one for one in given if ties.get((sort, one), Tie.FOREIGN) is not Tie.FOREIGN}


def content_id(sheet: str, record: Record) -> str:
    """The one id of a row without one: the same whenever the same thing is sent again."""
    if sheet == "needs":
        return derived_id("need", record["startup_id"], record["kind"], record["title"])
    if sheet == "documents":
        return derived_id("document", *sorted(record["owner_ids"]), record["kind"], record["title"])
    if record.get("need_id"):
        return derived_id("proposal", record["need_id"], record["provider_id"])
    return derived_id("interaction", record["seeker_id"], record["provider_id"], str(record.get("proposed_on") or ""))
