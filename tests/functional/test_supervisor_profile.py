"""A supervisor's places, pause, profile and lists."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.support.city import City
from tests.support.web import Web
from webapp.operations.requests.accept_proposal import accept_proposal

NOW = datetime.now(UTC)


def test_places_change_and_a_wrong_number_stays_to_be_fixed(city: City, web: Web) -> None:
    supervisor = city.supervisor(capacity=2)
    browser = web.sign_in(supervisor, NOW)
    browser.get("/supervisor/places")

    assert "0 of 5 taken" in browser.follow("/supervisor/places", capacity="5")
    answer = browser.post("/supervisor/places", capacity="99")
    assert answer.status_code == 422
    assert "Give a number from 0 to 20." in answer.get_data(as_text=True)


def test_a_pause_shows_its_end_and_can_be_ended(city: City, web: Web) -> None:
    supervisor = city.supervisor()
    browser = web.sign_in(supervisor, NOW)
    browser.get("/supervisor/places")
    until = (NOW + timedelta(days=40)).date().isoformat()

    assert "You are paused until" in browser.follow("/supervisor/pause", until=until)
    assert "Startups can ask you again." in browser.follow("/supervisor/resume")
    assert browser.post("/supervisor/pause", until="2020-01-01").status_code == 422


def test_a_saved_profile_maps_words_to_the_official_fields(city: City, web: Web) -> None:
    supervisor = city.supervisor(industries=())
    browser = web.sign_in(supervisor, NOW)
    browser.get("/supervisor/profile")

    page = browser.follow(
        "/supervisor/profile", headline="Took two makers to volume", fields="集成电路, yield review", stages=["seed"],
        languages=["zh", "en"],
    )  # fmt: skip

    assert "Took two makers to volume" in page
    seen = city.graph.read(lambda tx: tx.providers.get(supervisor.id, visible_to=supervisor.actor))
    assert (seen.industry_ids, seen.topics) == (("integrated_circuits",), ("yield review",))
    assert seen.languages == ("zh", "en")


def test_a_profile_without_a_field_is_refused_with_what_was_typed(city: City, web: Web) -> None:
    browser = web.sign_in(city.supervisor(), NOW)
    browser.get("/supervisor/profile")

    answer = browser.post("/supervisor/profile", headline="Kept words", fields=" , ")

    assert answer.status_code == 422
    assert "Kept words" in answer.get_data(as_text=True)


def test_fields_are_suggested_in_either_language(city: City, web: Web) -> None:
    browser = web.sign_in(city.supervisor(), NOW)

    for typed in ("robots, integr", "机器人，集成"):
        page = browser.get("/supervisor/profile/fields", query_string={"fields": typed}).get_data(as_text=True)
        assert "Integrated circuits" in page


def test_an_accepted_startup_stands_among_mine(city: City, web: Web) -> None:
    supervisor = city.supervisor()
    request = city.asked_proposal(to=supervisor, startup=city.startup("Suhe Biolabs"), asked_at=NOW)
    accept_proposal(city.graph, supervisor.actor, request.id, NOW)
    browser = web.sign_in(supervisor, NOW)

    page = browser.get("/supervisor/startups").get_data(as_text=True)

    assert "Suhe Biolabs" in page
    assert "You guide 1 startup" in page
    answered = browser.get("/supervisor/requests").get_data(as_text=True)
    assert "You accepted" in answered
