"""A graph that version 0.1.0 filled and backed up: it is restored, migrated and read by this version."""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph.backup import dump, restore
from graph.backup.archive import MANIFEST, NODES, RELATIONSHIPS, rows
from graph.domain.states.accounts import AccountState
from graph.domain.states.jobs import JobState, MailState, MessageState
from graph.domain.states.models import ModelState
from graph.domain.states.requests import NeedState, RequestState
from graph.domain.states.work import EngagementState, SessionState
from graph.driver import Graph
from graph.entities import Actor
from graph.errors import MigrationError
from graph.migrate import apply, load_migrations
from graph.repositories.audit import AuditFilter
from graph.transaction import Transaction
from tests.support.cleaning import run_raw
from tests.support.graph_of_0_1_0 import AT, BACKUP, restored
from webapp.operations.maintenance.seal_audit import seal_audit

pytestmark = pytest.mark.both_servers

TODAY = AT.date()
SYSTEM = Actor.system()
MANY = 500


def states_of(label: str) -> Counter[str]:
    """How many nodes of a label 0.1.0 had written in each state."""
    nodes = (row for row in rows(BACKUP, NODES) if label in row["labels"])  # type: ignore[operator]
    return Counter(node["properties"]["state"] for node in nodes)  # type: ignore[index]


def content(path: Path) -> tuple[list[str], list[str]]:
    """Both streams in an order that does not depend on the server."""
    return sorted(map(repr, rows(path, NODES))), sorted(map(repr, rows(path, RELATIONSHIPS)))


