"""Each user's job, walked in a real browser over the demonstration city."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn

pytestmark = pytest.mark.browser
Faults = Callable[[Page], list[str]]
WHY = "main a[href*='/proposals/person']:not([href*='ask']):not([href*='dismiss'])"
PAGES = (
    ("startup", "/startup/"),
    ("startup", "/startup/needs/new"),
    ("startup", "/startup/needs/need-tidewell-60"),
    ("investor", "/investor/"),
    ("supervisor", "/supervisor/"),
    ("supervisor", "/supervisor/profile"),
    ("supervisor", "/account/data"),
    ("startup", "/account/delete"),
    ("incubator", "/incubator/"),
    ("incubator", "/incubator/pool"),
    ("incubator", "/incubator/import"),
    ("incubator", "/incubator/gaps?axes=area-group&row=all&column=future"),
    ("administrator", "/admin/audit"),
    ("administrator", "/admin/accounts"),
)


def open_proposals(page: Page) -> None:
    """From the startup's home to its first need with a free place: tests before this one fill some."""
    links = page.locator("main a[href*='/needs/need-']").evaluate_all("all => all.map(one => one.href)")
    for link in dict.fromkeys(links):
        page.goto(link)
        if page.locator("article.proposal .button-go").count():
            return
    raise AssertionError(f"no need with somebody to ask: {links}")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
@pytest.mark.parametrize(("role", "path"), PAGES)
def test_a_signed_in_page_has_no_serious_fault_and_no_sideways_scroll(
    sign_in: SignIn, serious_faults: Faults, role: str, path: str, width: int, scheme: str
) -> None:
    page = sign_in(role, path, width=width, scheme=scheme)

    assert page.url.endswith(path)
    assert serious_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_startup_saves_a_proposal_and_takes_it_off_again(sign_in: SignIn, scripts: bool) -> None:
    page = sign_in("startup", "/startup/", java_script_enabled=scripts)
    open_proposals(page)
    saved = page.get_by_role("button", name=re.compile("^Saved: take "))
    before, button = saved.count(), page.get_by_role("button", name=re.compile("^Save ")).first
    taken = page.locator(f"#{button.get_attribute('id')}")
    button.click()
    expect(saved).to_have_count(before + 1)

    taken.click()
    expect(saved).to_have_count(before)


def test_a_startup_reads_why_on_a_phone(sign_in: SignIn, serious_faults: Faults) -> None:
    page = sign_in("startup", "/startup/", width=390)
    open_proposals(page)
    page.goto(page.locator(WHY).first.get_attribute("href") or "")

    expect(page.get_by_role("heading", name="How you are connected")).to_be_visible()
    assert serious_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_incubator_finds_and_opens_a_supervisor_with_the_keyboard_alone(sign_in: SignIn) -> None:
    page = sign_in("incubator", "/incubator/pool")
    page.keyboard.press("/")
    with page.expect_response(re.compile("q=Gu")):
        page.keyboard.type("Gu Mingche")
    expect(page.locator("table.pool tbody tr")).to_have_count(1)

    page.keyboard.press("Tab")
    page.locator("body").evaluate("() => document.activeElement.blur()")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-count]")).to_have_text("1 chosen")
    page.keyboard.press("Enter")
    expect(page.locator(".detail-panel")).to_be_visible()


def test_a_supervisor_reads_the_home_in_chinese(sign_in: SignIn, serious_faults: Faults) -> None:
    page = sign_in("supervisor", "/supervisor/", language="zh")
    button = page.locator("button[name=language][value=zh]")
    if button.count():
        button.first.click()

    assert page.get_attribute("html", "lang") == "zh-Hans"
    assert serious_faults(page) == []


def test_a_supervisor_declines_with_a_reason_and_takes_it_back(sign_in: SignIn) -> None:
    page = sign_in("supervisor", "/supervisor/")
    page.get_by_role("link", name="Decline…").click()
    page.get_by_role("button", name="Decline as not my field").click()
    page.locator(".message").get_by_role("button", name="Undo").click()
    page.goto("/supervisor/")

    expect(page.get_by_role("heading", name="One request waits for your answer")).to_be_visible()
