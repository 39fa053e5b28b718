"""A value of the pool's table is changed where it stands, by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import SignIn

pytestmark = pytest.mark.browser
POOL = "/incubator/pool?col=places&col=tags&sort=name&size=300"


def edit(page: Page, value_name: str) -> Locator:
    """The field in place of the first value of that name that may be changed; Enter on its link opens it."""
    page.locator(f"a.cell-edit[id^='edit-{value_name}-']").first.focus()
    page.keyboard.press("Enter")
    field = page.locator("#edit-form [data-focus]")
    expect(field).to_be_focused()
    return field


def test_places_and_tags_are_changed_in_the_row_by_keyboard_and_put_back(sign_in: SignIn) -> None:
    page = sign_in("incubator", POOL)
    before = edit(page, "capacity").input_value()

    page.keyboard.press("Escape")
    expect(page.locator("#edit-form")).to_have_count(0)
    expect(page.locator("a.cell-edit[id^='edit-capacity-']").first).to_be_focused()

    edit(page, "capacity").fill("999")
    page.keyboard.press("Enter")
    refused = page.locator("#edit-form [aria-invalid=true]")
    expect(refused).to_have_value("999")
    expect(page.locator("#value-error")).not_to_be_empty()
    refused.fill("9" if before != "9" else "8")
    page.keyboard.press("Enter")
    expect(page.locator(".flashes")).to_contain_text("1 record is changed.")

    edit(page, "tags").fill("angels, autumn")
    page.keyboard.press("Enter")
    cell = page.locator("#pool td", has_text="angels").first
    expect(cell).to_contain_text("autumn")
    undo = page.get_by_role("button", name="Undo").last
    undo.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#pool td", has_text="autumn")).to_have_count(0)
