"""Help areas of a need: suggested by its words until the founder chooses, and shown with how they came about."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from tests.functional.test_startup_needs import WRITTEN, post_need
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.web import Browser, Web

NOW = datetime.now(UTC)
LISTING = {"title": "When do we begin to prepare our IPO?", "description": ""}


def areas_of(city: City, startup: Made) -> tuple[object, object]:
    [row] = run_raw(
        city.graph,
        "MATCH (:Startup {id: $id})-[:RAISED]->(n:Need) RETURN n.help_areas AS areas, n.help_areas_found AS found",
        id=startup.id,
    )
    return row["areas"], row["found"]


def typed(browser: Browser, **fields: str) -> str | None:
    """What comes back while one types: the lists, or nothing where they stay."""
    browser.get("/startup/needs/new")
    answer = browser.post("/startup/needs/help-areas", **{**WRITTEN, **fields})
    assert answer.status_code in (200, 204)
    return answer.get_data(as_text=True) if answer.status_code == 200 else None


def chosen_in(page: str) -> list[str]:
    return re.findall(r'<option value="(\w+)" selected>', page[page.index('id="help_areas"') :])


def test_the_lists_follow_the_words_until_somebody_chooses(city: City, web: Web) -> None:
    browser = web.sign_in(city.startup(), NOW)

    page = typed(browser, **LISTING)
    assert page is not None
    assert chosen_in(page) == ["listing"]
    assert "Help areas: Listing (IPO)" in page
    assert 'aria-label="Help area 1"' in page
    assert typed(browser, **LISTING, help_areas="listing", suggested_areas="listing") is None
    other = typed(browser, title="Who reads our term sheet?", help_areas="listing", suggested_areas="listing")
    assert other is not None
    assert chosen_in(other) == ["term_sheets"]
    assert typed(browser, title="Who reads our term sheet?", help_areas="pricing", suggested_areas="listing") is None


def test_what_the_words_suggest_is_kept_and_said_to_be_suggested(city: City, web: Web) -> None:
    startup = city.startup()
    browser = web.sign_in(startup, NOW)
    # As without a script: nothing was in the lists.
    place = post_need(browser, **LISTING, action="open")

    assert areas_of(city, startup) == (["listing"], "suggested")
    assert "Listing (IPO) (suggested by your words)" in browser.get(place).get_data(as_text=True)
    browser.get("/language/zh")
    form = browser.get(f"{place}/edit").get_data(as_text=True)
    assert chosen_in(form) == ["listing"]
    assert 'name="suggested_areas" type="hidden" value="listing"' in form


def test_what_the_founder_chose_stays_whatever_is_written_later(city: City, web: Web) -> None:
    startup = city.startup()
    browser = web.sign_in(startup, NOW)
    place = post_need(browser, **LISTING, help_areas="governance", suggested_areas="listing", action="open")
    assert areas_of(city, startup) == (["governance"], "chosen")
    page = browser.get(place).get_data(as_text=True)
    assert "Board and governance" in page
    assert "suggested by your words" not in page

    post_need(browser, place, title="Who reads our term sheet?", help_areas="governance", action="open")
    assert areas_of(city, startup) == (["governance"], "chosen")


def test_more_than_three_or_unknown_areas_are_refused_in_words(city: City, web: Web) -> None:
    browser = web.sign_in(city.startup(), NOW)
    browser.get("/startup/needs/new")

    for given in (["pricing", "listing", "hiring", "grants"], ["nothing_known"]):
        answer = browser.post("/startup/needs", **WRITTEN, help_areas=given, action="open")
        assert answer.status_code == 422
        assert 'href="#help_areas"' in answer.get_data(as_text=True)


def test_money_is_sought_without_help_areas(city: City, web: Web) -> None:
    startup = city.startup()
    post_need(web.sign_in(startup, NOW), **LISTING, kind="investor", amount="5000000", action="open")

    assert areas_of(city, startup) == ([], None)


def test_a_new_question_has_the_fields_of_the_startup(city: City, web: Web) -> None:
    browser = web.sign_in(city.startup("Xinghai", industries=("robotics",)), datetime.now(UTC))

    assert 'value="Robotics"' in browser.get("/startup/needs/new").get_data(as_text=True)
