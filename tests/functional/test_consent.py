"""What a supervisor decided stays decided: leaving, pausing, and being no supervisor before they said yes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.days import SHANGHAI
from tests.support.web import Browser, Web
from webapp.mail.composers import MAIL_KINDS
from webapp.operations.delivery.deliver_outbox import deliver_outbox
from webapp.operations.pools.change_pool import pause_in_pool, resume_in_pool
from webapp.operations.pools.invite_supervisor import Invitation, invite_supervisor

NOW = datetime.now(UTC)
TODAY = SHANGHAI.day_of(NOW)
SOON, LATER, LAST = (TODAY + timedelta(days=days) for days in (10, 60, 200))
NEXT_YEAR = (date.today() + timedelta(days=365)).isoformat()


def term_state(city: City, person: Made) -> list[object]:
    rows = run_raw(city.graph, "MATCH (:Person {id: $id})-[m:IN_POOL_OF]->() RETURN m.state AS s", id=person.id)
    return [row["s"] for row in rows]


def pause_of(city: City, person: Made) -> tuple[object, object]:
    found = "MATCH (s:Person {id: $id}) RETURN s.state AS state, toString(s.paused_until) AS until"
    (row,) = run_raw(city.graph, found, id=person.id)
    return row["state"], row["until"]


def mails(city: City) -> list[tuple[str, str]]:
    """(address, body) of everything that the outbox made."""
    deliver_outbox(city.graph, MAIL_KINDS, "http://liulu.test", datetime.now(UTC) + timedelta(seconds=1))
    return [(mail.to, mail.body) for mail in city.graph.read(lambda tx: tx.mail.list_newest())]


@pytest.mark.parametrize("by_form", [False, True], ids=["renewed", "invited"])
def test_who_left_a_pool_is_only_invited_again(city: City, web: Web, by_form: bool) -> None:
    incubator = city.incubator("Caohe Harbour")
    person = city.supervisor("Gu Mingche", email="gu@example.org", pool_of=incubator)
    supervisor, curator = web.sign_in(person, NOW), web.sign_in(incubator, NOW)
    supervisor.follow(f"/supervisor/pools/{incubator.id}/leave")

    page = curator.get(f"/incubator/supervisors/{person.id}").text
    assert "Left the pool" in page
    assert "Invite again" in page
    if by_form:
        page = curator.follow("/incubator/invite", name="Gu Mingche", email="gu@example.org", language="zh")
        assert "in your pool once they accept" in page
    else:
        page = curator.follow("/incubator/pool/renew", id=person.id, until=NEXT_YEAR)
        assert "1 had left and is invited again" in page
        assert "renewed" not in page

    assert term_state(city, person) == ["invited"]
    assert any("wants you in its pool of supervisors" in body for _to, body in mails(city))
    supervisor.follow(f"/supervisor/pools/{incubator.id}/accept")
    assert term_state(city, person) == ["active"]


def test_a_supervisor_s_own_pause_is_neither_ended_nor_shortened(city: City, web: Web) -> None:
    incubator = city.incubator()
    person = city.supervisor("Gu Mingche", pool_of=incubator)
    web.sign_in(person, NOW).post("/supervisor/pause", until=LATER.isoformat())
    curator = web.sign_in(incubator, NOW)
    assert pause_of(city, person) == ("paused", LATER.isoformat())

    page = curator.get(f"/incubator/supervisors/{person.id}").text
    assert "Not paused by you" in page
    assert 'value="resume"' not in page
    said = curator.follow("/incubator/pool/act", action="resume", id=person.id)
    assert "1 was not paused by you and stays paused." in said
    curator.post("/incubator/pool/pause", id=person.id, until=SOON.isoformat())
    assert pause_of(city, person) == ("paused", LATER.isoformat())

    curator.post("/incubator/pool/pause", id=person.id, until=LAST.isoformat())
    curator.post("/incubator/pool/act", action="resume", id=person.id)
    assert pause_of(city, person) == ("paused", LAST.isoformat())


@pytest.mark.both_servers
def test_an_incubator_ends_its_own_pause_and_no_other_incubator_s(city: City) -> None:
    ours, theirs = city.incubator(), city.incubator()
    person = city.supervisor(pool_of=ours)
    city.relate(person.id, "IN_POOL_OF", theirs.id, state="active", reserved=False)
    pause_in_pool(city.graph, ours.actor, [person.id], LATER, NOW)

    assert resume_in_pool(city.graph, theirs.actor, [person.id], NOW) == []
    assert pause_of(city, person) == ("paused", LATER.isoformat())
    pause_in_pool(city.graph, ours.actor, [person.id], SOON, NOW)
    assert pause_of(city, person) == ("paused", SOON.isoformat())

    resume_in_pool(city.graph, ours.actor, [person.id], NOW)
    assert pause_of(city, person) == ("active", None)


def roles(city: City, email: str) -> set[str]:
    account = city.graph.read(lambda tx: tx.accounts.find_by_email(email))
    assert account
    return {held.role for held in account.memberships}


def invited_founder(city: City, web: Web) -> tuple[Made, str, Browser]:
    """An incubator that invited a founder's address, that address, and the founder."""
    incubator, founder = city.incubator("Caohe Harbour"), city.startup("Tidewell")
    browser = web.sign_in(founder, NOW)
    (row,) = run_raw(
        city.graph, "MATCH (a:Account)-[:HOLDS]->({subject_id: $id}) RETURN a.email AS email", id=founder.id
    )
    web.sign_in(incubator, NOW).follow("/incubator/invite", name="A founder", email=row["email"], language="en")
    return incubator, str(row["email"]), browser


