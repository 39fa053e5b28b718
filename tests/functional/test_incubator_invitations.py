"""An incubator invites supervisors into its pool: new ones, and those of other pools."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from graph.driver import Graph
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.web import Web
from webapp.runtime.redis import EmbeddedRedis

NOW = datetime.now(UTC)
NEXT_YEAR = (date.today() + timedelta(days=365)).isoformat()


def test_an_invitation_makes_a_profile_an_account_and_a_mail(city: City, web: Web) -> None:
    ours = city.incubator()
    browser = web.sign_in(ours, NOW)

    page = browser.follow(
        "/incubator/invite", name="Lian Yishuo", email="Lian@Example.org", language="zh", until=NEXT_YEAR
    )

    assert "Lian Yishuo" in page
    assert "The invitation goes to" in page
    assert run_raw(city.graph, "MATCH (a:Account {email: 'lian@example.org'}) RETURN a.state AS s") == [
        {"s": "invited"}
    ]
    assert len(run_raw(city.graph, "MATCH (m:Outbox {kind: 'invite_account'}) RETURN m.id")) == 1


def test_who_is_in_the_pool_already_is_not_invited_twice(city: City, web: Web) -> None:
    ours = city.incubator()
    city.supervisor("Gu Mingche", email="gu@example.org", pool_of=ours)
    browser = web.sign_in(ours, NOW)

    for typed in ("gu@example.org", "ｇｕ＠example.org"):
        page = browser.follow("/incubator/invite", name="Gu Mingche", email=typed, language="zh")

        assert "is in your pool or invited already" in page
    assert run_raw(city.graph, "MATCH (s:Supervisor) RETURN count(s) AS n") == [{"n": 1}]


def test_a_supervisor_of_another_pool_joins_with_the_profile_they_have(city: City, web: Web) -> None:
    ours, theirs = city.incubator(), city.incubator()
    person = city.supervisor("Gu Mingche", email="gu@example.org", pool_of=theirs)

    web.sign_in(ours, NOW).follow("/incubator/invite", name="Gu", email="gu@example.org", language="zh")

    pools = run_raw(city.graph, "MATCH (:Supervisor {id: $id})-[:IN_POOL_OF]->(i) RETURN i.id AS id", id=person.id)
    assert {row["id"] for row in pools} == {ours.id, theirs.id}


def test_the_link_that_opens_an_account_lasts_as_long_as_the_setting_says(
    graph: Graph, embedded_redis: EmbeddedRedis, tmp_path: Path
) -> None:
    city = City(graph, NOW)
    web = Web(graph, embedded_redis.url, tmp_path, invitation_days=3)
    curator = web.sign_in(city.incubator(), NOW)

    curator.follow("/incubator/invite", name="Gu", email="gu@example.org", language="zh")
    curator.post("/reset", email="gu@example.org")

    sent = run_raw(graph, "MATCH (m:Outbox {kind: 'invite_account'}) RETURN m.payload AS payload")
    assert [json.loads(str(row["payload"]))["days"] for row in sent] == [3, 3]
