"""The page of a member has a button for what would change something, and for nothing else."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.web import Web

NOW = datetime.now(UTC)
NEXT_YEAR = (date.today() + timedelta(days=300)).isoformat()


@pytest.mark.parametrize(
    ("term", "offered"),
    [
        ("SET m.state = 'active'", {"end", "pause", "write", "renew"}),
        ("SET m.state = 'active', m.to = date('2026-01-31')", {"end", "renew"}),
        ("SET m.state = 'ended'", {"renew"}),
        ("SET m.state = 'left'", {"renew"}),
        ("SET m.state = 'invited', m.name = 'Qiao Lanxin'", set()),
    ],
)
def test_a_page_offers_what_would_change_something(city: City, web: Web, term: str, offered: set[str]) -> None:
    ours = city.incubator()
    person = city.supervisor("Qiao Lanxin", pool_of=ours)
    city.open_account(person.actor)
    run_raw(city.graph, f"MATCH (:Person {{id: $id}})-[m:IN_POOL_OF]->() {term}", id=person.id)
    browser = web.sign_in(ours, NOW)

    page = browser.get(f"/incubator/supervisors/{person.id}").text

    assert set(re.findall(r'name="action" value="(\w+)"', page)) == offered
    for action in offered - {"write"}:
        said = browser.follow(f"/incubator/pool/{action}", id=person.id, until=NEXT_YEAR, reason="time")
        assert "Nothing had to be changed" not in said
        run_raw(city.graph, f"MATCH (:Person {{id: $id}})-[m:IN_POOL_OF]->() {term}", id=person.id)
        run_raw(city.graph, "MATCH (p:Person {id: $id}) SET p.state = 'active', p.paused_by = null", id=person.id)
