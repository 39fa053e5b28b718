"""Somebody applies on the public page of an incubator by its pages, and follows the links that they are mailed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from graph.domain.applications import ApplicantKind
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.application import Application, ApplicationPage
from graph.entities.message import TOKEN_PLACE
from tests.support.cleaning import run_raw
from tests.support.mailbox import deliver, now
from tests.support.visitor import Visitor
from webapp.accounts.link_tokens import LinkTokens
from webapp.operations.applications.change_page import change_page
from webapp.operations.applications.own_application import link_to

EXPERT: dict[str, object] = {
    "name": "Lin Wanqing 林晚晴", "email": "lin@applicant.example",
    "about": "I ran clinical trials and sales for ten years.", "help_areas": ["clinical_trials", "enterprise_sales"],
    "places": "3", "languages": ["en", "zh"], "category": "professional_manager", "employer": "Harbour Medical",
    "link": "https://lin.example/", "consent": "y",
}  # fmt: skip
STARTUP: dict[str, object] = {
    "name": "Nimbus Optics", "email": "he@nimbus.example", "about": "We make lenses for surgical robots.",
    "wants": "A first hospital and a place to build.", "contact": "He Ruo", "stage": "seed",
    "industry": "digitalization", "link": "https://nimbus.example/", "consent": "y",
}  # fmt: skip
BY_KIND = {ApplicantKind.EXPERT: EXPERT, ApplicantKind.STARTUP: STARTUP}


@dataclass
class Applying:
    """The page of one incubator, switched on, and who comes to it."""

    app: Flask
    graph: Graph
    curator: Actor
    page: ApplicationPage = field(init=False)

    def __post_init__(self) -> None:
        self.page = self.switch(is_on=True)

    def switch(self, *, is_on: bool, open_to: tuple[ApplicantKind, ...] = tuple(ApplicantKind)) -> ApplicationPage:
        words = {"introduction": "We are by the water.", "introduction_zh": "我们在水边。"}
        wanted = ApplicationPage(self.curator.subject_id, "", is_on=is_on, open_to=open_to, **words)
        return change_page(self.graph, self.curator, wanted, now())

    @property
    def path(self) -> str:
        return f"/apply/{self.page.address}"

    def send(
        self, kind: ApplicantKind = ApplicantKind.EXPERT, visitor: Visitor | None = None, **fields: Any
    ) -> TestResponse:
        """Fill the form in and send it."""
        return (visitor or Visitor(self.app)).post(f"{self.path}/{kind}", {**BY_KIND[kind], **fields})

    def received(self, kind: ApplicantKind = ApplicantKind.EXPERT, **fields: Any) -> Application:
        """One that was confirmed by its link."""
        assert self.send(kind, **fields).status_code == 302
        email = str(fields.get("email", BY_KIND[kind]["email"]))
        application = self.newest(email)
        assert Visitor(self.app).post(f"{self.link(application)}/confirm").status_code == 302
        return self.newest(email)

    def newest(self, email: str) -> Application:
        """The application of an address."""
        rows = run_raw(
            self.graph, "MATCH (a:Application {email: $at}) RETURN a.id AS id ORDER BY a.created_at DESC", at=email
        )
        found = self.graph.read(lambda tx: tx.applications.find(str(rows[0]["id"])))
        assert found is not None
        return found

    def link(self, application: Application) -> str:
        """The address in the last mail about an application."""
        tokens: LinkTokens = self.app.extensions["liulu"]["link_tokens"]
        return f"/applications/{application.id}/{tokens.token_of(link_to(application))}"

    def mails(self, email: str) -> list[str]:
        """Subjects and bodies that go to an address, the token left open as the graph keeps it."""
        deliver(self.graph)
        rows = run_raw(
            self.graph,
            "MATCH (m:Mail {to: $to}) RETURN m.subject AS subject, m.body AS body ORDER BY m.at, m.id",
            to=email,
        )
        bodies = [str(row["body"]) for row in rows]
        assert all(TOKEN_PLACE in body for body in bodies if "/applications/" in body)
        return [f"{row['subject']}\n{row['body']}" for row in rows]