def ids_of(graph: Graph, label: str) -> list[str]:
    return [str(row["id"]) for row in run_raw(graph, f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id")]


@pytest.fixture
def old_graph(graph: Graph) -> Iterator[Graph]:
    with restored(graph) as old:
        yield old


def test_the_backup_is_of_0_1_0_and_holds_each_state() -> None:
    manifest = json.loads(zipfile.ZipFile(BACKUP).read(MANIFEST))
    assert manifest["migrations"] == [f"{number:04d}" for number in range(1, 9)]
    for label, states in {
        "Proposal": "shown saved dismissed asked accepted declined withdrawn expired",
        "Need": "draft open closed",
        "Engagement": "open closed",
        "Session": "planned held cancelled",
        "Model": "candidate serving rejected retired",
        "Job": "waiting running done failed cancelled",
        "Outbox": "waiting done failed",
        "Mail": "waiting sent failed",
        "Account": "invited active disabled",
    }.items():
        assert set(states_of(label)) == set(states.split()), label


def test_nodes_and_relationships_are_as_many_as_before(old_graph: Graph) -> None:
    labels = Counter(label for row in rows(BACKUP, NODES) for label in row["labels"])  # type: ignore[attr-defined]
    kinds = Counter(str(row["type"]) for row in rows(BACKUP, RELATIONSHIPS))

    found = run_raw(old_graph, "MATCH (n) UNWIND labels(n) AS label RETURN label, count(*) AS count")
    related = run_raw(
        old_graph, "MATCH (a)-[r]->() WHERE NOT a:__Neo4jMigration RETURN type(r) AS name, count(*) AS count"
    )
    by_label = {str(row["label"]): row["count"] for row in found}

    assert {label: by_label.get(label) for label in labels if label != "Operation"} == {
        label: count for label, count in labels.items() if label != "Operation"
    }
    terms = [row["properties"] for row in rows(BACKUP, RELATIONSHIPS) if row["type"] == "IN_POOL_OF"]
    notes = sum(bool(term.get("note")) for term in terms)  # type: ignore[attr-defined]
    # The note of a term is one of its contacts since.
    assert {row["name"]: row["count"] for row in related} == {**kinds, "CONTACT_WITH": notes}


def test_needs_requests_and_work_load_in_states_that_are_known(old_graph: Graph) -> None:
    needs: Counter[str] = Counter()
    proposals: Counter[str] = Counter()
    work: Counter[str] = Counter()
    meetings: Counter[str] = Counter()

    def read(tx: Transaction) -> None:
        for startup_id in startups:
            for need in tx.needs.list_of_startup(startup_id, visible_to=SYSTEM, limit=MANY):
                needs[NeedState(need.state)] += 1
                proposals.update(RequestState(one.state) for one in tx.proposals.list_of_need(need.id))
            for engagement in tx.engagements.list_of_startup(startup_id, visible_to=SYSTEM, limit=MANY):
                work[EngagementState(engagement.state)] += 1
                meetings.update(SessionState(one.state) for one in tx.sessions.list_of_engagement(engagement.id))

    startups = ids_of(old_graph, "Startup")
    old_graph.read(read)

    assert needs == states_of("Need")
    assert proposals == states_of("Proposal")
    assert work == states_of("Engagement")
    assert meetings == states_of("Session")


def test_requests_load_as_their_providers_read_them(old_graph: Graph) -> None:
    asked = run_raw(old_graph, "MATCH (:Proposal)-[:TO]->(v) RETURN DISTINCT v.id AS id")
    providers = [str(row["id"]) for row in asked]
    found: Counter[str] = Counter()

    def read(tx: Transaction) -> None:
        for provider_id in providers:
            found.update(RequestState(one.state) for one in tx.requests.list_waiting(provider_id, MANY))
            found.update(RequestState(one.state) for one in tx.requests.list_answered(provider_id, MANY))

    old_graph.read(read)

    known = states_of("Proposal")
    assert found == {state: known[state] for state in known if RequestState(state).was_asked}


def test_terms_stand_as_they_stood(old_graph: Graph) -> None:
    members = old_graph.read(lambda tx: tx.pools.list_members("incubator-caohe", AT))
    terms = {member.name: member.term for member in members}

    assert terms["Term Invited"].is_invited
    assert terms["Term Active"].is_running(TODAY)
    assert terms["Term Active"].reserved
    assert terms["Term Lapsed"].is_over(TODAY)
    assert terms["Term Lapsed"].until == date(2026, 6, 30)
    assert terms["Term Ended"].is_over(TODAY)
    old_names = run_raw(old_graph, "MATCH ()-[m:IN_POOL_OF]->() WHERE m.status IS NOT NULL RETURN count(m) AS count")
    assert old_names == [{"count": 0}]


def test_jobs_models_messages_and_accounts_load_in_states_that_are_known(old_graph: Graph) -> None:
    def read(tx: Transaction) -> dict[str, Counter[str]]:
        accounts = tx.accounts.list_page(limit=MANY)
        return {
            "Job": Counter(JobState(one.state) for one in tx.jobs.list_newest(limit=MANY)),
            "Model": Counter(ModelState(one.state) for one in tx.models.list_newest()),
            "Outbox": Counter(MessageState(one.state) for one in tx.outbox.list_newest(limit=MANY)),
            "Mail": Counter(MailState(one.state) for one in tx.mail.list_newest(limit=MANY)),
            "Account": Counter(AccountState(one.state) for one in accounts),
        }

    for label, found in old_graph.read(read).items():
        assert found == states_of(label), label
    assert old_graph.read(lambda tx: tx.models.slot("mentor").before) == ("", "model-retired")


def test_the_audit_chain_goes_on_from_where_it_was(old_graph: Graph) -> None:
    before = old_graph.read(lambda tx: tx.audit_chain.verify())
    sealed = seal_audit(old_graph, AT)
    after = old_graph.read(lambda tx: tx.audit_chain.verify())

    assert (before.is_whole, after.is_whole) == (True, True)
    # What waited for its seal, and the event that tells of the former chain.
    assert (sealed, after.checked) == (2, before.checked + 2)


def test_the_audit_log_keeps_its_words_apart(old_graph: Graph) -> None:
    before = old_graph.read(lambda tx: tx.audit.list_page(AuditFilter(), limit=MANY))
    seal_audit(old_graph, AT)

    after = old_graph.read(lambda tx: tx.audit.list_page(AuditFilter(), limit=MANY))
    assert [(one.id, one.actor_id, one.actor_name, one.detail) for one in before] == [
        (one.id, one.actor_id, one.actor_name, one.detail) for one in after if one.action != "reseal_audit"
    ]
    assert run_raw(old_graph, "MATCH (e:AuditEvent) WHERE e.actor_name IS NOT NULL RETURN e.id AS id") == []


@pytest.mark.parametrize("tampering", ["SET e.detail = 'another'", "SET e.at = datetime('2026-01-01T00:00:00Z')"])
def test_a_break_of_the_former_chain_is_not_sealed_away(old_graph: Graph, tampering: str) -> None:
    run_raw(old_graph, f"MATCH (e:AuditEvent {{sequence: 2}}) {tampering}")

    assert old_graph.read(lambda tx: tx.audit_chain.verify()).broken_at == 2
    seal_audit(old_graph, AT)

    assert old_graph.read(lambda tx: tx.audit_chain.verify()).broken_at == 2
    [event] = old_graph.read(lambda tx: tx.audit.list_page(AuditFilter(action="reseal_audit")))
    assert event.detail.endswith("; broken at 2")


def test_migrations_may_run_again_without_harm(old_graph: Graph, tmp_path: Path) -> None:
    dump(old_graph, tmp_path / "once.backup", AT)
    for migration in load_migrations():
        apply(old_graph, migration)
    dump(old_graph, tmp_path / "twice.backup", AT)

    assert content(tmp_path / "twice.backup") == content(tmp_path / "once.backup")


def test_a_backup_of_a_newer_version_is_refused(graph: Graph, tmp_path: Path) -> None:
    newer = tmp_path / "newer.backup"
    with zipfile.ZipFile(BACKUP) as source, zipfile.ZipFile(newer, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == MANIFEST:
                manifest = json.loads(data)
                data = json.dumps({**manifest, "migrations": [*manifest["migrations"], "9999"]}).encode()
            target.writestr(name, data)

    with pytest.raises(MigrationError, match="9999"):
        restore(graph, newer)
    assert graph.read(lambda tx: tx.installation.is_empty())
