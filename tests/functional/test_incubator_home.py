"""The curator's first page says after how many days a request lapses here."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.domain.reasons import DeclineReason
from tests.support.city import City
from tests.support.web import Web
from webapp.operations.requests.accept_proposal import accept_proposal
from webapp.operations.requests.ask_for_introduction import withdraw_request
from webapp.operations.requests.decline_proposal import decline_proposal
from webapp.runtime.redis import EmbeddedRedis

NOW = datetime.now(UTC)


@pytest.mark.parametrize(("language", "text"), [("en", "after 30 days a request lapses"), ("zh", "30天后请求失效")])
def test_requests_lapse_after_the_days_of_the_setting(
    city: City, embedded_redis: EmbeddedRedis, tmp_path: Path, language: str, text: str
) -> None:
    web = Web(city.graph, embedded_redis.url, tmp_path, expire_after_days=30)

    page = web.sign_in(city.incubator(), NOW, language).get("/incubator/").get_data(as_text=True)

    assert text in page


def test_a_need_says_how_far_asking_got(city: City, web: Web) -> None:
    incubator = city.incubator()
    startup, supervisors = city.startup(incubator=incubator), [city.supervisor() for _ in range(4)]
    asked = [
        city.asked_proposal(to=supervisor, startup=startup, need=city.need(startup, f"Need {place}", places=2))
        for place, supervisor in enumerate(supervisors)
    ]
    city.need(startup, "Need 4")
    accept_proposal(city.graph, supervisors[0].actor, asked[0].id, NOW)
    decline_proposal(city.graph, supervisors[1].actor, asked[1].id, NOW, reason=DeclineReason.WRONG_FIELD)
    withdraw_request(city.graph, startup.actor, asked[2].id, NOW)

    page = web.sign_in(incubator, NOW).get(f"/incubator/startups/{startup.id}").get_data(as_text=True)

    for words in ("1 said yes", "1 said no", "1 asked, and taken back", "1 asked<", "Nobody asked"):
        assert page.count(words) == 1, words
