"""Imports beside everything else: two confirms at once, pairs that are there, rankings, cells without end."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.driver import Graph
from graph.entities import Actor
from graph.errors import LoadStoppedError, NotFoundError, UnavailableError
from graph.exchange.checking.spool import Spool
from graph.exchange.loading.load import load
from graph.exchange.report import ImportReport
from graph.exchange.writing.workbook_cells import LONGEST_CELL, CellTooLongError
from graph.ids import milliseconds
from graph.transaction import Transaction
from matching.index.snapshot import current_version
from matching.index_cache import index_caches
from matching.matcher import Matcher
from tests.integration.test_import_upload import send
from tests.support.city import City
from tests.support.cleaning import run_raw
from webapp.operations.exchange.export_folder import export_folder
from webapp.operations.exchange.import_folder import import_folder
from webapp.operations.exchange.import_upload import request_load
from webapp.operations.exchange.run_import import run_import
from webapp.operations.models.freshen_rankings import freshen_rankings

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
HEAD = ["id", "kind", "need_id", "seeker_id", "provider_id"]


def bring_in(graph: Graph, folder: Path, at: datetime = NOON, **files: list[list[str]]) -> ImportReport:
    """Write these files and import them."""
    for name, rows in files.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
    return import_folder(graph, Actor.system(), [folder / f"{name}.csv" for name in files], at)


@pytest.mark.both_servers
def test_two_confirms_at_once_make_one_job(city: City, tmp_path: Path, at_once: Callable[..., list[object]]) -> None:
    graph, incubator = city.graph, city.incubator("Harbour")
    check = send(graph, incubator.actor, tmp_path, "people.csv", "id,name,roles\np-1,Ada,supervisor\n")

    def confirm(_number: int) -> str:
        return request_load(graph, incubator.actor, check.id, skip_bad_rows=False, at=NOON)

    answers = at_once(confirm, [(number,) for number in range(6)])

    assert len(set(answers)) == 1
    assert run_raw(graph, "MATCH (j:Job {kind: 'import_load'}) RETURN count(j) AS count")[0]["count"] == 1


@pytest.mark.both_servers
def test_nobody_is_imported_under_the_id_of_another_kind_of_profile(city: City, tmp_path: Path) -> None:
    investor, person = city.investor(), city.supervisor()
    rows = [["id", "name", "roles"], [investor.id, "Ada", "supervisor"], [person.id, "Bo", "supervisor"]]

    report = bring_in(city.graph, tmp_path, people=rows)

    assert not report.loaded
    assert [(problem.line, problem.column, problem.code) for problem in report.problems] == [(2, "id", "wrong_kind")]
    assert "investors.csv" in report.problems[0].message
    assert run_raw(city.graph, "MATCH (p:Person {id: $id}) RETURN p.id AS id", id=investor.id) == []


@pytest.mark.both_servers
def test_an_imported_interaction_is_the_one_proposal_of_its_pair(city: City, tmp_path: Path) -> None:
    graph = city.graph
    startup, adviser = city.startup(), city.supervisor()
    need = city.need(startup)
    row = ["mentor", need.id, startup.id, adviser.id]
    assert bring_in(graph, tmp_path, interactions=[HEAD, ["from-file", *row]]).loaded

    assert (
        graph.write(lambda tx: tx.proposals.ensure(tx.eligibility.get(need.id, adviser.id, NOON.date()), NOON))
        == "from-file"
    )
    again = bring_in(graph, tmp_path, interactions=[HEAD, ["other", *row]])
    assert [(one.code, one.params) for one in again.problems] == [("pair_taken", {"suggestion": "from-file"})]


def test_talks_with_an_investor_go_on_after_an_import_and_investments_of_elsewhere_are_none(
    city: City, tmp_path: Path
) -> None:
    startup, investor, elsewhere = city.startup(), city.investor(capacity=2), city.investor()
    need = city.need(startup, kind="investor")
    both = ["accepted", "accepted", "2026-11-01"]
    head = [*HEAD, "seeker_decision", "provider_decision", "decided_on", "outcome", "amount", "currency"]
    rows = [
        ["talks", "investor", need.id, startup.id, investor.id, *both, "none", "", ""],
        ["history", "investor", "", startup.id, elsewhere.id, *both, "invested", "2500000", "CNY"],
    ]

    assert bring_in(city.graph, tmp_path, interactions=[head, *rows]).loaded

    system = Actor.system()
    work = city.graph.read(lambda tx: tx.engagements.get("talks", visible_to=system))
    assert (work.is_open, work.kind, work.provider_id) == (True, "investor", investor.id)
    assert city.graph.read(lambda tx: tx.providers.places(investor.id)).taken == 1
    with pytest.raises(NotFoundError):
        city.graph.read(lambda tx: tx.engagements.get("history", visible_to=system))


def test_two_rows_of_one_pair_are_refused(city: City, tmp_path: Path) -> None:
    startup, adviser = city.startup(), city.supervisor()
    row = ["mentor", city.need(startup).id, startup.id, adviser.id]

    report = bring_in(city.graph, tmp_path, interactions=[HEAD, ["i-1", *row], ["i-2", *row]])

    assert [(one.line, one.code) for one in report.problems] == [(3, "pair_taken")]


def test_an_import_that_took_long_is_in_the_next_ranking_of_every_process(city: City, tmp_path: Path) -> None:
    graph = city.graph
    need, old, other = city.need(city.startup()), city.supervisor("Old Name"), city.supervisor("Other")
    matcher, now = Matcher(graph, tmp_path, expire_after_days=14), datetime.now(UTC)
    run_raw(graph, "MATCH (n:Person {id: $id}) SET n.changed_at = $at", id=other.id, at=milliseconds(now))
    matcher.propose(need.id, at=now)

    began = now - timedelta(minutes=2)
    rows = [["id", "name", "roles"], [old.id, "New Name", "supervisor"]]
    report = bring_in(graph, tmp_path, began, people=rows)
    freshen_rankings(graph, index_caches(tmp_path), report, began)

    names = {proposal.name for proposal in matcher.propose(need.id, at=now).proposals}
    assert names == {"New Name", "Other"}


def test_an_uploaded_import_leaves_the_rankings_ready(city: City, tmp_path: Path) -> None:
    graph, incubator = city.graph, city.incubator("Harbour")
    check = send(graph, incubator.actor, tmp_path, "people.csv", "id,name,roles\np-1,Ada,supervisor\n")

    run_import(graph, tmp_path, request_load(graph, incubator.actor, check.id, skip_bad_rows=False, at=NOON), NOON)

    assert current_version(tmp_path / "index" / "mentor") is not None


def test_a_text_too_long_for_a_workbook_is_refused_rather_than_cut(graph: Graph, tmp_path: Path) -> None:
    text = "x" * (LONGEST_CELL + 1)
    assert bring_in(graph, tmp_path, startups=[["id", "name", "summary"], ["s-1", "One", text]]).loaded

    with pytest.raises(CellTooLongError) as refused:
        export_folder(graph, Actor.system(), tmp_path / "book.xlsx", NOON, as_workbook=True)

    place = {"sheet": "startups", "id": "s-1", "column": "summary"}
    assert refused.value.params == {**place, "length": len(text), "limit": LONGEST_CELL}
    assert not (tmp_path / "book.xlsx").exists()
    export_folder(graph, Actor.system(), tmp_path / "out", NOON)
    assert text in (tmp_path / "out" / "startups.csv").read_text(encoding="utf-8")


def test_a_load_during_which_the_graph_goes_away_says_what_to_do(graph: Graph) -> None:
    def away(_tx: Transaction, _loaded: object) -> None:
        raise UnavailableError("The graph does not answer.")

    with Spool() as spool, pytest.raises(LoadStoppedError, match="LIULU_GRAPH_HEAP=2g"):
        load(graph, spool, NOON, away)
