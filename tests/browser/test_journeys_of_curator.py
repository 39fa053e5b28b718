"""A curator in a real browser: several supervisors paused and back, a file with faults, what the pool exports."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SignIn

pytestmark = pytest.mark.browser


def test_several_are_paused_at_once_and_put_back(sign_in: SignIn) -> None:
    page = sign_in("incubator", "/incubator/pool?state=active")
    boxes = page.locator("table.pool tbody .tick")
    for place in range(3):
        boxes.nth(place).check()
    page.get_by_role("button", name="Pause…").click()
    expect(page.get_by_role("heading", name="Pause 3 supervisors until when?")).to_be_visible()
    page.get_by_role("button", name="Pause new requests").click()

    page.locator(".message").get_by_role("button", name="Undo").click()
    expect(page.locator(".message").first).to_contain_text("3 supervisors stand as before.")


def test_what_is_shown_of_the_pool_is_exported(sign_in: SignIn, tmp_path: Path) -> None:
    page = sign_in("incubator", "/incubator/pool?q=Gu+Mingche")
    page.locator("summary", has_text="Export 1 shown").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV file").click()
    download.value.save_as(tmp_path / "pool.csv")

    lines = (tmp_path / "pool.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "Gu Mingche" in lines[1]


def test_focus_goes_to_what_is_said_or_stays_at_the_control(sign_in: SignIn) -> None:
    page = sign_in("incubator", "/incubator/doubles")
    page.get_by_role("button", name="Look through the pool").click()
    expect(page.locator("#flashes")).to_be_focused()

    page.goto("/incubator/pool")
    search = page.get_by_role("searchbox").first
    search.fill("Gu")
    search.press("Enter")
    expect(search).to_be_focused()
