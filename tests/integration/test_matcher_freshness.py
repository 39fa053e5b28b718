"""The index follows the graph, is shared by processes, and the command says what the page says."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.domain.kinds import KINDS, MENTOR
from graph.driver import Graph
from graph.entities import Actor
from graph.transaction import Transaction
from matching import index_cache
from matching.index.snapshot import current_version
from matching.matcher import Matcher
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.models import make_model, put
from webapp.cli.propose import to_json

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


def _pause(graph: Graph, supervisor_id: str, at: datetime) -> None:
    """As an operation does it: in one audited write."""

    def work(tx: Transaction) -> None:
        tx.audit.record(Actor.system(), "pause_supervisor", supervisor_id, at)

    run_raw(
        graph,
        "MATCH (n {id: $id}) SET n.state = 'paused', n.changed_at = $at",
        id=supervisor_id,
        at=int(at.timestamp() * 1000),
    )
    graph.write(work)


def test_two_processes_share_one_snapshot(city: City, tmp_path: Path) -> None:
    need = city.need(city.startup())
    city.supervisor()
    first, second = (
        Matcher(city.graph, tmp_path, expire_after_days=14),
        Matcher(city.graph, tmp_path, expire_after_days=14),
    )

    first.propose(need.id, at=NOON)
    version = current_version(tmp_path / "index" / "mentor")
    second.propose(need.id, at=NOON)

    assert version is not None
    assert current_version(tmp_path / "index" / "mentor") == version


def test_a_warmed_matcher_holds_every_kinds_index_before_anybody_asks(city: City, tmp_path: Path) -> None:
    city.supervisor()
    city.investor()

    Matcher(city.graph, tmp_path, expire_after_days=14).warm(at=NOON)

    assert all(current_version(tmp_path / "index" / kind) for kind in KINDS)


def test_a_warmed_matcher_holds_what_a_serving_model_reads(city: City, tmp_path: Path) -> None:
    city.supervisor()
    promoted = put(city.graph, make_model("warmed"))
    city.graph.write(lambda tx: tx.models.promote(promoted, NOON, "Root"))
    matcher = Matcher(city.graph, tmp_path, expire_after_days=14)

    matcher.warm(at=NOON)

    state = matcher._cache(MENTOR).state
    assert state is not None
    assert {"affinity", "expected"} <= state.history(NOON.date(), 14).remembered.keys()


def test_somebody_removed_from_the_graph_is_gone_from_the_list(city: City, tmp_path: Path) -> None:
    need = city.need(city.startup())
    stays, goes = city.supervisor(), city.supervisor()
    matcher = Matcher(city.graph, tmp_path, expire_after_days=14)
    assert matcher.propose(need.id, at=NOON).considered == 2

    run_raw(city.graph, "MATCH (n {id: $id}) DETACH DELETE n", id=goes.id)

    ranking = matcher.propose(need.id, at=NOON)
    assert [proposal.provider_id for proposal in ranking.proposals] == [stays.id]
    assert matcher.search_names("mentor", "Supervisor") == matcher.search_names("mentor", "supervisor")
    assert len(matcher.search_names("mentor", "supervisor")) == 1


def test_a_snapshot_that_cannot_be_read_is_built_anew(city: City, tmp_path: Path) -> None:
    need = city.need(city.startup())
    city.supervisor()
    Matcher(city.graph, tmp_path, expire_after_days=14).propose(need.id, at=NOON)
    folder = tmp_path / "index" / "mentor"
    (folder / str(current_version(folder)) / "head.json").write_text("{}", encoding="utf-8")

    assert Matcher(city.graph, tmp_path, expire_after_days=14).propose(need.id, at=NOON).considered == 1


def test_a_snapshot_of_another_format_is_built_anew(city: City, tmp_path: Path) -> None:
    need = city.need(city.startup())
    city.supervisor()
    Matcher(city.graph, tmp_path, expire_after_days=14).propose(need.id, at=NOON)
    folder = tmp_path / "index" / "mentor"
    old = current_version(folder)
    head = folder / str(old) / "head.json"
    head.write_text(json.dumps({**json.loads(head.read_text(encoding="utf-8")), "format": 1}), encoding="utf-8")

    assert Matcher(city.graph, tmp_path, expire_after_days=14).propose(need.id, at=NOON).considered == 1
    assert current_version(folder) != old


def test_a_large_population_is_looked_through_after_a_write(
    city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_cache, "_SMALL", 0)
    monkeypatch.setattr(index_cache, "_SHARE", 0.0)
    need = city.need(city.startup())
    first, second = city.supervisor(), city.supervisor()
    matcher = Matcher(city.graph, tmp_path, expire_after_days=14)
    assert matcher.propose(need.id, at=NOON).eligible == 2

    _pause(city.graph, first.id, NOON + timedelta(minutes=1))

    ranking = matcher.propose(need.id, at=NOON + timedelta(minutes=1))
    assert [proposal.provider_id for proposal in ranking.proposals] == [second.id]
    assert ranking.excluded == {"paused": 1}


def test_the_command_answers_in_the_agreed_shape(city: City, tmp_path: Path) -> None:
    need = city.need(city.startup())
    supervisor = city.supervisor()
    city.supervisor(state="paused")
    matcher = Matcher(city.graph, tmp_path, expire_after_days=14)
    ranking = matcher.propose(need.id, at=NOON)

    answer = json.loads(json.dumps(to_json(ranking, matcher.find_paths(ranking))))

    assert set(answer) == {"kind", "need", "model", "considered", "excluded", "seconds", "proposals"}
    assert set(answer["model"]) == {"id", "name", "data_until"}
    assert answer["excluded"] == {"paused": 1}
    proposal = answer["proposals"][0]
    assert (proposal["position"], proposal["provider_id"]) == (1, supervisor.id)
    assert proposal["score"] == pytest.approx(proposal["fit"], abs=1e-3)
    assert proposal["fit_word"] == "possible"
    assert set(proposal["path"][0]) == {"id", "label", "name", "via"}
    assert all(set(reason) == {"feature", "text", "text_zh", "contribution"} for reason in proposal["reasons"])
