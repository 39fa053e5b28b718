"""One value of a supervisor is edited where it stands in the pool; of two tabs the second is told."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.web import Browser, Web

NOW = datetime.now(UTC)


def _record(city: City, person: Made) -> dict[str, Any]:
    return dict(
        run_raw(
            city.graph,
            "MATCH (s:Person {id: $id})-[m:IN_POOL_OF]->() RETURN s.category AS category, s.capacity AS capacity, "
            "s.email AS email, m.tags AS tags",
            id=person.id,
        )[0]
    )


def _seen(browser: Browser, path: str) -> str:
    found = re.search(r'name="seen" type="hidden" value="([^"]+)"', browser.get(path).text)
    assert found, path
    return found[1]


@pytest.mark.both_servers
def test_each_value_is_written_where_it_stands_and_the_second_tab_is_told(city: City, web: Web) -> None:
    ours = city.incubator()
    person = city.supervisor("Gu Mingche", pool_of=ours, capacity=3)
    browser = web.sign_in(ours, NOW)
    path = f"/incubator/pool/{person.id}"
    written = {"capacity": "7", "category": "scientist", "tags": "angels, 第三期", "email": "Gu@Example.org"}

    first_tab = {name: _seen(browser, f"{path}/{name}?sort=name") for name in written}
    for name, value in written.items():
        assert "1 record is changed." in browser.follow(f"{path}/{name}?sort=name", value=value, seen=first_tab[name])

    stands = {"capacity": 7, "category": "scientist", "tags": ["angels", "第三期"], "email": "gu@example.org"}
    assert _record(city, person) == stands
    for name in written:
        second = browser.post(f"{path}/{name}", value="2" if name == "capacity" else "", seen=first_tab[name])
        assert second.status_code == 422
        assert "Somebody changed it meanwhile: it says" in second.text
    assert _record(city, person) == stands


def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(city: City, web: Web) -> None:
    ours = city.incubator()
    person = city.supervisor("Gu Mingche", pool_of=ours, capacity=3)
    other = city.supervisor("Wen Rushan", pool_of=ours)
    city.open_account(other.actor)
    browser = web.sign_in(ours, NOW)
    taken = run_raw(city.graph, "MATCH (a:Account {id: $id}) RETURN a.email AS email", id=other.actor.account_id)

    for name, value, said in (
        ("capacity", "99", "Give a number from 0 to 20."),
        ("email", "not an address", "Write an email address"),
        ("email", str(taken[0]["email"]), "Somebody else signs in with this address."),
        ("tags", "x" * 41, "Each tag has at most 40 characters"),
    ):
        path = f"/incubator/pool/{person.id}/{name}?panel=1"
        answer = browser.post(path, value=value, seen=_seen(browser, path))
        assert answer.status_code == 422, name
        assert said in answer.text
        assert f'value="{value}"' in answer.text
    assert _record(city, person)["capacity"] == 3


def test_who_signs_in_keeps_their_record_and_the_tags_are_the_incubators(city: City, web: Web) -> None:
    ours = city.incubator()
    person = city.supervisor("Gu Mingche", pool_of=ours, capacity=3)
    city.open_account(person.actor)
    browser = web.sign_in(ours, NOW)
    page = browser.get(f"/incubator/pool/{person.id}").text

    assert f"/incubator/pool/{person.id}/capacity" not in page
    assert f"/incubator/pool/{person.id}/tags" in page
    assert "They sign in, and keep their own profile" in browser.follow(
        f"/incubator/pool/{person.id}/capacity", value="9", seen="whatever"
    )
    assert _record(city, person)["capacity"] == 3
    assert browser.get(f"/incubator/pool/{person.id}/headline").status_code == 404
