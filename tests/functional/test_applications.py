"""Applying on the public page of an incubator: from the form over the confirmed address into the pool."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from graph.domain.applications import CONFIRM_WITHIN, ApplicantKind
from graph.domain.limits import LIMITS, LimitCode
from graph.driver import Graph
from tests.support.applying import Applying
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.mailbox import now
from tests.support.visitor import Visitor, text_of, without_tokens
from webapp.operations.applications.erase_old import erase_old_applications

pytestmark = pytest.mark.both_servers
LIN = "lin@applicant.example"


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
    done = "MATCH (c:Career)-[:CAREER_OF]->(p:Supervisor) RETURN c.organisation AS at, p.headline AS headline"
    assert run_raw(graph, done) == [{"at": "Harbour Medical", "headline": None}]
    mails = applying.mails(LIN)
    assert any("has accepted your application" in mail for mail in mails)
    assert any("Your invitation to Liulu" in mail for mail in mails)
    assert "You are taken in" in text_of(client.get(link))
    actions = [row["a"] for row in run_raw(graph, "MATCH (e:AuditEvent) RETURN e.action AS a ORDER BY e.at, e.id")]
    assert [one for one in actions if "appl" in str(one)] == [
        "change_application_page", "apply", "confirm_application", "accept_application",
    ]  # fmt: skip


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


def test_a_form_that_outlived_its_session_comes_back_with_everything_typed(
    applying: Applying, client: Visitor, graph: Graph
) -> None:
    typed = {"name": "Lin Wanqing", "email": LIN, "about": "I ran clinical trials in Wuhan.", "places": "4"}

    late = client.client.post(f"{applying.path}/expert", data={**typed, "csrf_token": "of another session"})

    page = late.get_data(as_text=True)
    assert late.status_code == 400
    assert "nothing was sent. What you typed is here" in page
    assert all(value in page for value in typed.values())
    assert not applying.mails(LIN)
    assert client.client.post("/apply/nowhere/expert", data=typed).status_code == 404


def test_problems_stand_in_the_order_of_the_form_and_say_where(applying: Applying, client: Visitor) -> None:
    page = client.post(f"{applying.path}/startup", {"name": "Tidewell"}).text

    summary = page.split('class="error-summary"', 1)[1].split("</ul>", 1)[0]
    links = re.findall(r'href="#([\w-]+)"', summary)
    assert links == ["stage", "industry", "about", "wants", "contact", "email", "consent"]
    assert "What you do: Write a few sentences." in summary
    assert "What you ask for: Write a few sentences." in summary
