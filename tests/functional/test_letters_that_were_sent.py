"""A letter can be found again: as it was written, by whom and to whom, by its own incubator alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.support.city import City
from tests.support.web import Web

pytestmark = pytest.mark.both_servers
NOW = datetime.now(UTC)
LETTER = {
    "subject": "Your place, {name}", "body": "We count on you, {name}.", "subject_zh": "{名字}的名额",
    "body_zh": "期待您，{名字}。",
}  # fmt: skip


def test_a_letter_stands_in_a_list_as_it_was_written(city: City, web: Web) -> None:
    ours = city.incubator()
    people = [city.supervisor(name, pool_of=ours) for name in ("Ann Lin", "Bo Xun")]
    for one in people:
        city.open_account(one.actor)
    browser = web.sign_in(ours, NOW)
    assert "No letter was sent yet" in browser.get("/incubator/letters/sent").text

    browser.post("/incubator/pool/write", id=[one.id for one in people], step="send", once="1", **LETTER)

    page = browser.get("/incubator/letters/sent").text
    assert page.count("We count on you, {name}.") == 1, "one letter, however many got it"
    assert "期待您，{名字}。" in page
    assert "to 2 supervisors" in page
    for one in people:
        assert f"/incubator/supervisors/{one.id}/sent" in page
    assert "/incubator/letters/sent" in browser.get("/incubator/pool").text
    assert "/incubator/letters/sent" in browser.get(f"/incubator/supervisors/{people[0].id}/sent").text
    strange = web.sign_in(city.incubator(), NOW)
    assert "We count on you" not in strange.get("/incubator/letters/sent").text
