"""Sessions in Redis: a new id at sign-in, idle and absolute limits, a list of each account's sessions.

Who is not signed in has none there: the little that is kept of them stays in their own cookie (visitor_cookie.py).
"""

from __future__ import annotations

import hashlib
import logging
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from flask import Flask, Request, Response, current_app, request, session
from flask_session.base import ServerSideSession
from flask_session.redis import RedisSessionInterface
from redis import Redis
from redis.exceptions import RedisError

from graph.errors import UnavailableError
from webapp.accounts.session_serializer import Serializer
from webapp.accounts.visitor_cookie import VisitorCookie, may_stay_with_visitor
from webapp.config import Settings
from webapp.runtime.redis_client import make_redis

KEY_PREFIX = "liulu:session:"
_SECONDS_BETWEEN_TOUCHES = 60
AWAY = "Sessions cannot be read just now. Nothing was changed; try again soon."
SESSION_FREE = ("/static/", "/healthz", "/readyz", "/metrics")
_log = logging.getLogger(__name__)


class StoredSession(ServerSideSession):  # type: ignore[misc]  # Flask-Session has no types
    """A session that knows whether Redis holds it already, and whether Redis could not be asked."""

    is_stored = False
    is_away = False


class GuardedSessions(RedisSessionInterface):  # type: ignore[misc]  # Flask-Session has no types
    """Flask-Session's Redis interface, with what it lacks."""

    session_class = StoredSession

    def __init__(self, app: Flask, client: Redis, absolute: timedelta) -> None:
        super().__init__(app, client=client, key_prefix=KEY_PREFIX, permanent=True)
        self.serializer = Serializer()
        self._absolute = absolute.total_seconds()
        self._visitors = VisitorCookie(app, absolute)

    def open_session(self, app: Flask, request: Request) -> StoredSession:
        """The session of this request; empty for health checks, and when it is over."""
        if request.path.startswith(SESSION_FREE):
            return self._blank()
        try:
            kept = self._visitors.read(request)
            if kept is not None or self.get_cookie_name(app) not in request.cookies:
                self.client.ping()  # without Redis nobody can sign in: the page says so rather than the form
                return self._blank(kept)
            opened = cast(StoredSession, super().open_session(app, request))
            opened.is_stored = opened.sid == request.cookies.get(self.get_cookie_name(app))
            if opened.is_stored and time.time() - opened.get("started_at", 0) > self._absolute:
                self.client.delete(self._get_store_id(opened.sid))
                return self._blank()
        except RedisError:
            blank = self._blank()
            blank.is_away = True
            return blank
        self._touch(opened)
        return opened

    def save_session(self, app: Flask, session: StoredSession, response: Response) -> None:
        """Write a changed session; a page that was made already is not lost for want of Redis."""
        if session.is_away or request.path.startswith(SESSION_FREE):
            return
        if not session.is_stored and may_stay_with_visitor(session):
            self._visitors.write(session, response)
            return
        if session and not session.is_stored:
            session.setdefault("started_at", int(time.time()))
            session.setdefault("seen_at", int(time.time()))
        try:
            super().save_session(app, session, response)
        except RedisError:
            _log.warning("a session could not be saved: Redis is away")

    def regenerate(self, session: ServerSideSession) -> None:
        """A new id for what is in the session now, so that an id from before sign-in is worth nothing."""
        self.client.delete(self._get_store_id(session.sid))
        session.sid = self._generate_sid(self.sid_length)
        cast(StoredSession, session).is_stored = False
        session.modified = True

    def _touch(self, opened: StoredSession) -> None:
        if opened.is_stored and time.time() - opened.get("seen_at", 0) > _SECONDS_BETWEEN_TOUCHES:
            opened["seen_at"] = int(time.time())

    def _blank(self, kept: dict[str, Any] | None = None) -> StoredSession:
        return StoredSession(kept, sid=self._generate_sid(self.sid_length), permanent=self.permanent)

    def _get_store_id(self, sid: str) -> str:
        """Redis holds a hash of the id: who reads Redis cannot sign in with what is there."""
        return str(self.key_prefix) + handle_of(sid)

    def _upsert_session(self, session_lifetime: timedelta, session: ServerSideSession, store_id: str) -> None:
        # A request that was under way while its session was ended must not bring it back: only what is there is set.
        stored = cast(StoredSession, session).is_stored
        data = self.serializer.encode(session)
        self.client.set(store_id, data, ex=int(session_lifetime.total_seconds()), xx=stored)


