"""A founder in a real browser: a draft, suggestions as one types, filters, somebody taken off the list and back."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from graph.driver import Graph
from tests.browser.conftest import SignIn
from tests.support.cleaning import run_raw

pytestmark = pytest.mark.browser
TITLE = "How do we take a ceramic sensor into series production?"
CARDS = "article.proposal"


def test_a_draft_gets_suggestions_and_is_published_later(sign_in: SignIn) -> None:
    page = sign_in("startup", "/startup/needs/new")
    page.fill("#title", TITLE)
    expect(page.locator("#tags")).not_to_have_value("")  # the startup's own fields are proposed
    page.fill("#tags", "")
    page.locator("#tags").press_sequentially("Automobiles, Cera", delay=30)
    expect(page.locator("#tags-list option[value='Automobiles, Ceramics']")).to_have_count(1)
    page.fill("#tags", "Automobiles, Ceramics")
    page.get_by_role("button", name="Save as a draft").click()

    page.goto("/startup/needs?state=draft")
    page.get_by_role("link", name=TITLE).click()
    expect(page.locator("#title")).to_have_value(TITLE)
    page.get_by_role("button", name="See who could help").click()
    expect(page.locator(CARDS).first).to_be_visible()


def test_proposals_are_sorted_and_filtered_by_what_stands_in_the_address(sign_in: SignIn) -> None:
    page = open_need(sign_in("startup", "/startup/needs"))
    page.locator("details.menu-end summary.bare").click()
    page.locator("details.menu-end[open] a:not([aria-current])").first.click()
    expect(page).to_have_url(re.compile("sort="))

    group = page.locator("fieldset.filter-group", has_text="Kind of person")
    choice = group.locator("label.choice").first
    count = int(choice.locator("small").inner_text())
    choice.click()
    page.get_by_role("button", name="Apply filters").click()
    expect(page).to_have_url(re.compile("sort=.*category=|category=.*sort="))
    expect(page.locator(".proposals-head h2")).to_have_text(re.compile(rf"^{count} proposals?$"))


@pytest.mark.parametrize("width", [1280, 390])
def test_somebody_not_for_me_goes_with_a_reason_and_comes_back(sign_in: SignIn, width: int) -> None:
    page = open_need(sign_in("startup", "/startup/needs", width=width))
    name = page.locator(f"{CARDS} h3").first.inner_text()
    page.locator(CARDS).first.get_by_role("link", name=re.compile("is not for me$")).click()
    page.get_by_label("Not for our stage").check()
    page.get_by_role("button", name="Take off my list").click()
    expect(page.locator(f"{CARDS} h3").first).not_to_have_text(name)

    page.locator(".message").get_by_role("button", name="Undo").click()
    expect(page.locator(f"{CARDS} h3").first).to_have_text(name)


def test_both_rate_a_meeting_and_then_read_each_other(sign_in: SignIn, migrated_graph: Graph) -> None:
    engagement = past_meeting(migrated_graph)
    page = sign_in("startup", f"/engagements/{engagement}")
    rate(page, "The pilot plan is on one page now.")
    expect(page.get_by_text("has not answered yet")).to_have_count(1)

    other = sign_in("supervisor", f"/engagements/{engagement}")
    expect(other.get_by_text("You read it once you have answered too")).to_have_count(1)
    rate(other, "They came prepared.")
    expect(other.get_by_text("The pilot plan is on one page now.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("They came prepared.")).to_be_visible()


def open_need(page: Page) -> Page:
    """The proposals of the need that was published above."""
    page.get_by_role("link", name=TITLE).click()
    expect(page.locator(CARDS).first).to_be_visible()
    return page


def past_meeting(graph: Graph) -> str:
    """The work of the two demonstration people, with a meeting that ended an hour ago."""
    rows = run_raw(
        graph,
        """MATCH (s:Startup {id: 'startup-tidewell'})-[:RAISED]->(n:Need)
        MATCH (v:Supervisor {id: 'person-gu-mingche'})
        WITH s, n, v LIMIT 1
        CREATE (p:Proposal {id: 'proposal-just-met', kind: 'mentor', state: 'accepted', proposed_on: $day,
                            seeker_decision: 'accepted', provider_decision: 'accepted', changed_at: 0})
        CREATE (p)-[:BY]->(s), (p)-[:TO]->(v), (p)-[:FOR]->(n)
        CREATE (e:Engagement {id: p.id, state: 'open', goal: '', opened_at: $at, changed_at: 0})-[:FROM]->(p)
        CREATE (e)-[:OF]->(s), (e)-[:WITH]->(v)
        CREATE (:Session {id: 'session-just-held', starts_at: $at, minutes: 60, zone: 'Asia/Shanghai',
                          state: 'planned', changed_at: 0})-[:IN]->(e)
        RETURN e.id AS id""",
        at=datetime.now(UTC) - timedelta(hours=2),
        day=datetime.now(UTC).date(),
    )
    return str(rows[0]["id"])


def rate(page: Page, comment: str) -> None:
    meeting = page.locator("#session-just-held")
    meeting.locator("input[name=rating][value='5']").check()
    meeting.locator("#comment-session-just-held").fill(comment)
    meeting.get_by_role("button", name="Send the rating").click()
    expect(page.get_by_text(comment)).to_be_visible()
