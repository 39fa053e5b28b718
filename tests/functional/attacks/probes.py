"""Requests that no page of ours would send, and what must hold of every answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from flask import Flask
from werkzeug.test import TestResponse

import webapp
from graph.domain.roles import INCUBATOR, STARTUP
from tests.functional.attacks.examples import examples
from tests.functional.attacks.forms import Form, by_endpoint, queries, read_page
from tests.functional.attacks.town import ANYBODY, Town
from tests.functional.attacks.values import HANDLER, TAG
from tests.functional.attacks.walk import is_allowed, path_of, routes
from tests.support.visitor import Visitor
from webapp.http.drafts import TICKET
from webapp.http.headers import CONTENT_SECURITY_POLICY
from webapp.incubator.pool.bulk import ASKING

Pairs = list[tuple[str, str]]
_READ = re.compile(
    r'\bargs\.(?:get|getlist)\(\s*"(\w+)"|arguments\.(?:get|getlist)\(\s*"(\w+)"|"(\w+)" in request\.args'
)
_TRACE = ("Traceback (most recent call last)", 'File "/', "jinja2.exceptions", "neo4j.exceptions")

BUTTONS = frozenset(
    {
        "admin.cancel_job", "admin.change_account_rank", "admin.enable_account", "admin.remove_second_factor",
        "admin.resend_invitation", "admin.retry_job", "admin.roll_back", "admin.send_reset",
        "answering.choose_who_answers", "applying.confirm", "applying.withdraw", "auth.accept_role",
        "auth.confirm_address",
        "auth.decline_role", "auth.end_session", "auth.object_to_address", "auth.decline_asked_role",
        "auth.fetch_copy", "auth.take_on_role",
        "conflicts.answer_competitor", "conflicts.take_back", "conflicts.take_waiver_off",
        "incubator.finish_batch_now", "incubator.release_draft", "incubator.stop_batch", "incubator.undo_release",
        "incubator.cancel_import_job", "incubator.undo_import_job", "incubator.undo_minder",
        "incubator.withdraw", "incubator.write_to_chosen",
        "provider.resume",
        "provider.undo_decline_request", "startup.stop_waiting", "startup.undo_dismiss", "startup.unsave",
        "startup.wait_for_place",
    }
)  # fmt: skip
"""What is sent by a button alone, which only pages about other states have."""


@dataclass(frozen=True)
class Reach:
    """What somebody in a role can open and send: pages by endpoint, what may stand behind each address, and forms."""

    pages: dict[str, str]
    names: dict[str, list[str]]
    forms: dict[str, Form]


def reach_of(town: Town, role: str) -> Reach:
    """Open every page of a role once, and read its forms and links."""
    pages, forms, links = {}, [], []
    for rule, method in routes(town.app):
        if method == "GET" and is_allowed(rule.endpoint, role) and rule.endpoint != "static":
            path = path_of(town.app, rule, examples(town.ours, role, rule.endpoint))
            answer = town.visitor(role).get(path)
            pages[rule.endpoint] = path
            if answer.mimetype == "text/html":
                found = read_page(answer.text, path)
                forms += found[0]
                links += found[1]
    forms += _second_steps(town, role)
    names = {endpoint: set(_names_of_room(town.app, endpoint)) for endpoint in pages}
    for endpoint, name in queries(town.app, forms, links):
        names.setdefault(endpoint, set()).add(name)
    return Reach(pages, {one: sorted(found) for one, found in names.items()}, by_endpoint(town.app, forms))


def _second_steps(town: Town, role: str) -> list[Form]:
    """Forms that another form leads to, and those behind a link that only a mail has."""
    ours = town.ours
    if role == ANYBODY:
        word = [("password", "not the one"), ("name", "Gu"), ("language", "en")]
        return [
            Form("/sign-in/code", "post", [("code", "123456")]),
            *(Form(f"/{room}/not-a-token", "post", word) for room in ("invitations", "reset")),
        ]
    if role == STARTUP:
        typed = [
            ("title", "When do we go public?"),
            ("description", "IPO"),
            ("suggested_areas", ""),
            ("help_areas", ""),
        ]
        return [
            Form("/account/role", "post", [("membership", f"{role}|")]),
            Form("/startup/needs/help-areas", "post", typed),
            *_drafts(town.visitor(role)),
        ]
    if role != INCUBATOR:
        return [Form("/account/role", "post", [("membership", f"{role}|")])]
    chosen = [("id", ours.member.id), ("back", "/incubator/pool")]
    back = Form("/incubator/pool/undo", "post", [("event", ours.event), ("back", "/incubator/pool")])
    untag = Form("/incubator/pool/untag", "post", [("add", f"{ours.member.id} angels"), ("back", "/incubator/pool")])
    letter = [("id", ours.startup.id), ("subject", "Open day"), ("body", "Will you come?"), ("step", "send")]
    asked = [("provider", ours.member.id), ("word", "Could you talk?"), ("sure", "yes")]
    waive = f"/conflicts/pair/{ours.startup.id}/{ours.member.id}/waive/advises"
    found = [
        back,
        Form(waive, "post", [("reason", "It is long past")]),
        untag,
        Form("/incubator/pool/change/confirm", "post", [("seen", f"{ours.member.id} 0"), ("capacity", "4"), chosen[1]]),
        Form("/incubator/pool/change/undo", "post", [("change", "sealed by nobody"), chosen[1]]),
        Form("/incubator/waiting/undo", "post", [("event", ours.event), ("back", "/incubator/waiting")]),
        Form("/incubator/startups/letter", "post", letter),
        Form(f"/incubator/needs/{ours.need.id}/ask", "post", asked),
    ]
    for action in ASKING:
        answer = town.visitor(role).get("/incubator/pool/act", query_string=[("action", action), *chosen])
        found += read_page(answer.text, "/incubator/pool/act")[0]
    return found


def _drafts(visitor: Visitor) -> list[Form]:
    """What a page sends while one types, and what throws it away: with the ticket of a form of the page."""
    path = "/startup/profile"
    forms = read_page(visitor.get(path).text, path)[0]
    ticket = next(pair for form in forms for pair in form.fields if pair[0] == TICKET)
    return [Form("/drafts", "post", [ticket, ("name", "Tidewell")]), Form("/drafts/discard", "post", [ticket])]


def _names_of_room(app: Flask, endpoint: str) -> set[str]:
    """What the code of the endpoint's room reads behind addresses."""
    module = app.view_functions[endpoint].__module__.split(".")
    folder = Path(webapp.__file__).parent / (module[1] if module[0] == "webapp" and len(module) > 2 else "http")
    texts = [path.read_text(encoding="utf-8") for path in folder.glob("*.py")]
    return {name for text in texts for found in _READ.findall(text) for name in found if name}


