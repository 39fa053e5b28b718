"""Applying on the public page of an incubator: from the form over the confirmed address to the curators' decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from graph.domain.applications import CONFIRM_WITHIN, KEPT_FOR, ApplicantKind
from graph.domain.limits import LIMITS, LimitCode
from graph.domain.reasons import NotTakenIn
from graph.domain.states.applications import ApplicationState
from graph.driver import Graph
from graph.errors import StateChangedError
from tests.support.applying import Applying
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.mailbox import now
from tests.support.visitor import SignIn, Visitor, text_of, without_tokens
from webapp.operations.applications.accept_application import accept_application
from webapp.operations.applications.decline_application import decline_application
from webapp.operations.applications.erase_old import erase_old_applications
from webapp.operations.applications.take_in import Terms

pytestmark = pytest.mark.both_servers
LIN = "lin@applicant.example"


@pytest.fixture
def applying(app: Flask, city: City) -> Applying:
    return Applying(app, city.graph, city.incubator("Caohe Harbour", name_zh="漕河泾港湾").actor)


@pytest.fixture
def curator(applying: Applying, sign_in: SignIn) -> Visitor:
    return sign_in("incubator", applying.curator.subject_id)


def test_a_page_that_is_off_answers_as_one_that_does_not_exist(applying: Applying, client: Visitor) -> None:
    assert "We are by the water." in text_of(client.get(applying.path))
    assert "我们在水边。" in text_of(client.get(applying.path, headers={"Accept-Language": "zh"}))
    applying.switch(is_on=True, open_to=(ApplicantKind.STARTUP,))
    assert client.get(f"{applying.path}/expert").status_code == 404
    assert client.get(f"{applying.path}/startup").status_code == 200
    applying.switch(is_on=False)

    gone = [text_of(client.get(path)) for path in (applying.path, f"{applying.path}/startup", "/apply/nowhere")]

    assert len({page.split("Reference")[0] for page in gone}) == 1
    assert applying.send(ApplicantKind.STARTUP).status_code == 404


def test_an_expert_applies_is_seen_once_confirmed_and_comes_in_with_terms(
    applying: Applying, client: Visitor, curator: Visitor, graph: Graph
) -> None:
    assert "One step is left" in text_of(client.get(applying.send(visitor=client).location))
    waiting = applying.newest(LIN)
    assert "Nobody has applied yet" in text_of(curator.get("/incubator/applications"))
    assert curator.get(f"/incubator/applications/{waiting.id}").status_code == 404
    (first,) = applying.mails(LIN)
    assert "Lin Wanqing" not in first  # nothing that was typed goes to an address that nobody confirmed
    link = applying.link(waiting)
    assert "I ran clinical trials" in text_of(client.get(link))

    assert "has your application" in text_of(client.post(f"{link}/confirm", follow_redirects=True))
    assert "moved on before" in text_of(client.post(f"{link}/confirm", follow_redirects=True))

    assert "Lin Wanqing" in text_of(curator.get("/incubator/applications"))
    assert "an answer to an application" in text_of(curator.get("/incubator/tasks"))
    assert "1 application to decide" in text_of(curator.get("/incubator/"))
    path = f"/incubator/applications/{waiting.id}"
    assert "Harbour Medical" in text_of(curator.get(path))
    until = (now() + timedelta(days=200)).date()
    terms = {"record": "", "category": "professional_manager", "places": "2", "until": until.isoformat()}
    assert "is accepted" in text_of(curator.post(f"{path}/accept", terms, follow_redirects=True))

    person = run_raw(
        graph,
        "MATCH (p:Supervisor)-[m:IN_POOL_OF]->(:Incubator {id: $id}) "
        "RETURN p.summary AS summary, p.capacity AS places, p.help_areas AS areas, m.state AS state, m.to AS until",
        id=applying.curator.subject_id,
    )[0]
    assert (person["state"], person["places"], str(person["until"])) == ("invited", 2, until.isoformat())
    assert "clinical trials" in str(person["summary"])
    assert person["areas"] == ["clinical_trials", "enterprise_sales"]
    mails = applying.mails(LIN)
    assert any("has accepted your application" in mail for mail in mails)
    assert any("Your invitation to Liulu" in mail for mail in mails)
    assert "You are taken in" in text_of(client.get(link))
    actions = [row["a"] for row in run_raw(graph, "MATCH (e:AuditEvent) RETURN e.action AS a ORDER BY e.at, e.id")]
    assert [one for one in actions if "appl" in one] == [
        "change_application_page", "apply", "confirm_application", "accept_application",
    ]  # fmt: skip


def test_a_startup_comes_in_with_its_founder_invited(applying: Applying, curator: Visitor, graph: Graph) -> None:
    application = applying.received(ApplicantKind.STARTUP)

    curator.post(f"/incubator/applications/{application.id}/accept", {"record": ""})

    assert "Nimbus Optics" in text_of(curator.get("/incubator/startups"))
    rows = run_raw(graph, "MATCH (a:Account {email: $at}) RETURN a.state AS state", at="he@nimbus.example")
    assert [row["state"] for row in rows] == ["invited"]
    assert any("Your invitation" in mail for mail in applying.mails("he@nimbus.example"))


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


def test_nothing_tells_whether_somebody_has_an_account(
    applying: Applying, visitor: Callable[[], Visitor], make_account: Callable[..., object], city: City
) -> None:
    make_account("supervisor", city.supervisor().id, email="known@applicant.example")
    answers = []
    for email in ("known@applicant.example", "new@applicant.example"):
        browser = visitor()
        sent = applying.send(visitor=browser, email=email)
        answers.append((sent.status_code, sent.location, without_tokens(browser.get(sent.location).text)))
        subjects = [mail.splitlines()[0] for mail in applying.mails(email)]
        assert subjects == ["Confirm your application to Caohe Harbour"]
    assert answers[0] == answers[1]


def test_the_same_address_applies_once(applying: Applying, graph: Graph) -> None:
    applying.send(about="First words.")
    before = applying.link(applying.newest(LIN))
    applying.send(about="Second words.")
    assert Visitor(applying.app).get(before).status_code == 410  # what was said last counts
    applying.received(about="Third words.")
    applying.send(about="Fourth words.")

    assert applying.newest(LIN).said.about == "Third words."
    assert run_raw(graph, "MATCH (a:Application) RETURN count(a) AS n")[0]["n"] == 1


def test_what_was_typed_stands_in_the_form_again_and_is_never_cut(applying: Applying) -> None:
    long = "Words " * 700
    answer = applying.send(about=long, email="nowhere", consent="", help_areas=[])

    assert answer.status_code == 422
    assert long.strip() in answer.text
    assert 'value="nowhere"' in answer.text
    assert "Keep it under 4,000 characters." in answer.text
    suggested = applying.send(action="suggest", help_areas=[], about="We prepare an IPO.")
    assert suggested.status_code == 200
    assert 'value="listing" checked' in suggested.text


def test_programs_and_floods_are_held_up(applying: Applying, graph: Graph, visitor: Callable[[], Visitor]) -> None:
    assert applying.send(fax="1", email="trap@applicant.example").status_code == 302
    assert not run_raw(graph, "MATCH (a:Application) RETURN a.id AS id")
    browser = visitor()
    codes = [applying.send(visitor=browser, about=f"Words {number}.").status_code for number in range(7)]
    assert codes == [302] * 5 + [429] * 2
    most = LIMITS[LimitCode.APPLICATION_MAILS].most
    for number in range(most + 2):
        other = visitor()
        other.client.environ_base["REMOTE_ADDR"] = f"10.1.0.{number + 1}"
        assert applying.send(visitor=other, email="flooded@applicant.example").status_code == 302
    assert len(applying.mails("flooded@applicant.example")) <= most


def test_a_link_that_is_old_or_nearly_right_opens_nothing(applying: Applying, graph: Graph, client: Visitor) -> None:
    applying.send()
    application = applying.newest(LIN)
    link = applying.link(application)
    assert client.get(f"{link[:-1]}{'a' if link[-1] != 'a' else 'b'}").status_code == 410
    old = now() - CONFIRM_WITHIN - timedelta(minutes=1)
    run_raw(graph, "MATCH (a:Application) SET a.stepped_at = $old", old=old)

    assert client.get(link).status_code == 410
    assert client.post(f"{link}/confirm").status_code == 410
    assert graph.write(lambda tx: erase_old_applications(tx, now())) == 1
    assert not run_raw(graph, "MATCH (a:Application) RETURN a.id AS id")


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
    assert "there is no place" not in last
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
    copy = "MATCH (a:Application {kind: 'expert'}) WITH properties(a) AS all UNWIND range(1, 30) AS n "
    run_raw(
        graph, copy + "CREATE (b:Application {id: 'copy-' + toString(n)}) SET b += all, b.id = 'copy-' + toString(n)"
    )

    assert "1 to 25 of 32" in text_of(curator.get("/incubator/applications"))
    assert "26 to 32 of 32" in text_of(curator.get("/incubator/applications?page=2"))
    assert "1 to 1 of 1" in text_of(curator.get("/incubator/applications?kind=startup"))
    assert "1 to 1 of 1" in text_of(curator.get("/incubator/applications?q=nimbus"))
    assert "No application fits" in text_of(curator.get("/incubator/applications?state=declined"))
