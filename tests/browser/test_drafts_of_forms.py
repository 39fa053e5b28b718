"""What is typed into a form is kept without sending it, and said where it cannot be."""

from __future__ import annotations

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.conftest import SignIn
from webapp.demo import DEMO_ACCOUNTS, DEMO_PASSWORD

pytestmark = pytest.mark.browser
TYPED = "Our second line stands still for want of a certified operator."


def type_and_wait(page: Page) -> None:
    page.locator("#description").press_sequentially(TYPED)
    expect(page.locator(".draft-kept")).to_be_visible()


def test_what_was_typed_is_there_after_leaving_and_after_the_session_ended(sign_in: SignIn) -> None:
    page = sign_in("startup", "/startup/needs/new")
    type_and_wait(page)
    page.goto("/startup/needs")
    page.goto("/startup/needs/new")
    expect(page.locator("#description")).to_have_value(TYPED)
    expect(page.locator(".restored")).to_contain_text("Restored what you typed at")

    page.context.clear_cookies()
    page.fill("#title", "Who trains operators?")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.locator(".flashes")).to_contain_text("What you typed is kept")
    page.fill("#email", dict(DEMO_ACCOUNTS)["startup"])
    page.fill("#password", DEMO_PASSWORD)
    page.locator("main button[type=submit]").click()
    expect(page.locator("#title")).to_have_value("Who trains operators?")
    expect(page.locator("#description")).to_have_value(TYPED)

    page.get_by_role("button", name="Discard").click()
    expect(page.locator("#title")).to_have_value("")


def test_leaving_is_held_up_only_where_nothing_could_be_kept(sign_in: SignIn) -> None:
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page = sign_in("startup", "/startup/profile")
    page.on("dialog", leave)
    page.locator("#summary").press_sequentially(" And more.")
    expect(page.locator(".draft-kept")).to_be_visible()
    page.goto("/startup/needs")
    assert asked == []

    page.goto("/startup/profile")
    page.route("**/drafts", lambda route: route.abort())
    page.locator("#summary").press_sequentially(" And more.")
    expect(page.locator(".draft-kept")).to_contain_text("could not be kept")
    page.goto("/startup/needs")
    assert asked == ["beforeunload"]


def test_a_field_says_how_much_room_is_left_and_cuts_nothing(sign_in: SignIn) -> None:
    page = sign_in("startup", "/startup/profile")
    page.fill("#name", "n" * 170)
    expect(page.locator("#name-count")).to_have_text("170 of 200 characters")
    page.fill("#name", "n" * 203)
    expect(page.locator("#name-count")).to_have_text("3 characters too many")
    expect(page.locator("#name")).to_have_value("n" * 203)
