"""Every address of the URL map with ids in it, how it is asked for, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain, combinations

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from graph.domain.roles import ROLES
from tests.functional.attacks.examples import NOT_OWNED
from tests.support.visitor import Visitor, without_tokens
from webapp.http.authorisation import roles_of
from webapp.http.parties import ANY_SIGNED_IN, PUBLIC
from webapp.http.permissions import PERMISSIONS

_NUMBERS = re.compile(r'(<p class="text-hint error-number">)[^<]*')


def routes(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every rule with each of its methods."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.endpoint, rule.rule)):
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method


def path_of(app: Flask, rule: Rule, values: Mapping[str, str]) -> str:
    """The address of a rule with these ids."""
    return str(app.url_map.bind("").build(rule.endpoint, {name: values[name] for name in rule.arguments}))


def is_allowed(endpoint: str, role: str) -> bool:
    """Whether the table gives a role a route; `ANYBODY` gets to what needs no account."""
    allowed = PERMISSIONS[endpoint]
    return allowed == PUBLIC or role in (ROLES if allowed == ANY_SIGNED_IN else roles_of(allowed))


def some_of(rule: Rule) -> Iterator[tuple[str, ...]]:
    """Every choice of the ids in an address of which at least one is a stranger's."""
    owned = sorted(rule.arguments - NOT_OWNED.keys())
    return chain.from_iterable(combinations(owned, count) for count in range(1, len(owned) + 1))


def use(visitor: Visitor, path: str, method: str, form: Mapping[str, str | list[str]] | None = None) -> TestResponse:
    """Open an address; what is sent carries the token of the page."""
    if method == "GET":
        return visitor.get(path)
    return visitor.post(path, dict(form or {}), method=method)


def is_sent_to_sign_in(answer: TestResponse) -> bool:
    """Whether it asks to sign in first."""
    return answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in")


def told(answer: TestResponse, values: Mapping[str, str]) -> tuple[int, str, str]:
    """What an answer tells: status, where to go and the page, without the ids asked for and what is new each time."""
    page = _NUMBERS.sub(r"\1", without_tokens(answer.text))
    where = answer.headers.get("Location", "")
    for value in sorted(values.values(), key=len, reverse=True):
        page, where = page.replace(value, "ID"), where.replace(value, "ID")
    return answer.status_code, where, page
