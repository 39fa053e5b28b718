"""Declaring in two clicks, checking a pair, letting a conflict pass, and what went on in spite of one."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from tests.integration.test_conflict_doors import keys_of
from tests.support.city import City
from tests.support.conflicts import PLANTED, Sides, sides
from tests.support.web import Web
from webapp.operations.conflicts.declare_conflict import declare_conflict
from webapp.operations.requests.accept_proposal import accept_proposal

NOW = datetime.now(UTC)


@pytest.fixture
def two(city: City) -> Sides:
    return sides(city)


def pair_of(two: Sides) -> str:
    return f"/conflicts/pair?startup={two.startup.id}&person={two.person.id}"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_startup_declares_in_two_clicks_and_takes_it_back(city: City, web: Web, two: Sides, language: str) -> None:
    city.asked_proposal(to=two.person, startup=two.startup)
    browser = web.sign_in(two.startup, NOW, language)
    form = f"/conflicts/with/{two.person.id}"
    assert f'href="{form}"' in browser.get(f"/supervisors/{two.person.id}").text
    assert 'name="confidential"' in browser.get(form).text
    assert browser.post(form, confidential="yes").headers["Location"] == "/conflicts/"
    page = browser.get("/conflicts/").text
    assert "Ai Fang" in page
    (declared,) = re.findall(r'action="(/conflicts/declared/[^"]+/take-back)"', page)
    assert browser.post(declared).status_code == 302
    assert "Ai Fang" not in browser.get("/conflicts/").text
    assert browser.get("/conflicts/with/nobody").status_code == 404
    assert browser.post("/conflicts/declared/nobody/take-back").status_code == 404


def test_a_curator_checks_a_pair_and_lets_one_pass_for_a_reason(city: City, web: Web, two: Sides) -> None:
    browser = web.sign_in(two.pool, NOW)
    assert "Nothing stands between them" in browser.get(pair_of(two)).text
    PLANTED["advises"][2](city, two)
    page = browser.get(pair_of(two)).text
    assert "Ai Fang advises Foldwell." in page
    assert ">advises<" in page
    waive = f"/conflicts/pair/{two.startup.id}/{two.person.id}/waive/advises"
    assert f'action="{waive}"' in page
    assert browser.post(waive, reason=" ").status_code == 422
    assert browser.post(waive, reason="x" * 1001).status_code == 422
    assert browser.post(waive, reason="It ended in spirit").status_code == 302
    page = browser.get(pair_of(two)).text
    assert "It ended in spirit" in page
    (back,) = re.findall(r'action="(/conflicts/pair/[^"]+/take-back)"', page)
    assert browser.post(back).status_code == 302
    assert f'action="{waive}"' in browser.get(pair_of(two)).text
    assert browser.post(waive.replace("advises", "founder"), reason="No").status_code == 404
    assert web.sign_in(city.incubator("Other"), NOW).get(pair_of(two)).status_code == 404


def test_of_a_confidential_one_a_curator_reads_only_that_it_is_one(city: City, web: Web, two: Sides) -> None:
    declare_conflict(city.graph, two.startup.actor, two.person.id, NOW, is_confidential=True)
    browser = web.sign_in(two.pool, NOW)
    page = browser.get(pair_of(two)).text
    assert "A conflict of interest" in page
    for betrayed in (">declared<", "Declared", "Confidential", "confidential"):
        assert betrayed not in page
    assert "Confidential" not in browser.get(f"/incubator/pool/{two.person.id}").text


def test_the_incubator_sees_what_went_on_with_a_confirmed_conflict(city: City, web: Web, two: Sides) -> None:
    browser = web.sign_in(two.pool, NOW)
    assert "None went on with a conflict" in browser.get("/conflicts/confirmed").text
    request = city.asked_proposal(to=two.person, startup=two.startup)
    PLANTED["advises"][2](city, two)
    accept_proposal(city.graph, two.person.actor, request.id, NOW, keys_of(city, two))
    page = browser.get("/conflicts/confirmed").text
    assert "Ai Fang advises Foldwell." in page
    assert "Confirmed when accepting" in page
    assert "Ai Fang advises" not in web.sign_in(city.incubator("Other"), NOW).get("/conflicts/confirmed").text
