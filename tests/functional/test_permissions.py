"""Role x route x method, built from the URL map: nobody gets to what the table does not give them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from graph.domain.roles import ROLES, SUPERVISOR, Side, side_of
from graph.entities import Actor
from tests.support.city import City, Made
from tests.support.foreign import FOREIGN, NOT_OWNED, OF_INVESTORS
from tests.support.visitor import SignIn, Visitor
from webapp.http.authorisation import roles_of
from webapp.http.permissions import ANY_SIGNED_IN, PERMISSIONS, PUBLIC
from webapp.operations.accounts.manage_account import grant_role

ENDS_THE_SESSION = {"auth.sign_out", "auth.sign_out_everywhere"}


def routes(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.endpoint, rule.rule)):
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method


def subject_of(city: City, role: str) -> str:
    """The organisation or person that a visitor in this role acts for."""
    planted: dict[str, Callable[[], Made]] = {
        "startup": city.startup,
        "supervisor": city.supervisor,
        "investor": city.investor,
        "incubator": city.incubator,
    }
    return planted[role]().id if role in planted else ""


def room_of(role: str) -> str:
    """Under which address the pages of those who are asked are theirs."""
    return role if side_of(role) is Side.PROVIDER else SUPERVISOR


def path_of(app: Flask, rule: Rule, values: dict[str, str]) -> str:
    with app.test_request_context():
        return app.url_map.bind("").build(rule.endpoint, {name: values[name] for name in rule.arguments})


def use(visitor: Visitor, path: str, method: str) -> TestResponse:
    return visitor.post(path) if method == "POST" else visitor.client.open(path, method=method, buffered=True)


def is_sent_to_sign_in(answer: TestResponse) -> bool:
    return answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in")


@pytest.fixture
def made_up(city: City) -> dict[str, str]:
    """An id for every argument, none of them the visitor's."""
    return {name: make(city) for name, make in FOREIGN.items()} | NOT_OWNED


@pytest.fixture(params=["supervisor", "investor"])
def of_others(city: City, made_up: dict[str, str], request: pytest.FixtureRequest) -> dict[str, str]:
    """The same, what providers have being a supervisor's or an investor's."""
    return made_up if request.param == "supervisor" else made_up | {n: make(city) for n, make in OF_INVESTORS.items()}


def test_every_route_stands_in_the_permission_table(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert endpoints - PERMISSIONS.keys() == set(), "add them to webapp/http/permissions.py"
    assert PERMISSIONS.keys() - endpoints == set(), "these routes are gone: take them out of webapp/http/permissions.py"


def test_every_argument_of_an_address_has_a_foreign_example(app: Flask) -> None:
    arguments = {name for rule in app.url_map.iter_rules() for name in rule.arguments}

    assert arguments - FOREIGN.keys() - NOT_OWNED.keys() == set(), "add them to tests/support/foreign.py"


def test_a_route_outside_the_table_is_refused(app: Flask, client: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(PERMISSIONS, "pages.show_data")

    assert client.get("/your-data").status_code == 403


def test_who_is_not_signed_in_is_sent_to_sign_in(app: Flask, client: Visitor, made_up: dict[str, str]) -> None:
    wrong = []
    for rule, method in routes(app):
        sent = is_sent_to_sign_in(use(client, path_of(app, rule, made_up), method))
        if sent != (PERMISSIONS[rule.endpoint] != PUBLIC) and rule.endpoint != "auth.check_code":
            wrong.append(f"{method} {rule.rule}")

    assert wrong == []


@pytest.mark.parametrize("role", list(ROLES))
def test_a_role_gets_to_its_routes_only(
    app: Flask, role: str, city: City, sign_in: SignIn, made_up: dict[str, str]
) -> None:  # fmt: skip
    subject = subject_of(city, role)
    visitor = sign_in(role, subject)
    made_up["room"] = room_of(role)
    wrong = []
    for rule, method in routes(app):
        allowed = PERMISSIONS[rule.endpoint]
        answer = use(visitor, path_of(app, rule, made_up), method)
        if allowed in (PUBLIC, ANY_SIGNED_IN) or role in roles_of(allowed):
            fits = answer.status_code not in (401, 403) and answer.status_code < 500
        else:
            fits = answer.status_code in (403, 404)
        if not fits:
            wrong.append(f"{method} {rule.rule}: {answer.status_code}")
        if rule.endpoint in ENDS_THE_SESSION and method == "POST":
            assert visitor.get("/account").status_code == 302
            visitor.sign_in(visitor.account.email)

    assert wrong == []


@pytest.mark.parametrize("role", ["startup", "supervisor", "investor", "incubator", "administrator"])
def test_what_belongs_to_another_organisation_is_not_there(
    app: Flask, role: str, city: City, sign_in: SignIn, of_others: dict[str, str]
) -> None:  # fmt: skip
    visitor = sign_in(role, subject_of(city, role))
    of_others["room"] = room_of(role)
    wrong = []
    for rule, method in routes(app):
        owned = rule.arguments & FOREIGN.keys()
        if not owned or role not in roles_of(PERMISSIONS[rule.endpoint]):
            continue
        status = use(visitor, path_of(app, rule, of_others), method).status_code
        if status != 404:
            wrong.append(f"{method} {rule.rule}: {status}")

    assert wrong == []


def test_whoever_supervises_and_invests_follows_a_link_of_either_room(city: City, sign_in: SignIn) -> None:
    supervisor, investor = city.supervisor(), city.investor()
    visitor = sign_in("supervisor", supervisor.id)
    grant_role(city.graph, Actor.system(), visitor.account.id, "investor", investor.id, city.now)
    request = city.asked_proposal(to=investor, need=city.need(city.startup(), kind="investor"))

    assert visitor.get(f"/supervisor/requests/{request.id}").status_code == 404
    assert visitor.get(f"/investor/requests/{request.id}").status_code == 200
    assert visitor.get("/investor/pools").status_code == 403
    assert visitor.get("/supervisor/").status_code == 200


@pytest.mark.parametrize(("role", "other"), [("supervisor", "investor"), ("investor", "supervisor")])
def test_the_pages_of_the_other_role_that_is_asked_are_refused(
    role: str, other: str, city: City, sign_in: SignIn
) -> None:  # fmt: skip
    visitor = sign_in(role, subject_of(city, role))

    assert visitor.get(f"/{role}/").status_code == 200
    assert visitor.get(f"/{other}/").status_code == 403
    assert visitor.get(f"/{other}/profile").status_code == 403
