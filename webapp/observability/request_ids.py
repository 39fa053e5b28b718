"""The number of a request and the account behind it, kept in the WSGI environment where gunicorn sees them too."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from flask import Flask, Response, request

HEADER = "X-Request-ID"
_REQUEST, _ACCOUNT = "liulu.request_id", "liulu.account_id"


def request_id() -> str:
    """The number of the present request: in its log lines, in its answer's header, and on its error page."""
    return str(request.environ.setdefault(_REQUEST, secrets.token_hex(4).upper()))


def note_account(account_id: str) -> None:
    """From here on the present request's lines name this account."""
    request.environ[_ACCOUNT] = account_id


def identity_of(environ: Mapping[str, object]) -> dict[str, object]:
    """`request_id` and `account_id`, as far as they are known."""
    named = {"request_id": environ.get(_REQUEST), "account_id": environ.get(_ACCOUNT)}
    return {name: value for name, value in named.items() if value}


def init_app(app: Flask) -> None:
    """Number every request, and answer with its number."""
    app.before_request(_number)
    app.after_request(_tell)


def _number() -> None:
    request_id()


def _tell(response: Response) -> Response:
    response.headers[HEADER] = request_id()
    return response
