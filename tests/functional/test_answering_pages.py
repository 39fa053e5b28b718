"""The pages on which an organisation says for whom it answers, passes requests on and writes answers down."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.mailbox import deliver
from tests.support.requests import state_of
from tests.support.web import Web

NOW = datetime.now(UTC)
ASKED = {"note": "How did you certify your line?"}


def asked_of(city: City, person: Made, startup: Made) -> str:
    """The address of the page that asks somebody for a need of a startup."""
    return f"/startup/needs/{city.need(startup).id}/proposals/{person.id}/ask"


def mails(city: City) -> list[dict[str, object]]:
    return run_raw(city.graph, "MATCH (m:Mail) RETURN m.to AS to, m.body AS body ORDER BY to")


def test_somebody_in_the_pool_is_reached_once_the_curator_answers_for_them(city: City, web: Web) -> None:
    incubator = city.incubator("Caohe Harbour")
    startup = city.startup(incubator=incubator)
    person = city.supervisor("Bo Xun", pool_of=incubator, answered_by=None)
    founder, curator = web.sign_in(startup, NOW), web.sign_in(incubator, NOW)
    ask = asked_of(city, person, startup)
    assert "has no account here yet, and nobody answers for them" in founder.get(ask).get_data(as_text=True)
    assert founder.post(ask, **ASKED).status_code == 409

    page = curator.get("/answers/reach").get_data(as_text=True)
    assert "Bo Xun" in page
    assert "Cannot be reached" in page
    curator.post("/answers/reach/answers", id=person.id, action="answer_for")

    assert "You answer for them" in curator.get("/answers/reach").get_data(as_text=True)
    assert "whoever answers for them reads this too" in founder.get(ask).get_data(as_text=True)
    assert founder.post(ask, **ASKED).status_code == 302


def test_a_request_becomes_a_task_and_a_mail_and_its_answer_is_told(city: City, web: Web) -> None:
    incubator = city.incubator("Caohe Harbour")
    startup = city.startup("Tidewell", incubator=incubator)
    person = city.supervisor("Bo Xun", pool_of=incubator, answered_by=incubator.id)
    founder, curator = web.sign_in(startup, NOW), web.sign_in(incubator, NOW)
    founder.post(asked_of(city, person, startup), **ASKED)
    request_id = str(run_raw(city.graph, "MATCH (p:Proposal {state: 'asked'}) RETURN p.id AS id")[0]["id"])

    day = city.graph.calendar.day_of(NOW).isoformat()

    deliver(city.graph)
    told = mails(city)
    assert told
    assert all("Bo Xun has no account, and you answer for them." in str(one["body"]) for one in told)
    assert all(f"/answers/{request_id}" in str(one["body"]) for one in told)
    assert "Tidewell" in curator.get("/answers/").get_data(as_text=True)

    curator.post(f"/answers/{request_id}/forward")
    assert "Passed on" in curator.get("/answers/").get_data(as_text=True)
    refused = curator.post(f"/answers/{request_id}/decline", **{"no-answered_on": day, "no-words": "No."})
    assert refused.status_code == 422
    curator.post(f"/answers/{request_id}/accept", answered_on=day, words="Gladly.")

    assert state_of(city, Made(request_id, startup.actor)) == "accepted"
    page = founder.get(f"/startup/requests/{request_id}").get_data(as_text=True)
    assert "was told of it by who answers for them" in page
    assert "Gladly." in page
    deliver(city.graph)
    assert len(mails(city)) > len(told)


def test_another_incubator_sees_nothing_of_it(city: City, web: Web) -> None:
    incubator, other = city.incubator(), city.incubator()
    person = city.supervisor("Bo Xun", pool_of=incubator, answered_by=incubator.id)
    request_id = city.asked_proposal(to=person).id
    stranger = web.sign_in(other, NOW)

    assert stranger.get(f"/answers/{request_id}").status_code == 404
    assert stranger.post(f"/answers/{request_id}/forward").status_code == 404
    assert stranger.post("/answers/reach/answers", id=person.id, action="answer_for").status_code == 404
    assert "Bo Xun" not in stranger.get("/answers/reach").get_data(as_text=True)


def test_after_an_import_the_curator_invites_whoever_has_an_address(city: City, web: Web) -> None:
    incubator = city.incubator("Caohe Harbour")
    with_address = city.supervisor("Bo Xun", pool_of=incubator, answered_by=None, email="bo.xun@example.org")
    without = city.supervisor("He Ya", pool_of=incubator, answered_by=None)
    curator = web.sign_in(incubator, NOW)

    answer = curator.post("/answers/reach", id=[with_address.id, without.id], action="invite", sure="yes")
    page = curator.get(answer.location).get_data(as_text=True)

    assert "1 invitation is on its way." in page
    assert "no address is known: He Ya" in page
    assert "The invitation waits to be sent" in page
    deliver(city.graph)
    sent = mails(city)
    assert [one["to"] for one in sent] == ["bo.xun@example.org"]
    assert "Caohe Harbour" in str(sent[0]["body"])
    again = curator.post("/answers/reach", id=with_address.id, action="invite")
    assert "Not invited again" in curator.get(again.location).get_data(as_text=True)


def test_an_invitation_is_taken_back_where_it_stands_and_its_link_opens_nothing(city: City, web: Web) -> None:
    incubator = city.incubator("Caohe Harbour")
    person = city.supervisor("Bo Xun", pool_of=incubator, answered_by=None, email="bo.xun@example.org")
    curator, address = web.sign_in(incubator, NOW), f"/incubator/supervisors/{person.id}/withdraw"
    curator.post("/answers/reach", id=person.id, action="invite")
    deliver(city.graph)
    for page in ("/answers/reach", f"/incubator/supervisors/{person.id}", f"/incubator/pool/{person.id}"):
        assert address in curator.get(page).get_data(as_text=True), page
    assert "Invited: can be asked once they accept" in curator.get("/answers/reach").get_data(as_text=True)
    assert "Take the invitation of Bo Xun back?" in curator.get(address).get_data(as_text=True)
    assert web.sign_in(city.incubator(), NOW).post(address).status_code == 404

    done = curator.follow(address, back="/answers/reach")

    assert "The invitation of Bo Xun is taken back." in done
    assert "Who can be reached?" in done
    assert "Not invited" in done
    assert not run_raw(city.graph, "MATCH (a:Account {email: 'bo.xun@example.org'}) RETURN a.id AS id")
    assert not run_raw(city.graph, "MATCH (t:Token {purpose: 'invite'}) RETURN t.id AS id")
    late = curator.follow(address)
    assert "There is no invitation to take back any more." in late
    assert "Last: Took an invitation" in late


def test_who_answers_is_said_as_it_is_and_who_has_nobody_there_is_taken_over(city: City, web: Web) -> None:
    incubator, other = city.incubator("Caohe Harbour"), city.incubator("Nobody Signs In")
    person = city.supervisor("Bo Xun", pool_of=incubator, answered_by=other.id)
    city.relate(person.id, "IN_POOL_OF", other.id, state="active")
    request_id = city.asked_proposal(to=person).id
    curator = web.sign_in(incubator, NOW)

    before = curator.get("/answers/reach").get_data(as_text=True)
    assert "Another incubator answers for them" in before
    assert "You answer for them" not in before
    assert curator.get(f"/answers/{request_id}").status_code == 404
    curator.post("/answers/reach/answers", id=person.id, action="answer_for")
    assert "Another incubator answers for them" in curator.get("/answers/reach").get_data(as_text=True)

    run_raw(city.graph, "MATCH (a:Account {id: $id}) SET a.state = 'disabled'", id=other.actor.account_id)
    curator.post("/answers/reach/answers", id=person.id, action="answer_for")

    assert "You answer for them" in curator.get("/answers/reach").get_data(as_text=True)
    assert curator.get(f"/answers/{request_id}").status_code == 200
    assert request_id in curator.get("/answers/").get_data(as_text=True)


def test_an_invitation_greets_by_name_and_says_who_invites_and_as_what(city: City, web: Web) -> None:
    incubator = city.incubator("Caohe Harbour")
    named = city.supervisor("Bo Xun", pool_of=incubator, answered_by=None, email="bo.xun@example.org")
    lure = city.supervisor("Win at evil.example", pool_of=incubator, answered_by=None, email="he.ya@example.org")

    web.sign_in(incubator, NOW).post("/answers/reach", id=[named.id, lure.id], action="invite", sure="yes")
    deliver(city.graph)

    first, second = (str(one["body"]) for one in mails(city))
    assert "Bo Xun" in first
    assert "Caohe Harbour" in first
    assert "evil.example" not in second


def invited(city: City) -> dict[str, str]:
    """The language of each mail that was sent, by its address."""
    deliver(city.graph)
    return {
        str(row["to"]): str(row["language"])
        for row in run_raw(city.graph, "MATCH (m:Mail) RETURN m.to AS to, m.language AS language")
    }


def test_many_are_invited_after_a_page_that_says_how_many_and_in_which_language(city: City, web: Web) -> None:
    incubator = city.incubator("Caohe Harbour")
    qiao = city.supervisor(
        "Qiao Lanxin", pool_of=incubator, answered_by=None, email="qiao@example.org", name_zh="乔岚昕"
    )
    brown = city.supervisor("Ann Brown", pool_of=incubator, answered_by=None, email="brown@example.org")
    nobody = city.supervisor("He Ya", pool_of=incubator, answered_by=None)
    curator, ids = web.sign_in(incubator, NOW), [qiao.id, brown.id, nobody.id]

    page = curator.post("/answers/reach", id=ids, action="invite").text

    assert "Invite 2 people?" in page
    assert "each in their own: 1 in Chinese, 1 in English" in page
    assert "1 of the chosen has no address" in page
    assert "乔岚昕，您好" in page, "the email as it will be"
    assert invited(city) == {}, "nothing is sent by the question"

    curator.post("/answers/reach", id=ids, action="invite", sure="yes", language="")
    assert invited(city) == {"qiao@example.org": "zh", "brown@example.org": "en"}


def test_all_are_invited_in_the_language_that_was_chosen(city: City, web: Web) -> None:
    incubator = city.incubator("Caohe Harbour")
    people = [
        city.supervisor(name, pool_of=incubator, answered_by=None, email=f"{name[0]}@example.org")
        for name in ("Bo Xun", "He Ya")
    ]

    web.sign_in(incubator, NOW).post(
        "/answers/reach", id=[one.id for one in people], action="invite", sure="yes", language="zh"
    )

    assert set(invited(city).values()) == {"zh"}
