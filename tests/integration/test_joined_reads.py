"""Reads of one page share a transaction, and lose nothing by it."""

from __future__ import annotations

from datetime import UTC, datetime

import neo4j
import pytest
from neo4j.exceptions import ServiceUnavailable

from graph.driver import Graph
from graph.errors import NotFoundError, UnavailableError
from graph.joined_reads import JoinedReads
from graph.transaction import Transaction
from tests.support.city import City
from tests.support.days import SHANGHAI

pytestmark = pytest.mark.both_servers
NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


def _same(tx: Transaction) -> Transaction:
    return tx


def test_reads_inside_share_one_transaction_and_those_outside_do_not(graph: Graph) -> None:
    with graph.joined_reads():
        assert graph.read(_same) is graph.read(_same)
    assert graph.read(_same) is not graph.read(_same)


def test_a_read_after_a_write_sees_what_was_written(graph: Graph) -> None:
    with graph.joined_reads():
        graph.read(_same)
        graph.write(lambda tx: tx.operations.begin("operation-of-a-test", "written", keep=True))
        assert graph.read(lambda tx: tx.operations.find_writer("operation-of-a-test")) == "written"


def test_a_refusal_leaves_the_transaction_usable(graph: Graph) -> None:
    startup = City(graph, NOW).startup("Lantern Optics")
    with graph.joined_reads():
        before = graph.read(_same)
        with pytest.raises(NotFoundError):
            graph.read(lambda tx: tx.profiles.get_startup("nobody", NOW.date()))
        assert graph.read(lambda tx: tx.profiles.get_startup(startup.id, NOW.date()).name) == "Lantern Optics"
        assert graph.read(_same) is before


def test_work_that_fails_for_a_passing_reason_is_run_again_in_a_new_transaction(graph: Graph) -> None:
    seen: list[Transaction] = []

    def fail_once(tx: Transaction) -> int:
        seen.append(tx)
        if len(seen) == 1:
            raise ServiceUnavailable("the connection was cut")
        return len(seen)

    with graph.joined_reads():
        assert graph.read(fail_once) == 2
    assert seen[0] is not seen[1]


def test_a_session_that_can_not_begin_is_the_one_that_is_closed() -> None:
    opened: list[neo4j.Session] = []

    def refuse(_address: neo4j.Address) -> list[neo4j.Address]:
        raise UnavailableError("The graph does not answer.")

    with neo4j.GraphDatabase.driver("bolt://127.0.0.1:9", resolver=refuse) as driver:

        def open_session() -> neo4j.Session:
            opened.append(driver.session())
            return opened[-1]

        reads = JoinedReads(open_session, SHANGHAI, retry_seconds=0)
        for _ in range(2):
            with pytest.raises(UnavailableError):
                reads.run(_same)
        reads.close()
    assert [session.closed() for session in opened] == [True]
