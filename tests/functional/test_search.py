"""A founder finds people by name, field or topic, in either language, and sees nobody who is another pool's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.web import Web

NOW = datetime.now(UTC)


def about(city: City, person: Made, topic: str) -> Made:
    """Somebody who names a topic."""
    run_raw(
        city.graph,
        "MERGE (t:Topic {id: $id}) SET t.name = $topic WITH t MATCH (n:Person {id: $person}) CREATE (n)-[:ABOUT]->(t)",
        id=topic.lower(), topic=topic, person=person.id,
    )  # fmt: skip
    return person


@pytest.mark.parametrize("typed", ["陶瓷", "ceram", "Ceramics"])
def test_a_topic_is_found_in_either_language(city: City, web: Web, typed: str) -> None:
    person = about(city, city.supervisor("Gu Mingche"), "Ceramics")
    about(city, city.supervisor("Shen Jiamu"), "Payments")
    browser = web.sign_in(city.startup("Tidewell Sensing"), NOW)

    page = browser.get(f"/startup/search?q={typed}").text

    assert "Supervisors by field" in page
    assert f"/supervisors/{person.id}" in page
    assert "Shen Jiamu" not in page


def test_nobody_of_another_pool_is_found_by_field(city: City, web: Web) -> None:
    person = about(city, city.supervisor("Gu Mingche"), "Ceramics")
    city.relate(person.id, "IN_POOL_OF", city.incubator("Closed House").id, state="active", reserved=True)
    browser = web.sign_in(city.startup("Tidewell Sensing"), NOW)

    assert "Gu Mingche" not in browser.get("/startup/search?q=Ceramics").text


def test_one_letter_finds_no_field(city: City, web: Web) -> None:
    about(city, city.supervisor("Gu Mingche"), "Ceramics")
    browser = web.sign_in(city.startup("Tidewell Sensing"), NOW)

    assert "by field" not in browser.get("/startup/search?q=c").text


@pytest.mark.parametrize(("language", "option"), [("zh", "陶瓷"), ("en", "Ceramics")])
def test_a_topic_that_nobody_used_yet_is_suggested(city: City, web: Web, language: str, option: str) -> None:
    browser = web.sign_in(city.startup("Tidewell Sensing"), NOW, language)

    assert f'value="{option}"' in browser.get("/startup/suggest?q=陶瓷").text
