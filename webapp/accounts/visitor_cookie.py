"""What is kept of somebody who is not signed in, their forms' secret and a message: in their own signed cookie."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, cast

from flask import Flask, Request, Response
from flask.json.tag import TaggedJSONSerializer
from flask.sessions import SessionMixin
from itsdangerous import BadSignature, URLSafeTimedSerializer

_KEPT = frozenset({"csrf_token", "_flashes", "language"})
_OF_EVERY_SESSION = frozenset({"_permanent"})


def may_stay_with_visitor(session: Mapping[str, Any]) -> bool:
    """Whether a session holds nothing that a copy of the cookie must not bring back after it ended."""
    return session.keys() <= _KEPT | _OF_EVERY_SESSION


class VisitorCookie:
    """The session cookie of visitors: a signed double submit, where who is signed in has the id of a stored session."""

    def __init__(self, app: Flask, longest: timedelta) -> None:
        self._name = str(app.config["SESSION_COOKIE_NAME"])
        self._longest = int(longest.total_seconds())
        self._signed = URLSafeTimedSerializer(
            cast(str, app.secret_key), salt="visitor", serializer=cast(Any, TaggedJSONSerializer())
        )
        self._attributes = {
            "path": app.config["SESSION_COOKIE_PATH"],
            "secure": app.config["SESSION_COOKIE_SECURE"],
            "httponly": app.config["SESSION_COOKIE_HTTPONLY"],
            "samesite": app.config["SESSION_COOKIE_SAMESITE"],
        }

    def read(self, request: Request) -> dict[str, Any] | None:
        """What the cookie keeps; None where it is not one of ours, or too old."""
        try:
            kept = self._signed.loads(request.cookies.get(self._name, ""), max_age=self._longest)
        except BadSignature:
            return None
        return {name: value for name, value in kept.items() if name in _KEPT}

    def write(self, session: SessionMixin, response: Response) -> None:
        """Give the visitor what is to be kept; nothing where nothing changed."""
        if session.accessed:
            response.vary.add("Cookie")
        if not session.modified:
            return
        kept = {name: value for name, value in session.items() if name in _KEPT}
        if not kept:
            response.delete_cookie(self._name, path=self._attributes["path"])
            return
        text = self._signed.dumps(kept)
        response.set_cookie(self._name, text, max_age=self._longest, **self._attributes)
