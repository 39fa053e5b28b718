"""What asks is said on the card, ticked in the form of whoever asks and of whoever accepts, and refused unticked."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.conflicts import PLANTED, sides
from tests.support.web import Web

NOW = datetime.now(UTC)


def tick_in(page: str) -> str:
    (key,) = re.findall(r'name="confirmed" value="([^"]+)"', page)
    return str(key)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Ai Fang advises Foldwell"), ("zh", "Ai Fang担任Foldwell的顾问")]
)
def test_both_sides_read_it_and_tick_it(city: City, web: Web, language: str, words: str) -> None:
    two = sides(city)
    PLANTED["advises"][2](city, two)
    need = city.need(two.startup)
    asking, path = web.sign_in(two.startup, NOW, language), f"/startup/needs/{need.id}/proposals/{two.person.id}"

    for address in (f"/startup/needs/{need.id}", path, f"{path}/ask"):
        assert words.replace(" ", "") in asking.get(address).text.replace(" ", "")
    refused = asking.post(f"{path}/ask", note="Could we talk?")
    assert refused.status_code == 409
    assert "Could we talk?" in refused.text
    assert 'id="conflicts-error"' in refused.text
    key = tick_in(refused.text)
    assert asking.post(f"{path}/ask", note="Could we talk?", confirmed=key).status_code == 302

    (row,) = run_raw(city.graph, "MATCH (p:Proposal {state: 'asked'}) RETURN p.id AS id")
    answering, request = web.sign_in(two.person, NOW, language), f"/supervisor/requests/{row['id']}"
    for address in ("/supervisor/", request):
        assert tick_in(answering.get(address).text) == key
    unticked = answering.post(f"{request}/accept")
    assert unticked.status_code == 409
    assert f'id="conflicts-{row["id"]}-error"' in unticked.text
    assert answering.post(f"{request}/accept", confirmed=key).status_code == 302


def test_where_nothing_asks_there_is_nothing_to_tick(city: City, web: Web) -> None:
    two = sides(city)
    need = city.need(two.startup)
    page = web.sign_in(two.startup, NOW).get(f"/startup/needs/{need.id}/proposals/{two.person.id}/ask").text
    assert 'name="confirmed"' not in page
