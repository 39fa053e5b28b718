"""A round from its first sentence to the money, across a startup and an investor, in a real browser."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, SignIn
from webapp.demo import DEMO_PASSWORD

pytestmark = pytest.mark.browser
TITLE = "Who leads a round for sensors that car makers wait for?"


def test_a_round_is_stated_asked_for_accepted_met_and_invested_in(sign_in: SignIn, open_page: OpenPage) -> None:
    startup = sign_in("startup", "/startup/needs/new")
    state_the_round(startup)
    expect(startup.get_by_text("Investor wanted, CNY 12,000,000").first).to_be_visible()
    card = startup.locator("#proposal-investor-heron-point")
    expect(card.get_by_text("CNY 4.5 million to 38 million at a time")).to_be_visible()
    expect(card.get_by_text(re.compile("^Invested in "))).to_be_visible()
    card.get_by_role("link", name="Ask for an introduction").click()
    startup.fill("#note", "You know car makers. We raise 12 million for the first factory.")
    startup.get_by_role("button", name="Ask for an introduction").click()
    expect(startup.get_by_text("You asked Heron Point Capital.", exact=True).first).to_be_visible()

    investor = open_page("/sign-in")
    investor.fill("#email", "investor@liulu.example")
    investor.fill("#password", DEMO_PASSWORD)
    investor.locator("main button[type=submit]").click()
    request = investor.locator("article").filter(has_text=TITLE)
    expect(request.get_by_text("They seek CNY 12,000,000")).to_be_visible()
    request.get_by_role("button", name="Accept and suggest a time").click()
    expect(investor).to_have_url(re.compile("/engagements/"))
    work = investor.url
    plan_a_meeting(investor)
    close_as_invested(investor, work)

    startup.goto(work)
    expect(startup.get_by_text(re.compile("Invested")).first).to_be_visible()
    expect(startup.get_by_text("CNY 8,000,000").first).to_be_visible()


def state_the_round(page: Page) -> None:
    """The form shows what an investor has to know, and nothing that only a supervisor has."""
    expect(page.locator("#languages")).to_be_visible()
    page.get_by_text(re.compile("^An investor: ")).click()
    expect(page.locator("#languages")).to_be_hidden()
    page.fill("#title", TITLE)
    page.fill("#tags", "Advanced materials, Automobiles")
    page.fill("#amount", "1200万")
    page.get_by_role("button", name="See who could help").click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()


def plan_a_meeting(page: Page) -> None:
    page.fill("#day", (date.today() + timedelta(days=3)).isoformat())
    page.fill("#clock", "14:30")
    page.get_by_role("button", name="Plan this meeting").click()
    expect(page.get_by_role("link", name="Add to calendar").first).to_be_visible()


def close_as_invested(page: Page, work: str) -> None:
    page.goto(f"{work}/close")
    page.get_by_label("Invested", exact=True).check()
    page.fill("#amount", "8,000,000")
    page.get_by_role("button", name="Close this work").click()
    expect(page.get_by_text(re.compile("Invested")).first).to_be_visible()
