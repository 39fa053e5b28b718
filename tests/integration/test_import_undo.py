"""An import is taken back: what it made goes unless it is used, what it changed is as before unless changed since."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.driver import Graph
from graph.entities.proposal import Asking
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.desk import NOW, Desk
from webapp.operations.exchange.undo_import import read_undone, request_undo
from webapp.operations.pools.invite_members import invite_members
from webapp.operations.requests.ask_for_introduction import ask_for_introduction

pytestmark = pytest.mark.both_servers


@pytest.fixture
def desk(city: City, tmp_path: Path) -> Desk:
    return Desk(city, tmp_path)


def test_an_import_is_taken_back_and_leaves_nothing(desk: Desk) -> None:
    known = desk.city.supervisor("Known", pool_of=desk.incubator)
    run_raw(desk.graph, "MATCH (p {id: $id}) SET p.email = 'known@example.org', p.summary = 'Before'", id=known.id)
    before = everything(desk.graph)
    text = (
        "name,roles,email,summary,topics\nKnown,supervisor,known@example.org,After,pricing\n"
        "New,supervisor,,New,pricing\n"
    )
    load = desk.load(desk.check(text))
    assert [name for name, _ in desk.people()] == ["Known", "New"]

    undone = desk.undo(load)

    assert (undone.result["gone"], undone.result["restored"], undone.result["used"]) == (1, 1, 0)
    assert everything(desk.graph) == before
    assert request_undo(desk.graph, desk.actor, desk.home, load.id, NOW) == undone.id
    log = run_raw(desk.graph, "MATCH (e:AuditEvent {action: 'take_import_back'}) RETURN e.subject_id AS id")
    assert log == [{"id": load.id}]


def test_who_is_used_since_and_what_was_changed_since_stay_and_are_named(desk: Desk) -> None:
    city = desk.city
    known = city.supervisor("Known", pool_of=desk.incubator)
    text = f"id,name,roles,summary,website\n{known.id},Known,supervisor,After,known.example\n"
    text += "1,Asked,supervisor,,\n2,Edited,supervisor,,\n3,Unused,supervisor,,\n"
    load = desk.load(desk.check(text))
    answer_for_all(desk)
    rows = run_raw(desk.graph, "MATCH (p:Person) RETURN p.id AS id, p.name AS name")
    ids = {str(row["name"]): str(row["id"]) for row in rows}
    need = city.need(city.startup(incubator=desk.incubator))
    ask_for(desk, need, ids["Asked"])
    run_raw(desk.graph, "MATCH (p {id: $id}) SET p.summary = 'By hand', p.changed_at = 5", id=ids["Edited"])
    run_raw(desk.graph, "MATCH (p {id: $id}) SET p.summary = 'Later', p.changed_at = 5", id=known.id)

    undone = desk.undo(load)

    told = read_undone(desk.home, undone.id)
    assert {(one["name"], one["why"]) for one in told["used"]} == {("Asked", "request"), ("Edited", "changed")}
    assert [(one["name"], one["columns"]) for one in told["kept"]] == [("Known", ["summary"])]
    assert [name for name, _ in desk.people()] == ["Asked", "Edited", "Known"]
    left = run_raw(desk.graph, "MATCH (p {id: $id}) RETURN p.summary AS summary, p.website AS website", id=known.id)
    assert left == [{"summary": "Later", "website": None}]


def test_who_was_only_invited_goes_with_their_invitation_and_who_opened_an_account_stays(desk: Desk) -> None:
    text = "id,name,roles,email\n1,Invited,supervisor,invited@example.org\n2,Opened,supervisor,opened@example.org\n"
    text += "3,Nobody,supervisor,\n"
    load = desk.load(desk.check(text))
    rows = run_raw(desk.graph, "MATCH (p:Person) WHERE p.email IS NOT NULL RETURN p.id AS id")
    assert len(invite_members(desk.graph, desk.actor, [str(row["id"]) for row in rows], NOW, link_days=14).invited) == 2
    run_raw(desk.graph, "MATCH (a:Account {email: 'opened@example.org'}) SET a.state = 'active'")

    undone = desk.undo(load)

    assert (undone.result["gone"], undone.result["used"]) == (2, 1)
    assert [one["name"] for one in read_undone(desk.home, undone.id)["used"]] == ["Opened"]
    assert desk.people() == [("Opened", "opened@example.org")]
    accounts = run_raw(desk.graph, "MATCH (a:Account) WHERE a.email ENDS WITH '@example.org' RETURN a.email AS email")
    assert accounts == [{"email": "opened@example.org"}]


def test_an_undo_beside_requests_leaves_each_asked_or_gone(desk: Desk, at_once: Callable[..., list[object]]) -> None:
    rows = "".join(f"{number},Person {number},supervisor\n" for number in range(12))
    load = desk.load(desk.check("id,name,roles\n" + rows))
    answer_for_all(desk)
    ids = [str(row["id"]) for row in run_raw(desk.graph, "MATCH (p:Person) RETURN p.id AS id ORDER BY id")]
    needs = [desk.city.need(desk.city.startup(incubator=desk.incubator)) for _ in ids]

    def act(number: int) -> object:
        if number < 0:
            return desk.undo(load).state
        try:
            return ask_for(desk, needs[number], ids[number])
        except Exception as error:  # noqa: BLE001 - refused because they are gone
            return error

    at_once(act, [(number,) for number in (-1, *range(12))])

    states = run_raw(
        desk.graph,
        "UNWIND $ids AS id OPTIONAL MATCH (p:Person {id: id}) RETURN p IS NOT NULL AS there, "
        "COUNT { (p)<-[:TO]-(:Proposal) } AS asked",
        ids=ids,
    )
    assert all(bool(row["there"]) == bool(row["asked"]) for row in states), states
    lonely = run_raw(desk.graph, "MATCH (q:Proposal) WHERE NOT EXISTS { (q)-[:TO]->() } RETURN count(q) AS n")
    assert lonely == [{"n": 0}]


def answer_for_all(desk: Desk) -> None:
    """Let the incubator answer for whoever came in, so that requests reach them."""
    run_raw(desk.graph, "MATCH (p:Person) SET p.answered_by = $id", id=desk.incubator.id)


def ask_for(desk: Desk, need: Made, person_id: str) -> object:
    """The startup of a need asks somebody."""
    return ask_for_introduction(desk.graph, need.actor, need.id, person_id, Asking("Please"), NOW, most_open=3)


def everything(graph: Graph) -> list[dict[str, object]]:
    """All profiles with what hangs on them, but for stamps and locks."""
    return run_raw(
        graph,
        "MATCH (n:Person|Startup|Topic|Career|SenderId) RETURN coalesce(n.id, '') AS id, n.name AS name, "
        "n.email AS email, n.summary AS summary, COUNT { (n)--() } AS ties ORDER BY id",
    )