def test_an_account_for_something_else_is_a_supervisor_s_only_once_they_accept(city: City, web: Web) -> None:
    incubator, email, founder = invited_founder(city, web)
    stranger = web.sign_in(city.startup(), NOW)

    assert roles(city, email) == {"startup"}
    assert founder.get("/supervisor/").status_code == 403
    assert [body for to, body in mails(city) if to == email and "/account" in body]
    assert stranger.post(f"/account/offers/{incubator.id}/accept").status_code == 404
    assert "Caohe Harbour" in founder.get("/account").text

    page = founder.follow(f"/account/offers/{incubator.id}/accept")

    assert "can act as a supervisor" in page or "can act as a supervisor" in founder.get("/account").text
    assert roles(city, email) == {"startup", "supervisor"}
    assert run_raw(city.graph, "MATCH (:Supervisor)-[m:IN_POOL_OF]->() RETURN m.state AS s") == [{"s": "active"}]
    assert founder.get("/supervisor/").status_code == 200
    assert founder.post(f"/account/offers/{incubator.id}/accept").status_code == 404


def test_an_offer_of_a_role_is_declined_or_taken_back_and_leaves_nothing(city: City, web: Web) -> None:
    incubator, email, founder = invited_founder(city, web)
    other = city.incubator("Elsewhere House")
    # One invitation in three days reaches a person.
    invite_supervisor(city.graph, other.actor, Invitation("A founder", email), NOW + timedelta(days=4))
    (row,) = run_raw(city.graph, "MATCH (s:Supervisor) RETURN s.id AS id")

    founder.follow(f"/account/offers/{incubator.id}/decline")
    web.sign_in(other, NOW).post("/incubator/pool/end", id=row["id"])

    assert "wants you as a supervisor" not in founder.get("/account").text
    assert roles(city, email) == {"startup"}
    assert run_raw(city.graph, "MATCH (:Supervisor)-[m:IN_POOL_OF]->() RETURN m.state AS s") == []
    assert founder.post(f"/account/offers/{other.id}/accept").status_code == 404


def test_of_who_was_invited_a_curator_sees_what_they_typed(city: City, web: Web) -> None:
    incubator = city.incubator("Caohe Harbour")
    person = city.supervisor(
        "Gu Mingche", name_zh="顾明澈", email="gu@example.org", headline="Kiln expert", summary="Twenty years of kilns",
        category="scientist", region="Xuhui", industries=("automobile",), pool_of=city.incubator("Elsewhere"),
    )  # fmt: skip
    need = city.need(city.startup(incubator=incubator))
    curator = web.sign_in(incubator, NOW)

    said = curator.follow("/incubator/invite", name="My old friend", email="gu@example.org", language="zh")
    paths = [
        "pool", f"pool/{person.id}", f"supervisors/{person.id}", "pool.csv", "waiting", f"needs/{need.id}/why-not"
    ]  # fmt: skip
    pages = {path: curator.get(f"/incubator/{path}").get_data(as_text=True) for path in paths}
    pages["act"] = curator.follow("/incubator/pool/act", action="end", id=person.id)

    hidden = ("Gu Mingche", "顾明澈", "Kiln expert", "Twenty years", "Automobile", "gu@example.org", "Elsewhere")
    assert {path: word for path, page in pages.items() for word in hidden if word in page} == {}
    assert "My old friend is invited" in said
    assert "profile already" not in said
    assert all("My old friend" in pages[path] for path in paths[:4])
    assert "Gu Mingche" not in curator.get("/incubator/pool?q=mingche").text.split("<main")[1]
    assert curator.get(f"/incubator/needs/{need.id}/why-not?person={person.id}").status_code == 404

    web.sign_in(person, NOW).follow(f"/supervisor/pools/{incubator.id}/accept")
    assert "Gu Mingche" in curator.get("/incubator/pool").text


def test_a_curator_is_told_who_declined_by_the_name_that_they_typed(city: City, web: Web) -> None:
    incubator, person = city.incubator(), city.supervisor("Gu Mingche", email="gu@example.org")
    web.sign_in(incubator, NOW).follow("/incubator/invite", name="My old friend", email="gu@example.org", language="en")

    web.sign_in(person, NOW).follow(f"/supervisor/pools/{incubator.id}/decline")

    told = [body for _to, body in mails(city) if "declined" in body]
    assert told
    assert not [body for body in told if "Gu Mingche" in body]
