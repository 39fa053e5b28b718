"""The one write helper: applied once, whoever meets whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from neo4j.exceptions import IncompleteCommit, Neo4jError

from graph.driver import Graph
from graph.entities import Actor
from graph.errors import AlreadyAppliedError, ContendedError, UnconfirmedError
from graph.ids import derived_id
from graph.transaction import Transaction
from tests.conftest import NOON
from tests.support.cleaning import run_raw

pytestmark = pytest.mark.both_servers


def note(tx: Transaction, subject: str = "thing-1") -> str:
    tx.audit.record(Actor.system(), "set_goal", subject, NOON, detail="two\nlines")
    return subject


def count_events(graph: Graph) -> int:
    return len(run_raw(graph, "MATCH (e:AuditEvent {action: 'set_goal'}) RETURN e.id AS id"))


def test_a_write_gives_its_result_and_is_there(graph: Graph) -> None:
    assert graph.write(note) == "thing-1"
    assert run_raw(graph, "MATCH (e:AuditEvent) RETURN e.detail AS detail") == [{"detail": "two lines"}]


def test_a_write_that_raises_leaves_nothing_behind(graph: Graph) -> None:
    def work(tx: Transaction) -> None:
        note(tx)
        raise AlreadyAppliedError("refused halfway")

    with pytest.raises(AlreadyAppliedError):
        graph.write(work)
    assert count_events(graph) == 0


def test_a_lost_acknowledgement_does_not_apply_a_write_twice(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    commits = []
    original = graph._execute_write

    def lose_the_first(work: Callable[[Transaction], str], *, is_long: bool) -> str:
        result = original(work, is_long=is_long)
        commits.append(result)
        if len(commits) == 1:
            raise IncompleteCommit("the connection broke after the commit")
        return result

    monkeypatch.setattr(graph, "_execute_write", lose_the_first)
    assert graph.write(note) == "thing-1"
    assert len(commits) == 2
    assert count_events(graph) == 1


def test_a_write_that_stays_unconfirmed_says_so(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    def always_lost(_: Callable[[Transaction], str], *, is_long: bool) -> str:
        raise IncompleteCommit("gone")

    monkeypatch.setattr(graph, "_execute_write", always_lost)
    with pytest.raises(UnconfirmedError):
        graph.write(note)


def test_a_keyed_write_is_applied_once_ever_even_at_once(graph: Graph, at_once: Callable[..., list[object]]) -> None:
    outcomes = at_once(lambda: graph.write(note, key="remind:1"), [()] * 12)

    assert outcomes.count("thing-1") == 1
    assert outcomes.count(AlreadyAppliedError) == 11
    assert count_events(graph) == 1


def test_pruning_forgets_old_operations_but_never_a_key(graph: Graph) -> None:
    graph.write(note)
    graph.write(note, key="remind:2")
    later = datetime.now(UTC) + timedelta(days=30)
    graph.write(lambda tx: tx.operations.prune(later))

    with pytest.raises(AlreadyAppliedError):
        graph.write(note, key="remind:2")


def test_a_moment_comes_back_aware_and_in_utc(graph: Graph) -> None:
    before = datetime.now(UTC)
    graph.write(note, key="moment")
    row = graph.read(lambda tx: tx.one("operations.find", id=derived_id("operation", "moment")))
    assert row["at"].tzinfo is UTC
    assert before - timedelta(seconds=1) < row["at"] < datetime.now(UTC) + timedelta(seconds=1)


def gone_meanwhile() -> Neo4jError:
    """What a server says where another writer deleted or moved a record that a query had found."""
    return Neo4jError._basic_hydrate(neo4j_code="Neo.ClientError.Statement.EntityNotFound", message="gone")


def test_a_write_that_read_what_went_meanwhile_is_tried_again(graph: Graph) -> None:
    tries = iter([gone_meanwhile(), gone_meanwhile()])

    def work(tx: Transaction) -> str:
        subject = note(tx)
        for error in tries:
            raise error
        return subject

    assert graph.write(work) == "thing-1"
    assert count_events(graph) == 1


def test_a_read_of_what_went_meanwhile_says_that_others_write(graph: Graph) -> None:
    def work(_tx: Transaction) -> None:
        raise gone_meanwhile()

    with pytest.raises(ContendedError):
        graph.read(work)