def get(visitor: Visitor, path: str, pairs: Pairs) -> TestResponse:
    """Open an address with this behind it, whatever it is."""
    return visitor.get(f"{path}?{encoded(pairs)}")


def post(visitor: Visitor, path: str, pairs: Pairs) -> TestResponse:
    """Send this, whatever it is, with the token of the page."""
    body = encoded([("csrf_token", visitor.token()), *pairs]).encode()
    return visitor.client.post(path, data=body, content_type="application/x-www-form-urlencoded", buffered=True)


def encoded(pairs: Pairs) -> str:
    """As a browser encodes a form; halves of characters go as they are."""
    return urlencode(pairs, encoding="utf-8", errors="surrogatepass", quote_via=quote)


def faults(answer: TestResponse) -> list[str]:
    """What is wrong with an answer, whatever was asked."""
    wrong = [f"status {answer.status_code}"] if answer.status_code >= 500 else []
    if answer.headers.get("Content-Security-Policy") != CONTENT_SECURITY_POLICY:
        wrong.append("no content security policy")
    where = answer.headers.get("Location", "")
    if where and not is_ours(where):
        wrong.append(f"leads to {where}")
    if answer.mimetype == "text/html":
        wrong += [f"shows {mark}" for mark in _TRACE if mark in answer.text]
        wrong += unescaped(answer.text)
    return wrong


def is_ours(where: str) -> bool:
    """Whether a browser that is sent there stays here."""
    parts = urlsplit(where)
    return where.startswith("/") and not where.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc


def unescaped(page: str) -> list[str]:
    """The marks of `values` that are markup in a page."""
    finder = _Finder()
    finder.feed(page)
    return finder.found


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag.startswith(TAG):
            self.found.append(f"element {tag}")
        for name, value in attrs:
            bare = re.sub(r"[\x00-\x20]", "", value or "").lower()
            if name == HANDLER or (name in ("href", "src", "action") and bare.startswith(("javascript:", "data:text"))):
                self.found.append(f"attribute {name} of {tag}")
