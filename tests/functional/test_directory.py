"""The directory: looking around in one's own words, without a need, and comparing some of those found."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.web import Web

NOW = datetime.now(UTC)

ABROAD = "Built the European office of a sensor company and signed its first distributors there."
PATENTS = "Reads patents of optical sensors and writes freedom-to-operate opinions."


@pytest.fixture
def people(city: City) -> list[str]:
    made = [city.supervisor("Anna Abroad", summary=ABROAD), city.supervisor("Paul Patent", summary=PATENTS)]
    return [one.id for one in made]


def test_who_has_done_what_is_typed_comes_first_and_nothing_is_written(city: City, web: Web, people: list[str]) -> None:
    browser = web.sign_in(city.startup("Xinghai"), NOW)
    page = browser.get("/startup/people?q=第一次把产品卖到海外").get_data(as_text=True)

    assert page.index("Anna Abroad") < page.index("Paul Patent")
    assert "signed its first distributors there" in page
    other = browser.get("/startup/people?q=freedom+to+operate").get_data(as_text=True)
    assert other.index("Paul Patent") < other.index("Anna Abroad")
    assert run_raw(city.graph, "MATCH (p:Proposal) RETURN count(p) AS count")[0]["count"] == 0


def test_a_help_area_alone_is_asked_for_and_becomes_a_need(city: City, web: Web, people: list[str]) -> None:
    browser = web.sign_in(city.startup("Xinghai"), NOW)
    page = browser.get("/startup/people?area=ip_strategy&stage=seed").get_data(as_text=True)

    assert page.index("Paul Patent") < page.index("Anna Abroad")
    assert "/startup/needs/new?kind=mentor&amp;area=ip_strategy&amp;stage=seed" in page
    form = browser.get("/startup/needs/new?kind=mentor&q=Who+reads+patents%3F&area=ip_strategy").get_data(as_text=True)
    assert 'value="Who reads patents?"' in form
    assert '<option selected value="ip_strategy"' in form or 'value="ip_strategy" selected' in form


def test_nobody_in_a_pool_closed_to_the_startup_is_found_or_compared(city: City, web: Web) -> None:
    closed = city.incubator("Closed")
    hidden = city.supervisor("Hidden Person", summary=ABROAD)
    city.relate(hidden.id, "IN_POOL_OF", closed.id, state="active", reserved=True)
    open_ = city.supervisor("Open Person", summary=PATENTS)
    browser = web.sign_in(city.startup("Xinghai"), NOW)

    assert "Hidden Person" not in browser.get("/startup/people?q=abroad").get_data(as_text=True)
    page = browser.get(f"/startup/people/compare?id={hidden.id}&id={open_.id}").get_data(as_text=True)
    assert "Hidden Person" not in page
    assert "Choose two or more" in page


def test_some_stand_side_by_side(city: City, web: Web, people: list[str]) -> None:
    browser = web.sign_in(city.startup("Xinghai"), NOW)
    chosen = "&".join(f"id={one}" for one in people)
    page = browser.get(f"/startup/people/compare?{chosen}&q=sell+abroad").get_data(as_text=True)

    assert page.index("Anna Abroad") < page.index("Paul Patent")
    assert "What speaks for them" in page
    assert page.count("compare-table") == 1


@pytest.mark.parametrize(
    "address", ["?kind=nobody", "?area=nothing&stage=never", "?kind=investor&q=money", "?shown=-1"]
)
def test_an_address_made_up_shows_what_can_be_shown(city: City, web: Web, people: list[str], address: str) -> None:
    browser = web.sign_in(city.startup("Xinghai"), NOW)

    assert browser.get(f"/startup/people{address}").status_code == 200
    assert browser.get(f"/startup/people/compare{address}").status_code == 200


def test_what_nobody_has_done_is_said_and_is_asked_as_a_need(city: City, web: Web, people: list[str]) -> None:
    browser = web.sign_in(city.startup("Xinghai"), NOW)
    cooks = city.supervisor("Cora Cook", summary="Cooks for a hundred guests at the harbour.")
    page = browser.get("/startup/people?q=Who+has+bred+racing+camels%3F").get_data(as_text=True)
    known = browser.get("/startup/people?q=sell+abroad&area=overseas_sales").get_data(as_text=True)

    assert "Nobody here is known to have done just this" in page
    assert "Nobody here is known to have done just this" not in known
    side_by_side = browser.get(f"/startup/people/compare?q=camels&id={people[0]}&id={cooks.id}").get_data(as_text=True)
    assert "/startup/needs/new?kind=mentor&amp;q=camels" in side_by_side
    assert f'<td data-label="{cooks.actor.name}">' in side_by_side


def test_investors_are_looked_for_without_words_so_nobody_is_said_not_to_have_done_it(
    city: City, web: Web, people: list[str]
) -> None:
    browser = web.sign_in(city.startup("Xinghai"), NOW)

    assert "is known to have done" not in browser.get("/startup/people?kind=investor").get_data(as_text=True)


def test_words_count_for_investors_too(city: City, web: Web) -> None:
    """Beside fields and stage, which are alike here, what a fund says of itself stands beside what is typed."""
    city.investor("Aqua Fund", summary="Puts money into salmon farms, fish feed and clean sea water.")
    city.investor("Zenith Fund", summary="Puts money into satellite launchers and rocket engines.")
    browser = web.sign_in(city.startup("Xinghai"), NOW)

    rockets = browser.get("/startup/people?kind=investor&q=rocket+engines+for+satellite+launchers").get_data(
        as_text=True
    )
    fish = browser.get("/startup/people?kind=investor&q=salmon+farms+and+fish+feed").get_data(as_text=True)
    assert rockets.index("Zenith Fund") < rockets.index("Aqua Fund")
    assert fish.index("Aqua Fund") < fish.index("Zenith Fund")
