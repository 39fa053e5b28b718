"""The landing page, the texts below it and the gallery of components in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser
PATHS = ("/", "/components", "/how-matching-works", "/your-data", "/accessibility", "/invitation", "/no-such-page")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_no_serious_fault_and_no_sideways_scroll(
    open_page: OpenPage, serious_faults: Callable[[Page], list[str]], path: str, width: int, scheme: str
) -> None:
    page = open_page(path, width=width, scheme=scheme)

    assert serious_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", PATHS)
def test_a_chinese_page_says_that_it_is_chinese(
    open_page: OpenPage, serious_faults: Callable[[Page], list[str]], path: str
) -> None:
    page = open_page(path, language="zh")

    assert page.get_attribute("html", "lang") == "zh-Hans"
    assert serious_faults(page) == []


def test_the_work_email_goes_along_to_sign_in(open_page: OpenPage) -> None:
    page = open_page("/")
    page.get_by_label("Work email").fill("lu@tidewell.example")
    page.locator("main").get_by_role("button", name="Sign in").click()

    assert page.url.split("?")[0].endswith("/sign-in")
    assert page.locator("#email").input_value() == "lu@tidewell.example"


def test_the_language_switch_comes_back_to_the_same_page_and_is_kept(open_page: OpenPage) -> None:
    page = open_page("/your-data")
    page.get_by_role("button", name="中文").click()
    assert page.url.endswith("/your-data")
    assert page.get_by_role("heading", level=1).inner_text() == "您的数据与权利"

    page.goto("/accessibility")
    assert page.get_attribute("html", "lang") == "zh-Hans"


def test_the_look_follows_the_switch_at_once_and_on_the_next_page(open_page: OpenPage) -> None:
    page = open_page("/")
    with page.expect_response("**/theme"):
        page.get_by_role("button", name="Dark").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 22, 21)"

    page.goto("/your-data")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 22, 21)"


def test_everything_works_without_scripts(open_page: OpenPage) -> None:
    page = open_page("/", java_script_enabled=False)
    page.get_by_role("button", name="Dark").click()
    page.get_by_role("button", name="中文").click()

    assert page.get_attribute("html", "lang") == "zh-Hans"
    assert page.get_attribute("html", "data-bs-theme") == "dark"


def test_the_first_tab_stop_leads_to_the_content_and_focus_is_seen(open_page: OpenPage) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"

    page.keyboard.press("Tab")
    style = page.evaluate("getComputedStyle(document.activeElement).outline")
    assert "2px" in style
    assert "rgb(11, 93, 91)" in style


def test_a_table_is_used_with_the_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page("/components")
    page.locator("main").click(position={"x": 2, "y": 2})
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator("[data-keys] tbody .tick").first.is_checked()
    assert page.locator("[data-count]").inner_text() == "2 chosen"

    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.matches('[data-search]')")


def test_a_menu_closes_on_escape_and_gives_the_focus_back(open_page: OpenPage) -> None:
    page = open_page("/components")
    menu = page.locator("summary", has_text="More")
    menu.click()
    page.keyboard.press("Escape")

    assert page.locator("details[data-menu][open]").count() == 0
    assert menu.evaluate("summary => summary === document.activeElement")


def test_a_first_visit_weighs_less_than_300_kilobytes(open_page: OpenPage) -> None:
    weights: list[int] = []
    page = open_page("/accessibility")
    page.on("response", lambda response: weights.append(len(response.body())))
    page.context.clear_cookies()
    page.goto("/?first", wait_until="networkidle")

    assert weights
    assert sum(weights) < 300_000
