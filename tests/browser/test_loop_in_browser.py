"""The main job across two people, in a real browser: a need, a question, a yes, a meeting."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, SignIn
from webapp.demo import DEMO_PASSWORD

pytestmark = pytest.mark.browser


def test_a_need_leads_to_a_request_that_can_be_withdrawn(sign_in: SignIn) -> None:
    page = sign_in("startup", "/startup/needs/new", width=390)
    page.fill("#title", "Who can help us certify a sensor for cars?")
    page.fill("#tags", "Automobiles, Ceramics")
    page.fill("#description", "Our pilot line makes 40 sensors a day and a car maker wants 8,000 a month.")
    page.get_by_role("button", name="See who could help").click()
    expect(page.get_by_role("heading", name="Who can help us certify a sensor for cars?")).to_be_visible()

    page.get_by_role("link", name="Ask for an introduction").first.click()
    page.fill("#note", "You have been through this step. Two hours a month would decide it for us.")
    page.get_by_role("button", name="Ask for an introduction").click()
    page.goto("/startup/")
    expect(page.get_by_text(re.compile("Waiting for an answer since")).first).to_be_visible()

    page.get_by_role("link", name="Who can help us certify a sensor for cars?").first.click()
    page.locator("main a[href*='/requests/']").first.click()
    page.get_by_role("button", name="Withdraw this request").click()
    expect(page.locator(".message").first).to_be_visible()
    expect(page.get_by_role("button", name="Withdraw this request")).to_have_count(0)


def test_a_supervisor_accepts_and_both_see_the_meeting(sign_in: SignIn, open_page: OpenPage) -> None:
    page = sign_in("supervisor", "/supervisor/places")
    # Whoever was accepted in the journeys before may have taken the last place.
    page.fill("#capacity", "20")
    page.locator("main form button[type=submit]").first.click()
    page.goto("/supervisor/")
    page.get_by_role("button", name="Accept and suggest a time").first.click()
    expect(page).to_have_url(re.compile("/engagements/"))
    engagement = page.url
    page.fill("#day", (date.today() + timedelta(days=3)).isoformat())
    page.fill("#clock", "14:30")
    page.get_by_role("button", name="Plan this meeting").click()
    expect(page.get_by_role("link", name="Add to calendar").first).to_be_visible()

    other = open_page("/sign-in")
    other.fill("#email", "startup@liulu.example")
    other.fill("#password", DEMO_PASSWORD)
    other.locator("main button[type=submit]").click()
    other.goto(engagement)
    expect(other.get_by_role("link", name="Add to calendar").first).to_be_visible()
    expect(other.get_by_text("14:30").first).to_be_visible()
