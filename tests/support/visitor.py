"""Somebody with a browser: keeps cookies, sends the CSRF token of the page, follows redirects when asked to."""

from __future__ import annotations

import re
from typing import Any, Protocol

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.entities.account import Account

_TOKENS = re.compile(r'(name="csrf[-_]token" (?:content|value)=)"[^"]*"')
PASSWORD = "three lanterns over the river"  # pragma: allowlist secret


class Visitor:
    """Uses the application by its pages only."""

    account: Account

    def __init__(self, app: Flask) -> None:
        self.client: FlaskClient = app.test_client()
        self._token = ""

    def get(self, path: str, **options: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(path, buffered=True, **options)

    def post(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        """Send a form with the token that its page would carry."""
        fields = {"csrf_token": self.token(), **(data or {})}
        return self.client.post(path, data=fields, buffered=True, **options)

    def token(self) -> str:
        """The CSRF token of this visitor's session."""
        if not self._token:
            found = re.search(r'name="csrf-token" content="([^"]+)"', self.get("/accessibility").text)
            assert found, "the page carries no CSRF token"
            self._token = found[1]
        return self._token

    def sign_in(self, email: str, password: str = PASSWORD, **fields: str) -> TestResponse:
        """Fill in the sign-in page."""
        answer = self.post("/sign-in", {"email": email, "password": password, **fields})
        self._token = ""
        return answer

    def sign_out(self) -> TestResponse:
        """Press the button."""
        answer = self.post("/sign-out")
        self._token = ""
        return answer

    def cookie(self) -> str:
        """The session cookie as a thief would copy it."""
        found = self.client.get_cookie("liulu")
        return found.value if found else ""

    def steal(self, cookie: str) -> None:
        """Use somebody else's cookie."""
        self.client.set_cookie("liulu", cookie)


class SignIn(Protocol):
    """The fixture `sign_in`."""

    def __call__(self, role: str, subject_id: str = "", **values: str) -> Visitor: ...


def text_of(answer: TestResponse) -> str:
    """The words of a page without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<(script|style)[^>]*>.*?</\1>|<[^>]+>", " ", answer.text, flags=re.DOTALL))


def without_tokens(page: str) -> str:
    """A page without its CSRF tokens, which differ from one second to the next."""
    return _TOKENS.sub(r"\1", page)
