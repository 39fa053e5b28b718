"""The web application in a test: an account for whoever was planted, and a browser signed in as them."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.domain.ranks import first_rank
from graph.driver import Graph
from graph.ids import derived_id
from graph.transaction import Transaction
from tests.support.city import Made
from webapp import create_app
from webapp.config import Settings

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Browser:
    """A signed-in client that sends the CSRF token as the pages' own forms do."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self._token = ""

    def get(self, path: str, **options: object) -> TestResponse:
        """Open a page."""
        answer = self.client.get(path, **options)
        found = _TOKEN.search(answer.get_data(as_text=True))
        self._token = found.group(1) if found else self._token
        return answer

    def post(self, path: str, **fields: object) -> TestResponse:
        """Send a form."""
        if not self._token:
            self.get("/account")
        return self.client.post(path, data={"csrf_token": self._token, **fields})

    def follow(self, path: str, **fields: object) -> str:
        """Send a form and read the page that it leads to."""
        answer = self.post(path, **fields)
        assert answer.status_code == 302, answer.get_data(as_text=True)
        return self.get(answer.headers["Location"]).get_data(as_text=True)


class Web:
    """An application over a graph, and browsers for it."""

    def __init__(self, graph: Graph, redis_url: str, home: Path, **settings: object) -> None:
        self.graph = graph
        self.settings = Settings(env="test", home=home, redis_url=redis_url, **settings)  # type: ignore[arg-type]
        self.app: Flask = create_app(self.settings, graph)

    def sign_in(self, who: Made, at: datetime, language: str = "en", rank: str = "") -> Browser:
        """A browser of this person, whose account is made if there is none; a head, unless another rank is said."""
        account_id = self._account(who, at, language, rank)
        client = self.app.test_client()
        with client.session_transaction() as session:
            session["_user_id"] = f"{account_id}|1"
            session["_fresh"] = True
            session["membership"] = (who.actor.role, who.actor.subject_id)
        return Browser(client)

    def _account(self, who: Made, at: datetime, language: str, rank: str) -> str:
        email = f"{derived_id('x', who.actor.subject_id, who.actor.account_id)}@example.org"

        def work(tx: Transaction) -> str:
            known = tx.accounts.find_by_email(email)
            if known:
                return known.id
            made = tx.accounts.create(
                email,
                at,
                name=who.actor.name,
                password_hash="unused",  # pragma: allowlist secret
                language=language,
            )
            given = rank or first_rank(who.actor.role, has_head=False)
            tx.accounts.grant(made, who.actor.role, who.actor.subject_id, at, given)
            return made

        return self.graph.write(work)
