"""Whom a closed pool keeps is to a startup elsewhere like somebody who was never there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.web import Browser, Web

NOW = datetime.now(UTC)
STEPS = ("", "/dismiss", "/save", "/unsave", "/undo-dismiss", "/ask")


def closed(city: City) -> Made:
    """A supervisor whom another incubator keeps for its own startups."""
    person = city.supervisor("Gu Mingche", name_zh="顾明澈", headline="Kilns")
    city.relate(person.id, "IN_POOL_OF", city.incubator("Closed House").id, state="active", reserved=True)
    return person


def answers(browser: Browser, need: str, person: str) -> dict[str, tuple[int, str]]:
    """What each address of a proposal says, read and sent; the id itself left aside."""
    found = {}
    for step in STEPS:
        path = f"/startup/needs/{need}/proposals/{person}{step}"
        for verb, answer in (
            ("GET", browser.get(path)),
            ("POST", browser.post(path, reason="not_our_field", note="Hi")),
        ):
            text = answer.get_data(as_text=True).replace(person, "ID").split("<main")[-1].split("Reference number")[0]
            found[f"{verb} {step}"] = answer.status_code, text
    return found


def talent(city: City) -> str:
    run_raw(city.graph, "CREATE (:Person:Talent {id: 'talent-1', name: 'Somebody'})")
    return "talent-1"


WHO: dict[str, Callable[[City], str]] = {
    "kept in a closed pool": lambda city: closed(city).id,
    "an investor": lambda city: city.investor().id,
    "a startup": lambda city: city.startup().id,
    "a talent": talent,
}


@pytest.mark.parametrize("who", WHO)
def test_who_cannot_be_proposed_answers_like_a_made_up_id(city: City, web: Web, who: str) -> None:
    startup = city.startup("Tidewell")
    need, browser = city.need(startup), web.sign_in(startup, NOW)
    hidden = WHO[who](city)

    said = answers(browser, need.id, hidden)

    assert said == answers(browser, need.id, "person-made-up")
    assert {status for status, _text in said.values()} <= {404, 405}
    assert run_raw(city.graph, "MATCH (p:Proposal) RETURN p.id AS id") == []


def test_no_page_of_a_startup_names_whom_a_closed_pool_keeps(city: City, web: Web) -> None:
    startup, person = city.startup("Tidewell"), closed(city)
    need, open_one = city.need(startup), city.supervisor("Lian Yishuo")
    browser = web.sign_in(startup, NOW)
    before = {
        "list": f"/startup/needs/{need.id}",
        "left out": f"/startup/needs/{need.id}/left-out",
        "names": f"/startup/needs/{need.id}/names?against=ming",
        "search": "/startup/search?q=ming",
        "why": f"/startup/needs/{need.id}/proposals/{open_one.id}?against=Gu+Mingche",
    }

    pages = {name: browser.get(path) for name, path in before.items()}

    assert [name for name, page in pages.items() if page.status_code != 200] == []
    told = {name: page.text.replace("Gu+Mingche", "").replace('value="Gu Mingche"', "") for name, page in pages.items()}
    assert {name for name, text in told.items() if "顾明澈" in text or person.id in text or "Kilns" in text} == set()
