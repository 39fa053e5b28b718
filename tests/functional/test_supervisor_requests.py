"""A supervisor reads requests, accepts, declines with a reason that has an effect, and asks before deciding."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from graph.entities import Actor
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.models import make_model, put
from tests.support.web import Web
from webapp.operations.models.choose_model import promote_model
from webapp.operations.requests.accept_proposal import accept_proposal
from webapp.operations.requests.ask_question import answer_question, ask_question

NOW = datetime.now(UTC)
TO_STARTUP = "You worked with Gu Mingche, who has the same employer"


def state_of(city: City, request: Made) -> str:
    return str(run_raw(city.graph, "MATCH (p:Proposal {id: $id}) RETURN p.state AS s", id=request.id)[0]["s"])


def test_home_shows_everything_that_a_decision_needs(city: City, web: Web) -> None:
    supervisor = city.supervisor("Gu Mingche", capacity=1)
    startup = city.startup(
        "Tidewell Sensing", name_zh="潮井传感", summary="Ceramic pressure sensors. More.", headcount=14
    )
    need = city.need(startup, "From pilot line to first factory")
    city.asked_proposal(
        to=supervisor, need=need, note="A car maker wants 8,000 a month.", asked_at=NOW - timedelta(days=2)
    )

    page = web.sign_in(supervisor, NOW).get("/supervisor/").get_data(as_text=True)

    assert "One request waits for your answer" in page
    for words in (
        "Tidewell Sensing", "潮井传感", "Ceramic pressure sensors", "14 people", "A car maker wants 8,000 a month.",
        "From pilot line to first factory", "Your last free place: 1 of 1 taken", "Waiting 2 days",
        "Accept and suggest a time", "Decline…", "Ask them a question",
    ):  # fmt: skip
        assert words in page, words


def test_reasons_of_a_serving_model_are_said_to_the_one_who_is_asked(city: City, web: Web) -> None:
    startup, lab = city.startup("Tidewell Sensing"), city.lab("A lab")
    colleague, supervisor = city.supervisor("Gu Mingche", works_at=lab), city.supervisor("Shen Jiamu", works_at=lab)
    for _other in range(3):
        city.supervisor()
    earlier = city.asked_proposal(to=colleague, startup=startup)
    accept_proposal(city.graph, colleague.actor, earlier.id, NOW)
    request = city.asked_proposal(to=supervisor, startup=startup)
    for said in ("reason_texts", "reason_texts_zh"):
        run_raw(city.graph, f"MATCH (p:Proposal {{id: $id}}) SET p.{said} = [$text]", id=request.id, text=TO_STARTUP)
    model = make_model(features=("same_employer",), weights={"same_employer": 2.0})
    promote_model(city.graph, Actor.system(), put(city.graph, model), NOW)
    browser = web.sign_in(supervisor, NOW)

    home = browser.get("/supervisor/").get_data(as_text=True)
    assert "They have worked with somebody of your employer" in home
    assert TO_STARTUP not in home
    browser.client.set_cookie("liulu_language", "zh")
    assert "他们曾与您所在单位的人合作" in browser.get("/supervisor/").get_data(as_text=True)
    browser.client.set_cookie("liulu_language", "en")
    browser.post(f"/supervisor/requests/{request.id}/decline", reason="wrong_field")
    answered = browser.get(f"/supervisor/requests/{request.id}").get_data(as_text=True)
    assert "Why you" not in answered, "the request kept no reasons, and who has answered is not ranked again"
    assert TO_STARTUP not in answered


def test_no_reason_is_said_only_where_one_was_looked_for(city: City, web: Web) -> None:
    supervisor = city.supervisor(capacity=3)
    for days in (3, 2):
        city.asked_proposal(to=supervisor, asked_at=NOW - timedelta(days=days))

    home = web.sign_in(supervisor, NOW).get("/supervisor/").get_data(as_text=True)

    assert home.count("See why on the page of this request") == 1, "the first is explained, the second has a page"
    assert home.count("They chose you themselves.") <= 1


def test_in_chinese_the_same_page_speaks_chinese(city: City, web: Web) -> None:
    supervisor = city.supervisor("Gu Mingche", name_zh="顾明澈")
    city.asked_proposal(to=supervisor, startup=city.startup("Tidewell Sensing", name_zh="潮井传感"))

    page = web.sign_in(supervisor, NOW, "zh").get("/supervisor/").get_data(as_text=True)

    assert 'lang="zh-Hans"' in page
    assert "潮井传感" in page
    assert "有 1 个请求等您答复" in page


def test_accepting_takes_the_place_and_leads_to_the_engagement(city: City, web: Web) -> None:
    supervisor = city.supervisor(capacity=2)
    request = city.asked_proposal(to=supervisor, startup=city.startup("Tidewell"), asked_at=NOW)
    browser = web.sign_in(supervisor, NOW)
    browser.get("/supervisor/")

    answer = browser.post(f"/supervisor/requests/{request.id}/accept")

    assert answer.headers["Location"] == f"/engagements/{request.id}"
    assert state_of(city, request) == "accepted"
    home = browser.get("/supervisor/").get_data(as_text=True)
    assert "You now guide Tidewell. Suggest a first meeting?" in home
    assert "1 of 2 taken" in home


def test_a_last_place_that_is_gone_gets_a_page_that_says_so_and_the_request_stays(city: City, web: Web) -> None:
    supervisor = city.supervisor("Gu Mingche", capacity=1)
    first, second = (city.asked_proposal(to=supervisor, asked_at=NOW) for _ in range(2))
    browser = web.sign_in(supervisor, NOW)
    browser.get("/supervisor/")
    browser.post(f"/supervisor/requests/{first.id}/accept")

    answer = browser.post(f"/supervisor/requests/{second.id}/accept")

    assert answer.status_code == 409
    assert "You have no free place any more." in answer.get_data(as_text=True)
    assert state_of(city, second) == "asked"


def test_declining_takes_two_clicks_says_its_effect_and_can_be_undone(city: City, web: Web) -> None:
    supervisor = city.supervisor()
    request = city.asked_proposal(to=supervisor, asked_at=NOW)
    browser = web.sign_in(supervisor, NOW)
    reasons = browser.get(f"/supervisor/requests/{request.id}/decline").get_data(as_text=True)
    assert "never proposed to them again" in reasons

    home = browser.follow(f"/supervisor/requests/{request.id}/decline", reason="wrong_field")

    assert "You declined the request" in home
    assert f"/supervisor/requests/{request.id}/undo-decline" in home
    assert state_of(city, request) == "declined"
    browser.follow(f"/supervisor/requests/{request.id}/undo-decline")
    assert state_of(city, request) == "asked"


def test_a_decline_for_time_needs_a_day_and_keeps_what_was_typed(city: City, web: Web) -> None:
    supervisor = city.supervisor()
    request = city.asked_proposal(to=supervisor, asked_at=NOW)
    browser = web.sign_in(supervisor, NOW)
    browser.get("/supervisor/")

    answer = browser.post(f"/supervisor/requests/{request.id}/decline", reason="no_time", ask_again_on="2020-01-01")

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Give a day after today on which to be asked again." in page
    assert 'value="2020-01-01"' in page
    assert state_of(city, request) == "asked"


def test_a_question_is_sent_and_stands_with_the_request(city: City, web: Web) -> None:
    supervisor = city.supervisor()
    request = city.asked_proposal(to=supervisor, asked_at=NOW)
    browser = web.sign_in(supervisor, NOW)
    browser.get(f"/supervisor/requests/{request.id}")

    page = browser.follow(f"/supervisor/requests/{request.id}/question", text="Which yield do you reach?")

    assert "Which yield do you reach?" in page
    assert state_of(city, request) == "asked"


def test_another_supervisors_request_is_not_there(city: City, web: Web) -> None:
    request = city.asked_proposal(to=city.supervisor(), asked_at=NOW)
    browser = web.sign_in(city.supervisor(), NOW)
    browser.get("/supervisor/")

    assert browser.get(f"/supervisor/requests/{request.id}").status_code == 404
    assert browser.post(f"/supervisor/requests/{request.id}/accept").status_code == 404
    assert browser.post(f"/supervisor/requests/{request.id}/decline", reason="wrong_field").status_code == 404


def test_the_mails_link_leads_there_after_sign_in(city: City, web: Web) -> None:
    request = city.asked_proposal(to=city.supervisor(), asked_at=NOW)

    answer = web.app.test_client().get(f"/supervisor/requests/{request.id}")

    assert answer.status_code == 302
    assert f"next=/supervisor/requests/{request.id}" in answer.headers["Location"]


def test_home_says_that_the_startup_answered_until_something_else_is_asked(city: City, web: Web) -> None:
    supervisor, startup = city.supervisor("Gu Mingche"), city.startup("Tidewell Sensing")
    request = city.asked_proposal(to=supervisor, need=city.need(startup))
    ask_question(city.graph, supervisor.actor, request.id, "How many furnaces?", NOW)
    browser = web.sign_in(supervisor, NOW)
    assert "answered your question" not in browser.get("/supervisor/").text

    answer_question(city.graph, startup.actor, request.id, "Two, from May on.", NOW + timedelta(minutes=1))
    home = browser.get("/supervisor/").text
    assert "One startup answered your question." in home
    assert "They answered your question (today): “Two, from May on.”" in home
    assert f"/supervisor/requests/{request.id}#remarks" in home

    ask_question(city.graph, supervisor.actor, request.id, "Which make?", NOW + timedelta(minutes=2))
    assert "answered your question" not in browser.get("/supervisor/").text


def test_why_somebody_was_asked_stays_after_the_answer(city: City, web: Web) -> None:
    supervisor = city.supervisor("Gu Mingche", industries=("advanced_materials",))
    for _other in range(3):
        city.supervisor(industries=("biotechnology",))
    startup = city.startup("Tidewell Sensing", industries=("advanced_materials",))
    need = city.need(startup, "From pilot line to first factory", industries=("advanced_materials",))
    founder, browser = web.sign_in(startup, NOW), web.sign_in(supervisor, NOW)
    founder.post(f"/startup/needs/{need.id}/proposals/{supervisor.id}/ask", note="A note")
    (row,) = run_raw(city.graph, "MATCH (p:Proposal {state: 'asked'}) RETURN p.id AS id")
    page = f"/supervisor/requests/{row['id']}"

    def reasons() -> str:
        found = browser.get(page).text.partition('class="request-facts"')[2].partition('<ul class="reasons">')[2]
        return found.partition("</ul>")[0]

    before = reasons()
    assert "<li>" in before
    browser.post(f"{page}/accept")
    assert reasons() == before
    assert "They chose you themselves." not in browser.get(page).text
