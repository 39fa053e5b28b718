"""Every refusal and failure as a page: what happened, what was kept, what to do, and a number to name it by."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, g, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from redis.exceptions import RedisError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from graph.errors import GraphError, LimitReachedError, UnavailableError
from webapp.http.drafts import keep_posted, send_back
from webapp.http.log_paths import loggable
from webapp.http.merged import moved_to
from webapp.http.own_addresses import own_path
from webapp.observability.request_ids import request_id
from webapp.words.errors import explain

log = logging.getLogger(__name__)


_SAID_ON_A_PAGE = {403, 404, 409, 422, 429}
"""Refusals: what is needed to draw a whole page, and to keep what was typed, does answer."""


def answer(error: Exception) -> Response:
    """The page for an error: for a failure without asking the graph or Redis, for a refusal with the reader's menu.

    What a refused form was posted with is kept as its draft.
    """
    if isinstance(error, HTTPException) and error.code and error.code < 400:
        return error.get_response()
    moved = moved_to(error)
    if moved is not None:
        return moved
    g.is_failing = True
    status, explanation = explain(error)
    if status >= 500:
        failure = None if isinstance(error, UnavailableError | RedisError | HTTPException) else error
        log.error("%s on %s", type(error).__name__, loggable(request.path), exc_info=failure)
    if status == 403:
        user = g.get("_login_user")
        who = user.get_id() if user is not None else None
        log.warning("refused %s on %s", who or "somebody not signed in", loggable(request.path))
    form = keep_posted() if status in _SAID_ON_A_PAGE else None
    said = {"status": status, "say": explanation, "reference": request_id(), "form": form, "before": _page_before()}
    response = make_response(_inside(said) or render_template("errors/page.html", **said), status)
    response.headers["Cache-Control"] = "no-store"
    if status in {429, 503} and not isinstance(error, LimitReachedError):
        response.headers["Retry-After"] = "60"
    return response


def _inside(said: dict[str, Any]) -> str | None:
    """The page with the menu of who is signed in; None where nobody is known to be, or the menu cannot be read."""
    user = g.get("_login_user")
    if said["status"] not in _SAID_ON_A_PAGE or user is None or not user.is_authenticated:
        return None
    try:
        return render_template("errors/inside.html", **said)
    except (GraphError, RedisError):
        return None


def _page_before() -> str | None:
    """The page of ours from which a form came."""
    parts = urlsplit(request.referrer or "")
    if request.method != "POST" or parts.netloc != request.host:
        return None
    return own_path(f"{parts.path}?{parts.query}".rstrip("?"))


def answer_too_old(error: CSRFError) -> Response:
    """A form whose session ended: what was typed is kept where it can be."""
    return send_back() or answer(error)


def init_app(app: Flask) -> None:
    """Answer every refusal of the graph and every failure by the table."""
    app.register_error_handler(GraphError, answer)
    app.register_error_handler(RedisError, answer)
    app.register_error_handler(HTTPException, answer)
    app.register_error_handler(CSRFError, answer_too_old)
    if not app.debug:
        app.register_error_handler(Exception, answer)
