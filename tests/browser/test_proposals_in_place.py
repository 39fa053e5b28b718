"""Steps on the list of proposals leave it as it stood: filters, order, how many are shown, scroll and focus."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn

pytestmark = pytest.mark.browser
CARDS = "article.proposal"


def open_list(sign_in: SignIn, **look: object) -> Page:
    page = sign_in("startup", "/startup/needs", **look)
    page.locator("a[href^='/startup/needs/need-']").first.click()
    page.goto(f"{page.url}?sort=answers&shown=10")
    expect(page.locator(CARDS)).to_have_count(10)
    return page


def scrolled(page: Page) -> int:
    return int(page.evaluate("scrollY"))


@pytest.mark.parametrize("width", [1280, 390])
def test_saving_keeps_view_scroll_and_focus(sign_in: SignIn, width: int) -> None:
    page = open_list(sign_in, width=width)
    address, button = page.url, page.locator(CARDS).nth(4).locator("button[id^='save-']")
    name = str(button.get_attribute("id"))
    button.scroll_into_view_if_needed()
    before = scrolled(page)

    was = button.inner_text()
    button.click()
    expect(page.locator(f"#{name}")).not_to_have_text(was)

    assert page.url == address
    assert abs(scrolled(page) - before) <= 2
    expect(page.locator(f"[id='{name}']")).to_be_focused()
    expect(page.locator("#flashes .message")).to_be_in_viewport()
    page.locator("#flashes").get_by_role("button", name="Undo").click()
    expect(page.locator(f"#{name}")).to_have_text(was)
    assert page.url == address


def test_somebody_is_put_aside_where_the_card_stands_and_found_again(sign_in: SignIn) -> None:
    page = open_list(sign_in)
    address, card = page.url, page.locator(CARDS).nth(3)
    key = card.get_attribute("id")
    card.get_by_role("link", name=re.compile("is not for me$")).click()
    page.get_by_role("button", name="Take off my list").click()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator(CARDS)).to_have_count(10)

    card.get_by_label("Another reason").check()
    card.get_by_label("In your words").fill("Advised our rival last year.")
    page.get_by_role("button", name="Take off my list").click()
    expect(page.locator(f"#{key}")).to_have_count(0)

    assert page.url == address
    expect(page.locator(CARDS).nth(3)).to_be_focused()
    page.get_by_role("link", name="Put aside").click()
    expect(page.locator(".put-aside")).to_contain_text("Advised our rival last year.")
    page.locator(".put-aside").get_by_role("button", name=re.compile("back on the list$")).first.click()
    expect(page.locator(".put-aside", has_text="Advised our rival last year.")).to_have_count(0)


def test_why_opens_and_closes_on_the_list_and_more_begins_where_the_new_ones_do(sign_in: SignIn) -> None:
    page = open_list(sign_in)
    address, card = page.url, page.locator(CARDS).nth(2)
    link = card.locator(".why-link")
    link.scroll_into_view_if_needed()
    link.click()
    expect(card.locator(".proposal-why")).to_be_visible()
    link.click()
    expect(page.locator(".proposal-why")).to_have_count(0)
    assert page.url == address
    expect(link).to_be_focused()

    page.get_by_role("link", name=re.compile(r"^Show \d more$")).click()
    expect(page.locator(CARDS).nth(10)).to_be_visible()
    assert "shown=15" in page.url
    assert "sort=answers" in page.url
    expect(page.locator(CARDS).nth(10)).to_be_focused()
