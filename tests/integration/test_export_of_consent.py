"""What is exported and loaded elsewhere offers nobody who did not agree to it, and keeps whose word is whose."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from graph.driver import Graph
from graph.entities import Actor
from tests.conftest import NOON
from tests.support.city import City
from tests.support.cleaning import empty, run_raw
from webapp.operations.exchange.export_folder import export_folder
from webapp.operations.exchange.import_folder import import_folder
from webapp.operations.pools.answer_pool import accept_pool
from webapp.operations.pools.invite_supervisor import Invitation, invite_supervisor

pytestmark = pytest.mark.both_servers
ROOT = Actor.system()
NOTED = "MATCH (a)-[c:CONFLICTS_WITH]->(b) RETURN a.id AS a, b.id AS b, c.noted_by AS by ORDER BY a, b"
TERMS = "MATCH (p:Person)-[m:IN_POOL_OF]->(i) RETURN p.id AS person, i.id AS pool, m.state AS state ORDER BY person"


def moved(graph: Graph, folder: Path) -> list[dict[str, bytes]]:
    """Export, load into an empty graph, export again; what both exports wrote."""
    export_folder(graph, ROOT, folder / "first", NOON)
    empty(graph)
    report = import_folder(graph, ROOT, [folder / "first"], NOON)
    assert [(one.code, one.file, one.line, one.value) for one in report.problems] == []
    export_folder(graph, ROOT, folder / "second", NOON)
    return [{file.name: file.read_bytes() for file in (folder / name).iterdir()} for name in ("first", "second")]


def test_who_was_only_invited_is_not_carried_elsewhere(graph: Graph, city: City, tmp_path: Path) -> None:
    house, other = city.incubator("Ours"), city.incubator("Theirs")
    startup, member = city.startup(incubator=house), city.supervisor("Gu Mingche", pool_of=house)
    city.relate(member.id, "IN_POOL_OF", other.id, state="invited", reserved=False)
    until = NOON.date() + timedelta(days=90)
    invited, agreed = (
        invite_supervisor(graph, house.actor, Invitation(name, f"{name}@example.org", until=until), NOON).person_id
        for name in ("lian", "wen")
    )
    accept_pool(graph, Actor("account-wen", "Wen", "supervisor", agreed), house.id, NOON)
    need = city.need(startup)
    for number, provider in enumerate((invited, member.id)):
        run_raw(
            graph,
            "MATCH (s {id: $startup}), (n {id: $need}), (v:Person {id: $provider}) "
            "CREATE (p:Proposal {id: 'p-' + $number, kind: 'mentor', seeker_decision: 'accepted', state: 'asked'}) "
            "CREATE (p)-[:BY]->(s), (p)-[:TO]->(v), (p)-[:FOR]->(n) "
            "CREATE (s)-[:CONFLICTS_WITH {id: 'c-' + $number, kind: 'declared'}]->(v) "
            "CREATE (:Document {id: 'd-' + $number, kind: 'paper', title: 'A paper'})-[:OWNED_BY]->(v)",
            startup=startup.id, need=need.id, provider=provider, number=str(number),
        )  # fmt: skip

    first, second = moved(graph, tmp_path)

    assert first == second
    assert invited not in "".join(content.decode() for content in first.values())
    people = {row["id"] for row in run_raw(graph, "MATCH (p:Person) RETURN p.id AS id")}
    assert people == {member.id, agreed}
    terms = {(row["person"], row["pool"], row["state"]) for row in run_raw(graph, TERMS)}
    assert terms == {(member.id, house.id, "active"), (agreed, house.id, "active")}
    kept = run_raw(graph, "MATCH (n:Proposal|Document) RETURN n.id AS id ORDER BY id")
    assert [row["id"] for row in kept] == ["d-1", "p-1"]


def test_a_conflict_stays_the_word_of_whoever_noted_it(graph: Graph, city: City, tmp_path: Path) -> None:
    house, startup, person = city.incubator("Ours"), city.startup("A"), city.supervisor("B")
    words = {city.supervisor(f"Noted {by}").id: by for by in (house.id, startup.id, None)}
    words[person.id] = person.id
    for provider, by in words.items():
        city.relate(startup.id, "CONFLICTS_WITH", provider, id=f"c-{provider}", kind="declared", noted_by=by)

    first, second = moved(graph, tmp_path)

    assert first == second
    assert {row["b"]: row["by"] for row in run_raw(graph, NOTED)} == words


def test_files_without_who_noted_come_out_as_they_came_in(graph: Graph, city: City, tmp_path: Path) -> None:
    city.relate(city.startup().id, "CONFLICTS_WITH", city.supervisor().id, id="c-1", kind="declared")

    first, second = moved(graph, tmp_path)

    assert first == second
    assert first["conflicts.csv"].splitlines()[0] == b"left_id,right_id,kind,from,to"


@pytest.mark.parametrize(("noted_by", "code"), [("person-x", "wrong_kind"), ("nobody", "unknown_id")])
def test_only_a_side_or_an_incubator_notes_a_conflict(
    graph: Graph, city: City, tmp_path: Path, noted_by: str, code: str
) -> None:
    startup, person, third = city.startup(), city.supervisor(), city.supervisor("Third")
    by = third.id if noted_by == "person-x" else noted_by
    rows = f"left_id,right_id,kind,noted_by\n{startup.id},{person.id},declared,{by}\n"
    (tmp_path / "conflicts.csv").write_text(rows, encoding="utf-8")

    report = import_folder(graph, ROOT, [tmp_path / "conflicts.csv"], NOON)

    assert [(one.code, one.column) for one in report.problems] == [(code, "noted_by")]
