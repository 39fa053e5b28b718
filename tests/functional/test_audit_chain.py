"""The audit log's chain: whole after any number of writers and sealers, broken by any tampering."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from graph.driver import Graph
from graph.entities import Actor
from graph.repositories.audit import AuditFilter
from graph.repositories.audit_chain import ChainReport
from tests.support.cleaning import run_raw
from webapp.operations.maintenance.seal_audit import seal_audit

AT = datetime(2026, 11, 22, 4, 0, 0, 123456, tzinfo=UTC)
SOMEBODY = Actor("account-x", "Gu Mingche 顾明澈", "supervisor", "person-x")


def record(graph: Graph, number: int) -> None:
    at = AT + timedelta(seconds=number)
    graph.write(lambda tx: tx.audit.record(SOMEBODY, "accept_proposal", f"proposal-{number}", at, "a detail"))


def verify(graph: Graph) -> ChainReport:
    return graph.read(lambda tx: tx.audit_chain.verify())


@pytest.fixture
def sealed(graph: Graph) -> Graph:
    """Ten events in the chain."""
    for number in range(10):
        record(graph, number)
    assert seal_audit(graph, AT) == 10
    return graph


@pytest.mark.both_servers
def test_sealed_events_make_a_whole_chain(graph: Graph) -> None:
    for number in range(5):
        record(graph, number)
    seal_audit(graph, AT)
    record(graph, 5)

    report = verify(graph)

    assert report.is_whole
    assert (report.checked, report.unsealed) == (5, 1)
    seal_audit(graph, AT)
    assert verify(graph).checked == 6


@pytest.mark.both_servers
def test_sealers_at_the_same_moment_make_one_chain(graph: Graph, at_once: Callable[..., list[object]]) -> None:
    for number in range(30):
        record(graph, number)

    at_once(seal_audit, [(graph, AT)] * 6)
    seal_audit(graph, AT)

    report = verify(graph)
    assert report.is_whole
    assert report.checked == 30


@pytest.mark.parametrize(
    ("tampering", "broken_at"),
    [
        ("MATCH (e:AuditEvent {sequence: 4}) SET e.detail = 'another detail'", 4),
        ("MATCH (:AuditEvent {sequence: 4})<-[:SAID_IN]-(w) SET w.actor_name = 'Somebody else'", 4),
        ("MATCH (:AuditEvent {sequence: 4})<-[:SAID_IN]-(w) SET w.detail = 'another detail'", 4),
        ("MATCH (:AuditEvent {sequence: 4})<-[:SAID_IN]-(w) SET w.salt = 'another'", 4),
        ("MATCH (e:AuditEvent {sequence: 4}) SET e.words_hash = ''", 4),
        ("MATCH (e:AuditEvent {sequence: 4}) SET e.at = datetime('2026-11-22T05:00:00Z')", 4),
        ("MATCH (e:AuditEvent {sequence: 4}) DETACH DELETE e", 4),
        ("MATCH (e:AuditEvent {sequence: 10}) DETACH DELETE e", 10),
        ("MATCH (a:AuditEvent {sequence: 3}), (b:AuditEvent {sequence: 7}) SET a.sequence = 7, b.sequence = 3", 3),
        ("CREATE (:AuditEvent {id: 'forged', sequence: 11, hash: 'x', state: 'sealed', at: datetime(), actor_id: '', "
         "role: '', action: 'x', subject_id: '', detail: '', words_hash: ''})", 11),
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

    assert seal_audit(sealed, AT) == 0
    assert operations() == before


@pytest.mark.both_servers
def test_erased_words_are_gone_and_the_chain_stays_whole(sealed: Graph) -> None:
    other = Actor("account-y", "Somebody else", "supervisor", "person-y")
    sealed.write(lambda tx: tx.audit.record(other, "sign_in", "account-y", AT, "from 192.0.2.7"))
    sealed.write(lambda tx: tx.audit.record(SOMEBODY, "sign_in", "account-x", AT, "from 192.0.2.9"))

    assert sealed.write(lambda tx: tx.audit.erase_words("account-x", ["proposal-unknown"])) == 11
    seal_audit(sealed, AT)

    report = verify(sealed)
    assert report.is_whole
    assert (report.checked, report.erased) == (12, 11)
    left = str(run_raw(sealed, "MATCH (n) WHERE n:AuditEvent OR n:AuditWords RETURN properties(n) AS all"))
    assert [word for word in ("Gu Mingche", "192.0.2.9", "Somebody else", "192.0.2.7") if word in left] == [
        "Somebody else", "192.0.2.7",
    ]  # fmt: skip
    run_raw(sealed, "MATCH (e:AuditEvent {sequence: 4}) SET e.subject_id = 'proposal-of-another'")
    assert verify(sealed).broken_at == 4


def test_the_hash_of_equal_words_is_never_the_same(sealed: Graph) -> None:
    hashes = [row["hash"] for row in run_raw(sealed, "MATCH (e:AuditEvent) RETURN e.words_hash AS hash")]

    assert len(set(hashes)) == 10
