"""From the public page of an incubator to the invitation, by the keyboard and on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from graph.driver import Graph
from tests.browser.conftest import OpenPage, SignIn
from tests.support.cleaning import run_raw
from tests.support.mailbox import deliver
from webapp.accounts.link_tokens import LinkTokens
from webapp.operations.applications.own_application import link_to

pytestmark = pytest.mark.browser
SAO = "sao@applicant.example"


def type_into(page: Page, label: str, text: str) -> None:
    page.get_by_label(label).first.focus()
    page.keyboard.type(text)


def test_an_expert_applies_by_the_keyboard_and_is_invited(
    open_page: OpenPage, sign_in: SignIn, served_app: Flask, migrated_graph: Graph,
    serious_faults: Callable[[Page], list[str]],
) -> None:  # fmt: skip
    curator = sign_in("incubator", "/incubator/applications/page")
    public = str(curator.locator("main a[href*='/apply/']").get_attribute("href"))
    page = open_page(public, width=390)
    assert serious_faults(page) == []
    page.get_by_role("link", name="Apply as an expert").focus()
    page.keyboard.press("Enter")
    type_into(page, "Your name", "Sao Yun")
    type_into(page, "E-mail", SAO)
    type_into(page, "What you have done", "I took two companies through an IPO.")
    page.get_by_role("button", name="Suggest from what I wrote").focus()
    page.keyboard.press("Enter")
    expect(page.locator("input[name=help_areas][value=listing]")).to_be_checked()
    assert serious_faults(page) == []
    page.locator("input[name=languages]").first.focus()
    page.keyboard.press("Space")
    page.get_by_label("I agree").focus()
    page.keyboard.press("Space")
    page.get_by_label("Your name").focus()
    page.keyboard.press("Enter")  # sends, and does not suggest once more
    expect(page.get_by_role("heading", level=1)).to_contain_text("look into your mailbox")

    page.goto(_link(served_app, migrated_graph))
    assert serious_faults(page) == []
    page.get_by_role("button", name="This is mine: send it").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".message").first).to_contain_text("The incubator has your application")

    curator.goto("/incubator/applications?q=Sao")
    assert serious_faults(curator) == []
    curator.get_by_role("link", name="Sao Yun").first.click()
    assert serious_faults(curator) == []
    curator.get_by_role("button", name="Accept and invite").click()
    expect(curator.locator(".message").first).to_contain_text("Sao Yun is accepted")
    deliver(migrated_graph)
    rows = run_raw(migrated_graph, "MATCH (m:Mail {to: $to}) RETURN m.subject AS subject", to=SAO)
    assert "Your invitation to Liulu" in {str(row["subject"]) for row in rows}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_fit_a_desk_and_a_phone(
    open_page: OpenPage, sign_in: SignIn, width: int, language: str, serious_faults: Callable[[Page], list[str]]
) -> None:
    curator = sign_in("incubator", "/incubator/applications/page")
    public = str(curator.locator("main a[href*='/apply/']").get_attribute("href"))
    for end in ("", "/expert", "/startup", "/sent"):
        page = open_page(public + end, width=width, language=language)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), end
        assert serious_faults(page) == [], end


def _link(app: Flask, graph: Graph) -> str:
    rows = run_raw(graph, "MATCH (a:Application {email: $at}) RETURN a.id AS id", at=SAO)
    application = graph.read(lambda tx: tx.applications.find(str(rows[0]["id"])))
    assert application is not None
    tokens: LinkTokens = app.extensions["liulu"]["link_tokens"]
    return f"/applications/{application.id}/{tokens.token_of(link_to(application))}"
