"""Every form needs the token of its page: built from the URL map."""

from __future__ import annotations

from flask import Flask

from graph.domain.roles import ROLES
from tests.functional.test_permissions import made_up, path_of, routes, subject_of
from tests.support.city import City
from tests.support.visitor import SignIn, Visitor
from webapp.http.authorisation import roles_of
from webapp.http.permissions import PERMISSIONS

__all__ = ["made_up"]


def test_every_post_without_a_token_is_refused(
    app: Flask, sign_in: SignIn, city: City, made_up: dict[str, str]
) -> None:  # fmt: skip
    visitors = {role: sign_in(role, subject_of(city, role)) for role in ROLES}
    wrong = []
    for rule, method in routes(app):
        if method not in ("POST", "PUT", "PATCH", "DELETE"):
            continue
        role = next((role for role in ROLES if role in roles_of(PERMISSIONS[rule.endpoint])), next(iter(ROLES)))
        path = path_of(app, rule, made_up)
        answer = visitors[role].client.open(path, method=method, data={}, buffered=True)
        if answer.status_code != 400:
            wrong.append(f"{method} {rule.rule}: {answer.status_code}")

    assert wrong == []


def test_the_token_of_another_session_is_refused(sign_in: SignIn, client: Visitor) -> None:
    person = sign_in("administrator")

    answer = person.client.post("/sign-out", data={"csrf_token": client.token()})

    assert answer.status_code == 400
    assert person.get("/account").status_code == 200


def test_a_get_never_signs_out(sign_in: SignIn) -> None:
    person = sign_in("administrator")

    assert person.get("/sign-out").status_code in (404, 405)
    assert person.get("/account").status_code == 200
