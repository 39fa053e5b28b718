"""Pages that anybody may read keep the bar of whoever is signed in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.support.city import City
from tests.support.web import Web


@pytest.mark.parametrize("address", ["/how-matching-works", "/your-data"])
def test_whoever_is_signed_in_is_not_asked_to_sign_in(city: City, web: Web, address: str) -> None:
    browser = web.sign_in(city.startup("Xinghai"), datetime.now(UTC))

    page = browser.get(address).get_data(as_text=True)
    assert 'href="/sign-in"' not in page
    assert 'href="/startup/needs"' in page
    browser.post("/sign-out")
    assert 'href="/sign-in"' in browser.get(address).get_data(as_text=True)
