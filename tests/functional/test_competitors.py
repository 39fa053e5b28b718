"""A competitor is only suggested; a founder or a curator says yes or no, and only a yes counts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.integration.test_conflict_doors import conflicts_of
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.conflicts import Sides, sides
from tests.support.web import Web

NOW = datetime.now(UTC)


@pytest.fixture
def two(city: City) -> Sides:
    return sides(city)


def rival_of(city: City, two: Sides) -> Made:
    """A startup in the same narrow field with the same topic, advised by the supervisor."""
    rival = city.startup("Foldbetter")
    plant = (
        "MATCH (a:Startup {id: $one}), (b:Startup {id: $other}), (f:Industry)-[:BROADER]->(:Industry) "
        "WITH a, b, f ORDER BY f.id LIMIT 1 MERGE (t:Topic {id: 'topic-of-tests'}) SET t.name = 'folding' "
        "CREATE (a)-[:IN_INDUSTRY]->(f), (b)-[:IN_INDUSTRY]->(f), (a)-[:ABOUT]->(t), (b)-[:ABOUT]->(t)"
    )
    run_raw(city.graph, plant, one=two.startup.id, other=rival.id)
    city.relate(two.person.id, "ADVISES", rival.id)
    return rival


@pytest.mark.parametrize("who", ["founder", "curator"])
@pytest.mark.parametrize("answer", ["yes", "no"])
def test_it_counts_once_somebody_says_yes(city: City, web: Web, two: Sides, who: str, answer: str) -> None:
    rival = rival_of(city, two)
    browser = web.sign_in(two.startup if who == "founder" else two.pool, NOW)
    page = f"/conflicts/competitors/{two.startup.id}"
    assert "Foldbetter" in browser.get(page).text
    assert conflicts_of(city, two) == []
    assert browser.post(page, other="nobody", answer="yes").status_code == 404
    assert browser.post(page, other=rival.id, answer=answer).status_code == 302
    assert [one.kind for one in conflicts_of(city, two)] == (["competitor"] if answer == "yes" else [])
    assert 'name="other"' not in browser.get(page).text, "nobody is asked twice"
    assert browser.post(page, other=rival.id, answer="yes").status_code == 404


def test_others_neither_read_nor_answer(city: City, web: Web, two: Sides) -> None:
    rival = rival_of(city, two)
    for who in (rival, city.incubator("Other")):
        browser = web.sign_in(who, NOW)
        assert browser.get(f"/conflicts/competitors/{two.startup.id}").status_code == 404
        assert browser.post(f"/conflicts/competitors/{two.startup.id}", other=rival.id, answer="yes").status_code == 404
