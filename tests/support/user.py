"""Somebody with a browser on a real address, signed in, who may find it closed at any moment."""

from __future__ import annotations

import http.client
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from graph.driver import Graph
from tests.support.city import Made
from tests.support.web import Web

_TOKEN = re.compile(r'name="csrf[-_]token" (?:content|value)="([^"]+)"')
PATIENCE = 15.0


class _Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are answers here."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


@dataclass
class Answer:
    """A status (0: nobody answered), a page, and where a redirect leads."""

    status: int
    page: str = ""
    location: str = ""


@dataclass
class User:
    """A session cookie and the CSRF token that belongs to it."""

    url: str
    cookie: str
    _token: str = field(default="", repr=False)

    def get(self, path: str) -> Answer:
        """Open a page."""
        answer = self._send(urllib.request.Request(self.url + path))
        found = _TOKEN.search(answer.page)
        self._token = found.group(1) if found and answer.status == 200 else self._token
        return answer

    def post(self, path: str, **fields: str) -> Answer:
        """Send a form; status 0 where its token could not be fetched."""
        if not self._token:
            self.get("/accessibility")
        data = urllib.parse.urlencode({"csrf_token": self._token, **fields}).encode()
        answer = self._send(urllib.request.Request(self.url + path, data)) if self._token else Answer(0)
        if answer.status == 400:
            self._token = ""  # from a page that was drawn without Redis: load a page again, as the refusal says
        return answer

    def send_file(self, path: str, name: str, content: bytes) -> Answer:
        """Send a file by the form of a page."""
        self.get(path)
        border = "----liulu-file"
        parts = [
            f'--{border}\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{self._token}\r\n'.encode(),
            f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode(),
            content,
            f"\r\n--{border}--\r\n".encode(),
        ]
        request = urllib.request.Request(self.url + path, b"".join(parts))
        request.add_header("Content-Type", f"multipart/form-data; boundary={border}")
        return self._send(request)

    def _send(self, request: urllib.request.Request) -> Answer:
        request.add_header("Cookie", f"liulu={self.cookie}")
        return _answer(request)


def status_of(url: str, path: str) -> int:
    """The status of a page for somebody who is not signed in; 0 where nobody answers."""
    return _answer(urllib.request.Request(url + path)).status


def sign_in_all(graph: Graph, redis_url: str, home: Path, url: str, people: list[Made]) -> dict[str, User]:
    """Users for these people, by subject id; their sessions stand in the Redis that the pages use."""
    web, at = Web(graph, redis_url, home), datetime.now(UTC)
    users = {}
    for person in people:
        cookie = web.sign_in(person, at).client.get_cookie("liulu")
        assert cookie is not None
        users[person.id] = User(url, cookie.value)
    return users


def _answer(request: urllib.request.Request) -> Answer:
    opener = urllib.request.build_opener(_Stay())
    try:
        with opener.open(request, timeout=PATIENCE) as answer:
            return Answer(answer.status, answer.read().decode(errors="replace"))
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, _rest(error), error.headers.get("Location", ""))
    except (OSError, http.client.HTTPException):
        return Answer(0)


def _rest(error: urllib.error.HTTPError) -> str:
    try:
        return error.read().decode(errors="replace")
    except (OSError, http.client.HTTPException):
        return ""
