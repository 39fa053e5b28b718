"""Nobody is in a pool without having said so, and no pool tells what is another's."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from graph.domain.ownership import Tie, Writer
from graph.domain.roles import INCUBATOR
from graph.driver import Graph
from graph.errors import NotFoundError
from graph.transaction import Transaction
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.days import SHANGHAI
from tests.support.web import Browser, Web
from webapp.operations.exchange.export_own_records import export_own_records
from webapp.operations.pools.change_pool import put_back

NOW = datetime.now(UTC)
YESTERDAY = SHANGHAI.day_of(NOW) - timedelta(days=1)
NEXT_YEAR = (date.today() + timedelta(days=365)).isoformat()


def status_in(city: City, person: Made, incubator: Made) -> list[str]:
    rows = run_raw(
        city.graph,
        "MATCH (:Supervisor {id: $id})-[m:IN_POOL_OF]->(:Incubator {id: $incubator}) RETURN m.state AS term_state",
        id=person.id, incubator=incubator.id,
    )  # fmt: skip
    return [str(row["term_state"]) for row in rows]


def invited(city: City, web: Web) -> tuple[Made, Made, Browser]:
    incubator, other = city.incubator("Caohe Harbour"), city.incubator("Elsewhere House")
    person = city.supervisor("Gu Mingche", email="gu@example.org", pool_of=other)
    city.asked_proposal(to=person, startup=city.startup("Secret Sensing"))
    curator = web.sign_in(incubator, NOW)
    curator.follow("/incubator/invite", name="Gu", email="gu@example.org", language="zh")
    return incubator, person, curator


def test_who_is_invited_is_in_the_pool_only_once_they_accept(city: City, web: Web) -> None:
    incubator, person, curator = invited(city, web)
    assert status_in(city, person, incubator) == ["invited"]
    assert "Invited" in curator.get("/incubator/pool").get_data(as_text=True)
    supervisor = web.sign_in(person, NOW)
    assert "invites you into its pool" in supervisor.get("/supervisor/").get_data(as_text=True)
    assert "Caohe Harbour" in supervisor.get("/supervisor/pools").get_data(as_text=True)

    page = supervisor.follow(f"/supervisor/pools/{incubator.id}/accept")

    assert "You are in the pool" in page
    assert status_in(city, person, incubator) == ["active"]
    told = run_raw(city.graph, "MATCH (m:Outbox) RETURN m.kind AS kind ORDER BY kind")
    assert {"tell_invited_to_pool", "tell_pool_answer"} <= {row["kind"] for row in told}


def test_who_declines_is_not_in_the_pool_and_nobody_else_answers_for_them(city: City, web: Web) -> None:
    incubator, person, curator = invited(city, web)
    stranger = web.sign_in(city.supervisor("A Stranger"), NOW)
    assert stranger.post(f"/supervisor/pools/{incubator.id}/accept").status_code == 404

    web.sign_in(person, NOW).follow(f"/supervisor/pools/{incubator.id}/decline")

    assert status_in(city, person, incubator) == []
    assert web.sign_in(person, NOW).post(f"/supervisor/pools/{incubator.id}/accept").status_code == 404
    assert "Gu Mingche" not in curator.get("/incubator/pool").get_data(as_text=True)


def test_who_leaves_a_pool_is_out_of_it_and_what_runs_goes_on(city: City, web: Web) -> None:
    incubator = city.incubator("Caohe Harbour")
    person = city.supervisor("Gu Mingche", pool_of=incubator)
    waiting = city.asked_proposal(to=person, startup=city.startup("Tidewell", incubator=incubator))
    supervisor, stranger = web.sign_in(person, NOW), web.sign_in(city.supervisor("A Stranger"), NOW)
    assert stranger.get(f"/supervisor/pools/{incubator.id}/leave").status_code == 404
    assert stranger.post(f"/supervisor/pools/{incubator.id}/leave").status_code == 404
    assert "Leave the pool of Caohe Harbour?" in supervisor.get(f"/supervisor/pools/{incubator.id}/leave").text
    assert status_in(city, person, incubator) == ["active"]

    page = supervisor.follow(f"/supervisor/pools/{incubator.id}/leave")

    assert "You left the pool." in page
    assert status_in(city, person, incubator) == ["left"]
    assert supervisor.post(f"/supervisor/pools/{incubator.id}/leave").status_code == 404
    assert "Tidewell" in supervisor.get(f"/supervisor/requests/{waiting.id}").text
    told = run_raw(city.graph, "MATCH (m:Outbox {kind: 'tell_left_pool'}) RETURN m.subject_id AS id")
    assert told == [{"id": person.id}]


def test_an_invitation_opens_nothing_to_the_curator(city: City, web: Web) -> None:
    incubator, person, curator = invited(city, web)

    curator.post("/incubator/pool/renew", id=person.id, until=NEXT_YEAR)
    curator.post("/incubator/pool/pause", id=person.id, until=NEXT_YEAR)
    page = curator.follow("/incubator/pool/write", id=person.id, subject="A", body="B", step="send")
    pages = [
        curator.get(f"/incubator/supervisors/{person.id}").get_data(as_text=True),
        curator.get("/incubator/waiting").get_data(as_text=True),
        curator.client.get("/incubator/pool.csv").get_data(as_text=True),
    ]

    assert status_in(city, person, incubator) == ["invited"]
    assert run_raw(city.graph, "MATCH (s:Supervisor {id: $id}) RETURN s.state AS s", id=person.id) == [{"s": "active"}]
    assert "Invited, and have not opened their account yet, so your words do not go to: Gu." in page
    assert "Gu Mingche" not in page
    assert not any("Secret Sensing" in page or "gu@example.org" in page for page in pages)
    assert b"gu@example.org" not in export_own_records(city.graph, incubator.actor, NOW)


def test_an_invitation_is_taken_back(city: City, web: Web) -> None:
    incubator, person, curator = invited(city, web)

    curator.follow("/incubator/pool/end", id=person.id, reason="time")

    assert status_in(city, person, incubator) == []
    assert web.sign_in(person, NOW).post(f"/supervisor/pools/{incubator.id}/accept").status_code == 404


def test_an_invitation_to_an_address_in_a_profile_does_not_open_somebody_s_account(city: City, web: Web) -> None:
    incubator, other = city.incubator(), city.incubator()
    person = city.supervisor("Gu Mingche", email="thief@example.org", pool_of=other)
    web.sign_in(person, NOW)  # has an account, under another address

    web.sign_in(incubator, NOW).follow("/incubator/invite", name="Gu", email="thief@example.org", language="zh")

    assert run_raw(city.graph, "MATCH (a:Account {email: 'thief@example.org'}) RETURN a.id AS id") == []


@pytest.mark.both_servers
def test_an_import_touches_neither_who_is_invited_nor_who_left_nor_who_has_an_account(city: City) -> None:
    incubator, other = city.incubator(), city.incubator()
    own, left, asked = (city.supervisor(pool_of=incubator) for _ in range(3))
    free, held = city.supervisor(), city.supervisor()
    gone, ours = city.startup(incubator=incubator), city.startup(incubator=incubator)
    run_raw(city.graph, "MATCH (:Person {id: $id})-[m:IN_POOL_OF]->() SET m.state = 'ended'", id=left.id)
    run_raw(city.graph, "MATCH (:Person {id: $id})-[m:IN_POOL_OF]->() SET m.state = 'invited'", id=asked.id)
    run_raw(city.graph, "MATCH (:Startup {id: $id})-[r:INCUBATED_BY]->() SET r.to = $day", id=gone.id, day=YESTERDAY)
    run_raw(city.graph, "MATCH (n:Person {id: $id}) CREATE (:Membership {id: 'm-1'})-[:OF]->(n)", id=held.id)
    people = [own.id, left.id, asked.id, free.id, held.id, gone.id, ours.id]

    ties = city.graph.read(lambda tx: tx.ownership.ties(Writer(INCUBATOR, incubator.id), people))

    foreign = {item_id for (_sort, item_id), tie in ties.items() if tie is Tie.FOREIGN}
    assert foreign == {left.id, asked.id, held.id, gone.id}
    assert other.id not in foreign


def shared(city: City) -> tuple[Made, Made]:
    """A supervisor of two pools: one startup of each waits for them, and each is in conflict with them."""
    incubator, other = city.incubator(), city.incubator()
    person = city.supervisor("Gu Mingche", pool_of=incubator)
    mine = city.startup("Own Optics", incubator=incubator)
    theirs = city.startup("Secret Sensing", incubator=other)
    for startup in (mine, theirs):
        proposal = city.asked_proposal(to=person, startup=startup, asked_at=NOW - timedelta(days=9))
        run_raw(
            city.graph,
            "MATCH (p:Proposal {id: $id})-[:TO]->(v), (p)-[:BY]->(s) CREATE (e:Engagement {id: $id, state: 'closed'})"
            "-[:OF]->(s), (e)-[:WITH]->(v)",
            id=proposal.id,
        )
        city.conflict(startup, person)
    return incubator, person


def test_a_startup_of_another_incubator_is_counted_and_never_named(city: City, web: Web) -> None:
    incubator, person = shared(city)
    curator = web.sign_in(incubator, NOW)
    paths = ("", "waiting", f"supervisors/{person.id}", f"pool/{person.id}", "pool.csv")

    pages = {path: curator.get(f"/incubator/{path}").get_data(as_text=True) for path in paths}

    assert not [path for path, page in pages.items() if "Secret Sensing" in page]
    assert all("Own Optics" in pages[path] for path in paths[:4])
    assert "1 startup elsewhere" in pages["waiting"]
    assert "1 startup elsewhere" in pages[""]
    assert "1 earlier engagement with a startup elsewhere" in pages[f"supervisors/{person.id}"]


@pytest.mark.both_servers
def test_what_a_member_has_elsewhere_is_a_number(city: City) -> None:
    incubator, person = shared(city)

    def read(tx: Transaction) -> tuple[list[str], int, int, set[str]]:
        member = next(one for one in tx.pools.list_members(incubator.id, NOW) if one.id == person.id)
        under_way = tx.pools.list_now(incubator.id, member, SHANGHAI.day_of(NOW))
        past = tx.pools.list_past(incubator.id, member, SHANGHAI.day_of(NOW))
        named = {str(row["name"]) for row in tx.pools.list_conflicts(incubator.id, member, SHANGHAI.day_of(NOW))}
        names = [row["startup_name"] for row in (*under_way.own, *past.own)]
        return names, under_way.waiting_elsewhere, past.guided_elsewhere, named

    assert city.graph.read(read) == (["Own Optics", "Own Optics"], 1, 1, {"Own Optics", ""})


def test_undo_puts_back_what_the_log_says_and_only_what_nobody_changed_since(city: City, web: Web) -> None:
    incubator = city.incubator()
    first, second = city.supervisor("An", pool_of=incubator), city.supervisor("Bo", pool_of=incubator)
    curator = web.sign_in(incubator, NOW)
    curator.post("/incubator/pool/pause", id=[first.id, second.id], until=NEXT_YEAR)
    events = events_of(city.graph, "pause_in_pool")
    web.sign_in(second, NOW).post("/supervisor/resume")

    page = curator.follow("/incubator/pool/undo", event=events, before='{"state": "paused"}')

    assert "1 supervisor stands as before" in page
    assert "1 was changed since and stays" in page
    states = run_raw(city.graph, "MATCH (s:Supervisor) RETURN s.name AS name, s.state AS state ORDER BY name")
    assert [row["state"] for row in states] == ["active", "active"]


def test_nobody_undoes_what_another_did_or_what_is_no_change_of_a_pool(city: City, web: Web) -> None:
    incubator, other = city.incubator(), city.incubator()
    person = city.supervisor("An", pool_of=incubator)
    curator, rival = web.sign_in(incubator, NOW), web.sign_in(other, NOW)
    curator.post("/incubator/pool/pause", id=person.id, until=NEXT_YEAR)
    event = events_of(city.graph, "pause_in_pool")
    curator.post(f"/incubator/supervisors/{person.id}/note", note="x")

    assert rival.post("/incubator/pool/undo", event=event).status_code == 404
    assert curator.post("/incubator/pool/undo", event=events_of(city.graph, "write_pool_note")).status_code == 404
    assert curator.post("/incubator/pool/undo", event="audit-nobody").status_code == 404
    with pytest.raises(NotFoundError):
        put_back(city.graph, person.actor, event, NOW)
    assert run_raw(city.graph, "MATCH (s:Supervisor) RETURN s.state AS state") == [{"state": "paused"}]


def events_of(graph: Graph, action: str) -> list[str]:
    rows = run_raw(graph, "MATCH (e:AuditEvent {action: $action}) RETURN e.id AS id", action=action)
    return [str(row["id"]) for row in rows]


def test_the_export_holds_the_own_pool_as_it_is_today(city: City, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    incubator = city.incubator()
    here, left = (
        city.supervisor("Here", pool_of=incubator),
        city.supervisor("Left", pool_of=incubator, email="left@x.cn"),
    )
    run_raw(city.graph, "MATCH (:Person {id: $id})-[m:IN_POOL_OF]->() SET m.state = 'ended'", id=left.id)
    file = tmp_path / "own.xlsx"
    file.write_bytes(export_own_records(city.graph, incubator.actor, NOW))

    rows = list(load_workbook(file)["people"].iter_rows(min_row=2, max_col=1, values_only=True))

    assert rows == [(here.id,)]
