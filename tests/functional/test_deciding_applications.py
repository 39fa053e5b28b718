"""Curators decide on applications: once, among themselves, and about nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from graph.domain.applications import KEPT_FOR, ApplicantKind
from graph.domain.reasons import NotTakenIn
from graph.domain.states.applications import ApplicationState
from graph.driver import Graph
from graph.entities.application import Said
from graph.errors import StateChangedError
from graph.transaction import Transaction
from tests.support.applying import Applying
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.mailbox import now
from tests.support.visitor import SignIn, Visitor, text_of
from webapp.operations.applications.accept_application import accept_application
from webapp.operations.applications.decline_application import decline_application
from webapp.operations.applications.erase_old import erase_old_applications
from webapp.operations.applications.take_in import Terms, wanted

pytestmark = pytest.mark.both_servers
LIN = "lin@applicant.example"


def test_a_startup_comes_in_with_its_founder_invited(applying: Applying, curator: Visitor, graph: Graph) -> None:
    application = applying.received(ApplicantKind.STARTUP)

    curator.post(f"/incubator/applications/{application.id}/accept", {"record": ""})

    assert "Nimbus Optics" in text_of(curator.get("/incubator/startups"))
    rows = run_raw(graph, "MATCH (a:Account {email: $at}) RETURN a.state AS state", at="he@nimbus.example")
    assert [row["state"] for row in rows] == ["invited"]
    assert any("Your invitation" in mail for mail in applying.mails("he@nimbus.example"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_a_startup_asked_for_is_a_draft_that_it_finds_when_it_signs_in(
    applying: Applying, curator: Visitor, sign_in: SignIn, language: str
) -> None:
    wants = "A first hospital.\nAnd a place to build, " + "with light, " * 30 + "by spring."
    application = applying.received(ApplicantKind.STARTUP, wants=wants)
    run_raw(applying.graph, "MATCH (a:Application) SET a.language = $language", language=language)

    curator.post(f"/incubator/applications/{application.id}/accept", {"record": ""})

    startup_id = applying.newest("he@nimbus.example").subject_id
    founder = sign_in("startup", startup_id)
    for page in ("/startup/", "/startup/needs?state=draft"):
        assert "A first hospital." in text_of(founder.get(page)), page
    query = "MATCH (:Startup {id: $id})-[:RAISED]->(n) RETURN coalesce(n.description, n.description_zh) AS text"
    [need] = run_raw(applying.graph, query, id=startup_id)
    assert str(need["text"]).split() == wants.split()
    short = wanted(Said("Nimbus", "he@nimbus.example", "Lenses", language, wants="A first hospital"))
    assert (short.title, short.description, short.description_zh) == ("A first hospital", None, None)


def test_accepting_goes_to_the_record_that_there_is(applying: Applying, city: City, curator: Visitor) -> None:
    pool = applying.curator.subject_id
    known = city.supervisor("Lin Wanqing", email=LIN)
    city.relate(known.id, "IN_POOL_OF", pool, state="active", reserved=False)
    application = applying.received()
    path = f"/incubator/applications/{application.id}"
    assert "the same address" in text_of(curator.get(path))

    refused = curator.post(f"{path}/accept", {"record": "", "places": "2"})
    assert refused.status_code == 409
    assert "choose that record" in text_of(refused)
    assert curator.post(f"{path}/accept", {"record": known.id, "places": "2"}).status_code == 302

    assert applying.newest(LIN).subject_id == known.id


@pytest.mark.parametrize("state", ["listed", "active"])
def test_a_new_last_day_leaves_a_term_where_it_stood(
    applying: Applying, city: City, curator: Visitor, state: str
) -> None:
    known = city.supervisor("Lin Wanqing", email=LIN)
    city.relate(known.id, "IN_POOL_OF", applying.curator.subject_id, state=state, reserved=False)
    application, until = applying.received(), (now() + timedelta(days=200)).date()

    terms = {"record": known.id, "places": "2", "until": until.isoformat()}
    curator.post(f"/incubator/applications/{application.id}/accept", terms)

    term = "MATCH (:Person {id: $id})-[r:IN_POOL_OF]->() RETURN r.state AS state, r.to AS until"
    assert run_raw(city.graph, term, id=known.id) == [{"state": state, "until": until}]


def test_who_signs_in_with_the_address_is_found_in_the_pool(
    applying: Applying, city: City, curator: Visitor, make_account: Callable[..., object]
) -> None:
    known = city.supervisor("Wan Qing", email="old@elsewhere.example")
    city.relate(known.id, "IN_POOL_OF", applying.curator.subject_id, state="active", reserved=False)
    make_account("supervisor", known.id, email=LIN)
    application = applying.received()

    page = text_of(curator.get(f"/incubator/applications/{application.id}"))

    assert "Wan Qing: the same address" in page


def test_an_applicant_withdraws_and_the_curator_is_told_what_became_of_it(
    applying: Applying, client: Visitor, curator: Visitor
) -> None:
    application = applying.received()
    assert "is withdrawn" in text_of(client.post(f"{applying.link(application)}/withdraw", follow_redirects=True))

    answer = curator.post(f"/incubator/applications/{application.id}/accept", {"record": "", "places": "1"})

    assert answer.status_code == 409
    assert "moved on since you opened it" in text_of(answer)


def test_a_decline_says_why_in_the_applicant_s_language(applying: Applying, curator: Visitor, client: Visitor) -> None:
    chinese = Visitor(applying.app)
    chinese.client.set_cookie("liulu_language", "zh")
    applying.send(visitor=chinese)
    application = applying.newest(LIN)
    client.post(f"{applying.link(application)}/confirm")
    path = f"/incubator/applications/{application.id}/decline"
    assert "cannot be undone" in text_of(curator.get(path))
    assert curator.post(path, {"reason": "other", "answer": ""}).status_code == 422

    assert curator.post(path, {"reason": "no_place", "answer": "明年请再来。"}).status_code == 302

    (last,) = [mail for mail in applying.mails(LIN) if "明年请再来。" in mail]
    assert "漕河泾港湾" in last
    assert "There is no place" not in last
    assert "明年请再来。" in text_of(client.get(applying.link(application)))


def test_of_two_curators_one_decides_and_the_other_is_told(
    applying: Applying, graph: Graph, at_once: Callable[..., list[object]]
) -> None:
    application, curator, at = applying.received(), applying.curator, now()

    def accept() -> object:
        return accept_application(graph, curator, application.id, Terms(), at, link_days=7)

    def decline() -> None:
        decline_application(graph, curator, application.id, NotTakenIn.NO_PLACE, "", at)

    done = at_once(lambda decide: decide(), [(accept,), (decline,)])

    assert done.count(StateChangedError) == 1
    state = applying.newest(LIN).state
    in_pool = run_raw(graph, "MATCH (:Supervisor)-[m:IN_POOL_OF]->() RETURN count(m) AS n")[0]["n"]
    assert (state, in_pool) in ((ApplicationState.ACCEPTED, 1), (ApplicationState.DECLINED, 0))


def test_another_incubator_sees_nothing(applying: Applying, city: City, sign_in: SignIn) -> None:
    application = applying.received()
    stranger = sign_in("incubator", city.incubator("Zhangjiang Gate").id)

    assert "Lin Wanqing" not in stranger.get("/incubator/applications?q=Lin").text
    for path in ("", "/decline"):
        assert stranger.get(f"/incubator/applications/{application.id}{path}").status_code == 404
    for step in ("accept", "decline"):
        answer = stranger.post(
            f"/incubator/applications/{application.id}/{step}", {"reason": "no_place", "places": "1"}
        )
        assert answer.status_code == 404
    assert applying.newest(LIN).state is ApplicationState.RECEIVED


def test_what_was_decided_is_erased_when_its_time_is_over(applying: Applying, graph: Graph) -> None:
    application = applying.received()
    decline_application(graph, applying.curator, application.id, NotTakenIn.NO_PLACE, "Not now.", now())
    applying.mails(LIN)
    later = now() + KEPT_FOR[ApplicationState.DECLINED]

    assert graph.write(lambda tx: erase_old_applications(tx, later - timedelta(minutes=5))) == 0
    assert graph.write(lambda tx: erase_old_applications(tx, later + timedelta(minutes=5))) == 1

    assert applying.mails(LIN) == []


def test_a_list_is_searched_filtered_and_paged(applying: Applying, curator: Visitor, graph: Graph) -> None:
    for kind in ApplicantKind:
        applying.received(kind)
    said = applying.newest(LIN).said

    def copy(tx: Transaction) -> None:
        for _ in range(30):
            one = tx.applications.create(applying.curator.subject_id, ApplicantKind.EXPERT, said, "Yes.", now())
            tx.applications.move(one, ApplicationState.RECEIVED, now())

    graph.write(copy)

    assert "1 to 25 of 32" in text_of(curator.get("/incubator/applications"))
    assert "26 to 32 of 32" in text_of(curator.get("/incubator/applications?page=2"))
    assert "1 to 1 of 1" in text_of(curator.get("/incubator/applications?kind=startup"))
    assert "1 to 1 of 1" in text_of(curator.get("/incubator/applications?q=nimbus"))
    assert "No application fits" in text_of(curator.get("/incubator/applications?state=declined"))
