"""How pages look where it can be measured: both themes, a phone, paper, the reader's own colours."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.test_journeys import PAGES, open_proposals

pytestmark = pytest.mark.browser
Faults = Callable[[Page], list[str]]
MENUS = ".table-filters-inside > :is(details, a)"


def speak_chinese(page: Page) -> None:
    """Switch to Chinese by the bar's button."""
    page.locator("button[name=language][value=zh]").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
@pytest.mark.parametrize(("role", "path"), PAGES)
def test_a_signed_in_page_has_no_serious_fault_in_the_other_looks(
    sign_in: SignIn, serious_faults: Faults, role: str, path: str, width: int, scheme: str
) -> None:
    page = sign_in(role, path, width=width, scheme=scheme)

    assert page.url.endswith(path)
    assert serious_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("role", "path"), [("incubator", "/incubator/pool"), ("startup", "/startup/")])
def test_a_chinese_page_on_a_dark_phone_has_no_serious_fault(
    sign_in: SignIn, serious_faults: Faults, role: str, path: str
) -> None:
    page = sign_in(role, path, width=390, scheme="dark")
    speak_chinese(page)

    assert serious_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_filters_of_the_pool_fold_on_a_phone_behind_a_button_that_counts_them(
    sign_in: SignIn, serious_faults: Faults
) -> None:
    page = sign_in("incubator", "/incubator/pool", width=390)
    button = page.locator(".table-filters > summary")
    expect(button).to_have_text("Filters, 1 set")
    expect(page.locator(MENUS).first).to_be_hidden()

    button.click()
    expect(page.locator(MENUS)).to_have_count(5)
    page.locator(".table-filters .filter-menu summary").first.click()
    page.get_by_label("Scientist").check()
    assert serious_faults(page) == []

    page.get_by_role("button", name="Show these").first.click()
    expect(page).to_have_url(re.compile("category=scientist"))
    expect(page.locator(".table-filters > summary")).to_have_text("Filters, 2 set")


def test_the_filters_of_the_pool_stand_open_on_a_phone_without_scripts(sign_in: SignIn) -> None:
    page = sign_in("incubator", "/incubator/pool", width=390, java_script_enabled=False)

    expect(page.locator(MENUS).first).to_be_visible()


# How much wider than ours another machine's fonts may draw each letter.
WIDER_FONT = "0.08em"


@pytest.mark.parametrize("spacing", ["normal", WIDER_FONT])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_tools_above_the_pool_stand_on_one_line_of_a_desktop_in_any_font(
    sign_in: SignIn, language: str, spacing: str
) -> None:
    page = sign_in("incubator", "/incubator/pool")
    if language == "zh":
        speak_chinese(page)
    page.evaluate("spacing => { document.documentElement.style.letterSpacing = spacing }", spacing)
    tools = page.locator(".table-filters .filter:visible").evaluate_all(
        "all => all.map(one => [one.getBoundingClientRect().top, one.getBoundingClientRect().right])"
    )
    cut = page.locator(".table-filters .filter:visible span").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent)"
    )

    assert len({top for top, _right in tools}) == 1
    assert max(right for _top, right in tools) <= page.evaluate("document.documentElement.clientWidth")
    if spacing == "normal":
        assert cut == []


@pytest.mark.parametrize("width", [768, 1024, 1240])
def test_no_title_or_menu_is_squeezed_between_a_phone_and_a_desktop(sign_in: SignIn, width: int) -> None:
    page = sign_in("incubator", "/incubator/pool", width=width)

    assert page.locator("h1").evaluate("one => one.getBoundingClientRect().height") < 60
    menu, end = page.locator(".bar-nav"), page.locator(".bar-end")
    if menu.is_visible():
        last = menu.locator("li, details").last.evaluate("one => one.getBoundingClientRect().right")
        assert last <= end.evaluate("one => one.getBoundingClientRect().left")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_proposals_print_on_white_without_buttons_even_when_the_screen_is_dark(sign_in: SignIn) -> None:
    page = sign_in("startup", "/startup/", scheme="dark")
    open_proposals(page)
    page.emulate_media(media="print")

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.locator(".bar")).to_be_hidden()
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".proposal-actions").first).to_be_hidden()
    expect(page.locator(".proposal .reasons").first).to_be_visible()


def test_the_readers_own_colours_keep_focus_buttons_and_bars_apart(sign_in: SignIn) -> None:
    page = sign_in("startup", "/startup/", scheme="dark", forced_colors="active")
    open_proposals(page)
    go = page.locator(".proposal .button-go").first
    painted = "element => getComputedStyle(element)"

    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert go.evaluate(f"{painted}.backgroundColor") != paper
    track, fill = page.locator(".fit-bar .track").first, page.locator(".fit-bar .fill").first
    assert track.evaluate(f"{painted}.fill") != fill.evaluate(f"{painted}.fill")
    assert track.evaluate(f"{painted}.stroke") != paper
