"""An administrator in a real browser: who did what, and somebody invited who opens the account."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import expect

from graph.driver import Graph
from tests.browser.conftest import OpenPage, SignIn
from webapp.mail.composers import MAIL_KINDS
from webapp.operations.delivery.deliver_outbox import deliver_outbox
from webapp.operations.delivery.send_mail import Sender, send_due_mail
from webapp.operations.delivery.smtp import show_only

pytestmark = pytest.mark.browser
NEWCOMER = "he.ruoxi@harbour.example"


def test_somebody_invited_opens_the_account_and_comes_in(
    sign_in: SignIn, open_page: OpenPage, migrated_graph: Graph, served_app: Flask
) -> None:
    page = sign_in("administrator", "/admin/accounts/invite")
    page.fill("#email", NEWCOMER)
    page.select_option("#role", "incubator")
    page.fill("#subject_id", "incubator-caohe")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text(NEWCOMER).first).to_be_visible()
    deliver(migrated_graph, served_app)

    theirs = open_page(f"/dev/mail?to={NEWCOMER}")
    link = theirs.locator("a[href*='/invitations/']").first.get_attribute("href") or ""
    theirs.goto(urlsplit(link).path)
    theirs.fill("#name", "He Ruoxi")
    theirs.fill("#password", "seven cranes above the river")
    theirs.get_by_role("button", name="Open my account").click()
    theirs.goto("/incubator/pool")
    expect(theirs.locator("table.pool tbody tr").first).to_be_visible()


def test_the_audit_log_is_narrowed_to_one_kind_of_step(sign_in: SignIn) -> None:
    page = sign_in("administrator", "/admin/audit")
    page.locator("summary", has_text="Filters").click()
    label = page.locator("#action option[value='sign_in']").inner_text()
    page.select_option("#action", "sign_in")
    page.fill("#since", datetime.now(UTC).date().isoformat())
    page.get_by_role("button", name="Show these").click()

    rows = page.get_by_role("table", name="Audit log").locator("tbody tr")
    expect(rows.first).to_be_visible()
    assert rows.count() == rows.filter(has_text=label).count()


def deliver(graph: Graph, app: Flask) -> None:
    """What the worker would do."""
    settings, at = app.extensions["liulu"]["settings"], datetime.now(UTC)
    deliver_outbox(graph, MAIL_KINDS, settings.base_url, at)
    sender = Sender(show_only, settings.mail_from, app.extensions["liulu"]["link_tokens"])
    send_due_mail(graph, sender, at, keep_bodies=True)
