"""The curator's first page says after how many days a request lapses here."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.city import City
from tests.support.web import Web
from webapp.runtime.redis import EmbeddedRedis

NOW = datetime.now(UTC)


@pytest.mark.parametrize(("language", "text"), [("en", "after 30 days a request lapses"), ("zh", "30天后请求失效")])
def test_requests_lapse_after_the_days_of_the_setting(
    city: City, embedded_redis: EmbeddedRedis, tmp_path: Path, language: str, text: str
) -> None:
    web = Web(city.graph, embedded_redis.url, tmp_path, expire_after_days=30)

    page = web.sign_in(city.incubator(), NOW, language).get("/incubator/").get_data(as_text=True)

    assert text in page