@dataclass(frozen=True)
class SessionLine:
    """One session in the list that its owner sees."""

    handle: str
    agent: str
    started_at: datetime
    seen_at: datetime
    is_current: bool


def init_app(app: Flask, settings: Settings) -> None:
    """Put the sessions on Redis; a request that needs one while Redis is away is answered 503."""
    client = make_redis(settings.redis_url)
    app.extensions["liulu"]["redis"] = client
    app.config["PERMANENT_SESSION_LIFETIME"] = settings.session_idle
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False
    app.session_interface = GuardedSessions(app, client, settings.session_absolute)
    app.before_request(_refuse_without_redis)


def store() -> Redis:
    """The Redis client of this application."""
    return cast(Redis, current_app.extensions["liulu"]["redis"])


def begin(account_id: str, **values: object) -> None:
    """Start an account's session under a new id; keeps nothing of what was there but the language."""
    language = session.get("language")
    interface = cast(GuardedSessions, current_app.session_interface)
    current = cast(StoredSession, session)
    try:
        interface.regenerate(current)
        current.clear()
        current.update(values, account_id=account_id, agent=_agent(), started_at=int(time.time()))
        current["seen_at"] = int(time.time())
        if language:
            current["language"] = language
        key = index_key(account_id)
        store().sadd(key, handle_of(current.sid))
        store().expire(key, _settings().session_absolute)
    except RedisError as error:
        raise UnavailableError(AWAY) from error


def end() -> None:
    """End this session now; a copy of its cookie is worth nothing afterwards."""
    interface = cast(GuardedSessions, current_app.session_interface)
    current = cast(StoredSession, session)
    account_id = current.get("account_id", "")
    language = current.get("language")
    try:
        store().srem(index_key(account_id), handle_of(current.sid))
        interface.regenerate(current)
    except RedisError as error:
        raise UnavailableError(AWAY) from error
    current.clear()
    if language:
        current["language"] = language


def list_sessions(account_id: str) -> list[SessionLine]:
    """The account's living sessions, the one last used first."""
    interface = cast(GuardedSessions, current_app.session_interface)
    lines = []
    try:
        for raw in cast("set[bytes]", store().smembers(index_key(account_id))):
            data = cast("bytes | None", store().get(interface.key_prefix + raw.decode()))
            if data is None:
                store().srem(index_key(account_id), raw)
            else:
                lines.append(_line(raw.decode(), interface.serializer.decode(data)))
    except RedisError as error:
        raise UnavailableError(AWAY) from error
    return sorted(lines, key=lambda line: (line.is_current, line.seen_at), reverse=True)


def end_one(account_id: str, handle: str) -> bool:
    """End one of the account's sessions; False when it has no such session."""
    interface = cast(GuardedSessions, current_app.session_interface)
    try:
        if not store().srem(index_key(account_id), handle):
            return False
        store().delete(interface.key_prefix + handle)
    except RedisError as error:
        raise UnavailableError(AWAY) from error
    return True


def handle_of(sid: str) -> str:
    """What a session is called where its id must not be seen."""
    return hashlib.sha256(sid.encode()).hexdigest()


def _line(handle: str, data: dict[str, Any]) -> SessionLine:
    current = handle_of(cast(Any, session).sid)
    started, seen = (datetime.fromtimestamp(data.get(name, 0), UTC) for name in ("started_at", "seen_at"))
    return SessionLine(handle, data.get("agent", ""), started, seen, handle == current)


def _agent() -> str:
    """Browser and system in two words, such as `Firefox, Windows`: enough to tell one's own devices apart."""
    text = request.headers.get("User-Agent", "")
    browsers = (
        ("Edg", "Edge"),
        ("MicroMessenger", "WeChat"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    )
    systems = (
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    )
    found = [next((name for mark, name in table if mark in text), "") for table in (browsers, systems)]
    return ", ".join(part for part in found if part)


def index_key(account_id: str) -> str:
    """Where the handles of an account's sessions stand."""
    return f"liulu:sessions-of:{account_id}"


def _settings() -> Settings:
    return cast(Settings, current_app.extensions["liulu"]["settings"])


def _refuse_without_redis() -> None:
    if getattr(session, "is_away", False):
        raise UnavailableError(AWAY)
