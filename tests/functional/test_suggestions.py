"""What is suggested while a startup types tells of nobody what they did not state."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from graph.entities.need import NeedFields
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.web import Web
from webapp.operations.needs.save_need import delete_draft, open_need, save_need_draft

NOW = datetime.now(UTC)
SECRET = "ultrasonic kiln furniture"  # pragma: allowlist secret
FIELDS = NeedFields(kind="mentor", title="Whom to ask?", topics=(SECRET,), industries=(), languages=("en",))


def suggested(city: City, startup: Made) -> list[str]:
    return city.graph.read(lambda tx: tx.needs.list_topics_like("ultrasonic", startup_id=startup.id))


def tag(city: City, one: Made) -> None:
    run_raw(
        city.graph,
        "MERGE (t:Topic {id: $topic}) SET t.name = $topic WITH t MATCH (n {id: $id}) CREATE (n)-[:ABOUT]->(t)",
        topic=SECRET, id=one.id,
    )  # fmt: skip


def test_a_draft_is_suggested_to_nobody_else_not_even_once_it_is_gone(city: City, web: Web) -> None:
    writer, other = city.startup("Tidewell"), city.startup("Elsewhere")
    draft = save_need_draft(city.graph, writer.actor, FIELDS, NOW)
    pages = {who.id: web.sign_in(who, NOW) for who in (writer, other)}

    assert SECRET in pages[writer.id].get("/startup/suggest?tags=ultra&from=tags").text
    assert SECRET not in pages[other.id].get("/startup/suggest?tags=ultra&from=tags").text
    delete_draft(city.graph, writer.actor, draft, NOW)
    assert suggested(city, other) == []


@pytest.mark.both_servers
def test_a_topic_of_others_is_suggested_once_enough_startups_stated_it(city: City) -> None:
    reader, first, second, third = (city.startup() for _ in range(4))
    open_need(city.graph, first.actor, FIELDS, NOW)
    open_need(city.graph, first.actor, FIELDS, NOW)
    tag(city, second)
    save_need_draft(city.graph, third.actor, FIELDS, NOW)

    assert suggested(city, reader) == []
    assert suggested(city, second) == [SECRET]

    open_need(city.graph, third.actor, FIELDS, NOW)
    assert suggested(city, reader) == [SECRET]


@pytest.mark.both_servers
def test_a_topic_of_a_profile_is_suggested_to_who_may_read_it(city: City) -> None:
    house = city.incubator()
    inside, outside = city.startup(incubator=house), city.startup()
    kept = city.supervisor()
    city.relate(kept.id, "IN_POOL_OF", house.id, state="active", reserved=True)
    tag(city, kept)

    assert (suggested(city, inside), suggested(city, outside)) == ([SECRET], [])

    tag(city, city.supervisor())
    assert suggested(city, outside) == [SECRET]
