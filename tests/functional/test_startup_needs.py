"""A startup's own pages: needs with drafts, suggestions, closing, and the profile, in both languages."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.web import Browser, Web

NOW = datetime.now(UTC)
WRITTEN = {
    "title": "Who can help us get to first factory?",
    "tags": "先进材料, Piezoelectric sensors",
    "description": "We must choose a furnace.",
    "stage": "pre_a",
    "languages": "zh",
    "places": "1",
}


def post_need(browser: Browser, path: str = "/startup/needs", **fields: str) -> str:
    """Send the form of a need; gives where it leads."""
    browser.get("/startup/needs/new")
    answer = browser.post(path, **{**WRITTEN, **fields})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return str(answer.headers["Location"])


def need_of(city: City, startup: Made) -> dict[str, object]:
    """The newest need as the graph holds it."""
    rows = run_raw(
        city.graph,
        """MATCH (:Startup {id: $id})-[:RAISED]->(n:Need)
        RETURN n.id AS id, n.state AS state, n.title AS title, [(n)-[:IN_INDUSTRY]->(i) | i.id] AS industries,
               [(n)-[:ABOUT]->(t) | t.name] AS topics ORDER BY n.id DESC LIMIT 1""",
        id=startup.id,
    )
    return rows[0] if rows else {}


def test_an_empty_home_says_what_to_do(city: City, web: Web) -> None:
    page = web.sign_in(city.startup(), NOW).get("/startup/").get_data(as_text=True)
    assert "Nothing waits for you" in page
    assert 'href="/startup/needs/new"' in page


def test_a_draft_asks_for_nothing_and_comes_back_as_it_was_typed(city: City, web: Web) -> None:
    startup = city.startup()
    browser = web.sign_in(startup, NOW)
    place = post_need(browser, title="", tags="", description="Not sure yet", action="draft")
    page = browser.get(place).get_data(as_text=True)
    assert "The draft is saved" in page
    assert "Not sure yet" in page
    assert need_of(city, startup)["state"] == "draft"

    need_id = str(need_of(city, startup)["id"])
    post_need(browser, f"/startup/needs/{need_id}", action="open")
    assert need_of(city, startup)["state"] == "open"


def test_tags_in_either_language_become_industries_and_the_rest_topics(city: City, web: Web) -> None:
    startup = city.startup()
    post_need(web.sign_in(startup, NOW), action="open")
    need = need_of(city, startup)
    assert need["industries"] == ["advanced_materials"]
    assert need["topics"] == ["Piezoelectric sensors"]


def test_opening_without_a_question_lists_the_errors_and_keeps_what_was_typed(city: City, web: Web) -> None:
    startup = city.startup()
    browser = web.sign_in(startup, NOW)
    browser.get("/startup/needs/new")
    answer = browser.post("/startup/needs", **{**WRITTEN, "title": "", "tags": "", "action": "open"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "There are 2 problems" in page
    assert 'href="#title"' in page
    assert "We must choose a furnace." in page
    assert need_of(city, startup) == {}


def test_suggestions_complete_the_last_name_in_either_language(city: City, web: Web) -> None:
    browser = web.sign_in(city.startup(), NOW)
    english = browser.get("/startup/suggest?tags=Automobile, robo&from=tags").get_data(as_text=True)
    assert 'value="Automobile, Robotics"' in english
    chinese = browser.get("/startup/suggest?tags=生物&from=tags").get_data(as_text=True)
    assert "Biopharmaceuticals" in chinese


def test_closing_asks_first_and_withdraws_what_waits(city: City, web: Web) -> None:
    startup = city.startup()
    need = city.need(startup)
    request = city.asked_proposal(to=city.supervisor(), need=need)
    browser = web.sign_in(startup, NOW)
    assert "One request that waits will be withdrawn" in browser.get(f"/startup/needs/{need.id}/close").text
    page = browser.follow(f"/startup/needs/{need.id}/close")
    assert "The need is closed. One request was withdrawn." in page
    states = run_raw(city.graph, "MATCH (p:Proposal {id: $id}) RETURN p.state AS s", id=request.id)
    assert states == [{"s": "withdrawn"}]


def test_a_deleted_draft_is_gone_and_an_open_need_cannot_be_deleted(city: City, web: Web) -> None:
    startup = city.startup()
    browser = web.sign_in(startup, NOW)
    post_need(browser, action="draft")
    need_id = str(need_of(city, startup)["id"])
    browser.follow(f"/startup/needs/{need_id}/delete")
    assert need_of(city, startup) == {}
    kept = city.need(startup)
    assert browser.post(f"/startup/needs/{kept.id}/delete").status_code == 409


def test_another_startups_need_is_not_there_on_any_page(city: City, web: Web) -> None:
    need = city.need(city.startup())
    supervisor = city.supervisor()
    request = city.asked_proposal(to=supervisor, need=need)
    stranger = web.sign_in(city.startup(), NOW)
    stranger.get("/startup/needs/new")
    one = f"/startup/needs/{need.id}"
    person = f"{one}/proposals/{supervisor.id}"
    for path in (one, f"{one}/edit", f"{one}/close", f"{one}/left-out", f"{one}/names", person, f"{person}/ask",
                 f"{person}/dismiss", f"/startup/requests/{request.id}", f"/engagements/{request.id}"):  # fmt: skip
        assert stranger.get(path).status_code == 404, path
    for path in (one, f"{one}/close", f"{one}/delete", f"{person}/save", f"{person}/unsave", f"{person}/dismiss",
                 f"{person}/undo-dismiss", f"{person}/ask", f"/startup/requests/{request.id}/withdraw"):  # fmt: skip
        assert stranger.post(path, reason="other", note="Hello", **WRITTEN).status_code == 404, path


def test_the_profile_is_saved_and_speaks_chinese_to_who_reads_chinese(city: City, web: Web) -> None:
    startup = city.startup("Tidewell Sensing")
    browser = web.sign_in(startup, NOW, "zh")
    assert "保存资料" in browser.get("/startup/profile").get_data(as_text=True)
    page = browser.follow(
        "/startup/profile", name="Tidewell Sensing", name_zh="潮井传感", tags="先进材料", stage="seed", languages="zh",
        region="临港", headcount="14", website="https://tidewell.example", summary="", summary_zh="压电陶瓷传感器",
    )  # fmt: skip
    assert "资料已保存" in page
    assert "潮井传感" in page
    bad = browser.post("/startup/profile", name="", website="javascript:alert(1)", stage="seed")
    assert bad.status_code == 422
