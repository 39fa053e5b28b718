"""Two answers for machines: is the process alive, and can it serve."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify
from redis.exceptions import RedisError

from graph.errors import UnavailableError
from webapp.accounts.sessions import store
from webapp.http.context import graph
from webapp.version import VERSION

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> Response:
    """The process answers, and says which release it is; nothing else is asked."""
    return _answer({"web": "ok", "version": VERSION}, 200)


@blueprint.get("/readyz")
def ready() -> Response:
    """200 when graph and Redis answer, else 503 and which of them does not."""
    parts = {"graph": _graph(), "redis": _redis()}
    return _answer(parts, 200 if set(parts.values()) == {"ok"} else 503)


def _graph() -> str:
    try:
        graph().verify()
    except UnavailableError:
        return "away"
    return "ok"


def _redis() -> str:
    try:
        store().ping()
    except RedisError:
        return "away"
    return "ok"


def _answer(parts: dict[str, str], status: int) -> Response:
    response = jsonify(parts)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response
