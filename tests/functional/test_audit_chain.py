"""The audit log's chain: whole after any number of writers and sealers, broken by any tampering."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from graph.driver import Graph
from graph.entities import Actor
from graph.repositories.audit import AuditFilter, ChainReport
from tests.support.cleaning import run_raw
from webapp.operations.maintenance.seal_audit import seal_audit

AT = datetime(2026, 11, 22, 4, 0, 0, 123456, tzinfo=UTC)
SOMEBODY = Actor("account-x", "Gu Mingche 顾明澈", "supervisor", "person-x")


def record(graph: Graph, number: int) -> None:
    at = AT + timedelta(seconds=number)
    graph.write(lambda tx: tx.audit.record(SOMEBODY, "accept_proposal", f"proposal-{number}", at, "a detail"))


def verify(graph: Graph) -> ChainReport:
    return graph.read(lambda tx: tx.audit.verify_chain())


@pytest.fixture
def sealed(graph: Graph) -> Graph:
    """Ten events in the chain."""
    for number in range(10):
        record(graph, number)
    assert seal_audit(graph) == 10
    return graph


@pytest.mark.both_servers
def test_sealed_events_make_a_whole_chain(graph: Graph) -> None:
    for number in range(5):
        record(graph, number)
    seal_audit(graph)
    record(graph, 5)

    report = verify(graph)

    assert report.is_whole
    assert (report.checked, report.unsealed) == (5, 1)
    seal_audit(graph)
    assert verify(graph).checked == 6


@pytest.mark.both_servers
def test_sealers_at_the_same_moment_make_one_chain(graph: Graph, at_once: Callable[..., list[object]]) -> None:
    for number in range(30):
        record(graph, number)

    at_once(seal_audit, [(graph,)] * 6)
    seal_audit(graph)

    report = verify(graph)
    assert report.is_whole
    assert report.checked == 30


@pytest.mark.parametrize(
    ("tampering", "broken_at"),
    [
        ("MATCH (e:AuditEvent {sequence: 4}) SET e.detail = 'another detail'", 4),
        ("MATCH (e:AuditEvent {sequence: 4}) SET e.actor_name = 'Somebody else'", 4),
        ("MATCH (e:AuditEvent {sequence: 4}) SET e.at = datetime('2026-11-22T05:00:00Z')", 4),
        ("MATCH (e:AuditEvent {sequence: 4}) DELETE e", 4),
        ("MATCH (e:AuditEvent {sequence: 10}) DELETE e", 10),
        ("MATCH (a:AuditEvent {sequence: 3}), (b:AuditEvent {sequence: 7}) SET a.sequence = 7, b.sequence = 3", 3),
        ("CREATE (:AuditEvent {id: 'forged', sequence: 11, hash: 'x', state: 'sealed', at: datetime(), actor_id: '', "
         "actor_name: '', role: '', action: 'x', subject_id: '', detail: ''})", 11),
    ],
)  # fmt: skip
def test_tampering_is_found(sealed: Graph, tampering: str, broken_at: int) -> None:
    run_raw(sealed, tampering)

    report = verify(sealed)

    assert not report.is_whole
    assert report.broken_at == broken_at


def test_an_empty_log_is_whole(graph: Graph) -> None:
    assert verify(graph).is_whole


def test_line_breaks_cannot_forge_entries(graph: Graph) -> None:
    graph.write(lambda tx: tx.audit.record(SOMEBODY, "sign_in", "y", AT, "one\r\nroot did this\n2026"))

    entries = graph.read(lambda tx: tx.audit.list_page(AuditFilter()))

    assert entries[0].detail == "one root did this 2026"


def test_sealing_without_a_new_event_writes_nothing(sealed: Graph) -> None:
    def operations() -> object:
        return run_raw(sealed, "MATCH (o:Operation) RETURN count(o) AS count")

    before = operations()

    assert seal_audit(sealed) == 0
    assert operations() == before
