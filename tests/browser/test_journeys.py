"""Each user's job, walked in a real browser over the demonstration city."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from graph.driver import Graph
from tests.browser.conftest import OpenPage
from tests.support.cleaning import empty
from webapp.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from webapp.demo.city import make_city
from webapp.operations.fill_demo import fill_demo
from webapp.passwords import hash_password

pytestmark = pytest.mark.browser
Faults = Callable[[Page], list[str]]
SignIn = Callable[..., Page]
WHY = "main a[href*='/proposals/person']:not([href*='ask']):not([href*='dismiss'])"
PAGES = (
    ("startup", "/startup/"),
    ("startup", "/startup/needs/new"),
    ("supervisor", "/supervisor/"),
    ("supervisor", "/supervisor/profile"),
    ("incubator", "/incubator/"),
    ("incubator", "/incubator/pool"),
    ("incubator", "/incubator/import"),
    ("administrator", "/admin/audit"),
    ("administrator", "/admin/accounts"),
)


@pytest.fixture(scope="module")
def demonstration(migrated_graph: Graph, served_app: Flask) -> Iterator[None]:
    """The demonstration city behind the served application, once for this module."""
    empty(migrated_graph)
    fill_demo(migrated_graph, make_city(date.today(), 6), hash_password(DEMO_PASSWORD), datetime.now(UTC))
    yield
    empty(migrated_graph)


@pytest.fixture
def sign_in(open_page: OpenPage, demonstration: None) -> SignIn:
    """Sign in as the demonstration account of a role and open a page."""

    def enter(role: str, path: str, **look: object) -> Page:
        page = open_page("/sign-in", **look)
        page.fill("#email", dict(DEMO_ACCOUNTS)[role])
        page.fill("#password", DEMO_PASSWORD)
        page.locator("main button[type=submit]").click()
        in_chinese = page.locator("button[name=language][value=en]")
        if in_chinese.count():  # an account keeps the language of the test before
            in_chinese.first.click()
        page.goto(path)
        return page

    return enter


def open_proposals(page: Page) -> None:
    """From the startup's home to the proposals of its first need."""
    page.goto(page.locator("main a[href*='/needs/need-']").first.get_attribute("href") or "")


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
    page.locator("article.proposal").first.get_by_role("button", name=re.compile("^Save ")).click()
    taken = page.get_by_role("button", name=re.compile("^Saved: take "))
    expect(taken).to_have_count(1)

    taken.click()
    expect(page.get_by_role("button", name=re.compile("^Saved: take "))).to_have_count(0)


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
