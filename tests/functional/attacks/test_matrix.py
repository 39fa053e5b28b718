"""Route x method x role x whose id, built from the URL map: nobody gets to, learns of or changes what is not theirs."""

from __future__ import annotations

import pytest
from flask import Flask

from graph.domain.roles import INCUBATOR, ROLES
from tests.functional.attacks.digest import digest
from tests.functional.attacks.examples import examples, of_nobody, of_stranger
from tests.functional.attacks.forms import Form
from tests.functional.attacks.probes import BUTTONS, reach_of
from tests.functional.attacks.town import ANYBODY, Town
from tests.functional.attacks.walk import is_allowed, is_sent_to_sign_in, path_of, routes, some_of, told, use
from webapp.http.drafts import TICKET
from webapp.http.parties import PUBLIC
from webapp.http.permissions import PERMISSIONS

# What they do to the visitor's own session is tested elsewhere.
ENDS_THE_SESSION = frozenset({"auth.sign_out", "auth.sign_out_everywhere", "auth.end_session"})
# Whoever has a right password and no second factor yet is sent back from the page that asks for its code.
SENDS_TO_SIGN_IN = frozenset({"auth.check_code"})
NOT_THERE = {
    "auth.show_mails": "outside development there is none",
    "pages.show_components": "outside development there is none",
    "metrics.show": "without the operator's token there is none",
    "admin.change_account_rank": "the role stands behind the address: tests/functional/test_ranks.py",
    "admin.confirm_roll_back": "no model served before",
    "applying.show_application": "nobody sent this link",
    "auth.accept_invitation": "nobody sent this link",
    "auth.confirm_address": "nobody sent this link",
    "auth.object_to_address": "nobody sent this link",
    "auth.reset_password": "nobody sent this link",  # pragma: allowlist secret
}
"""Pages that are not there for whoever may open them, and why."""


@pytest.fixture(scope="module")
def forms(town: Town) -> dict[str, Form]:
    """What forms send, by the endpoint that takes them."""
    return {endpoint: form for role in (*ROLES, ANYBODY) for endpoint, form in reach_of(town, role).forms.items()}


def filled(forms: dict[str, Form], endpoint: str) -> dict[str, str | list[str]]:
    """What a form sends; nothing where no page has one."""
    form = forms.get(endpoint)
    return dict(form.filled()) if form else {}


def test_every_route_stands_in_the_permission_table(whole_app: Flask) -> None:
    endpoints = {rule.endpoint for rule in whole_app.url_map.iter_rules()}

    assert endpoints - PERMISSIONS.keys() == set(), "add them to webapp/http/permissions.py"
    assert PERMISSIONS.keys() - endpoints == set(), "these routes are gone: take them out of webapp/http/permissions.py"


def test_every_argument_of_an_address_has_examples(town: Town) -> None:
    arguments = {name for rule in town.app.url_map.iter_rules() for name in rule.arguments}

    assert arguments == examples(town.ours, "startup").keys(), "see tests/functional/attacks/examples.py"


def test_every_route_that_takes_a_form_is_sent_one(town: Town, forms: dict[str, Form]) -> None:
    taken = {rule.endpoint for rule, method in routes(town.app) if method == "POST"}

    assert taken - forms.keys() - BUTTONS == set(), "see tests/functional/attacks/probes.py"


def test_who_is_not_signed_in_is_sent_to_sign_in(town: Town) -> None:
    wrong = []
    for rule, method in routes(town.app):
        values = examples(town.ours, "startup", rule.endpoint)
        answers = [
            use(town.visitor(ANYBODY), path_of(town.app, rule, one), method) for one in (values, of_nobody(values))
        ]
        sent = [is_sent_to_sign_in(answer) for answer in answers]
        if set(sent) != {PERMISSIONS[rule.endpoint] != PUBLIC} and rule.endpoint not in SENDS_TO_SIGN_IN:
            wrong.append(f"{method} {rule.rule}: {[answer.status_code for answer in answers]}")

    assert not wrong, "; ".join(wrong)


@pytest.mark.parametrize("role", list(ROLES))
def test_a_role_reads_its_own_and_no_route_of_another_role(town: Town, role: str) -> None:
    wrong = []
    for rule, method in routes(town.app):
        values = examples(town.ours, role, rule.endpoint)
        may = is_allowed(rule.endpoint, role)
        if may and (method != "GET" or rule.endpoint in NOT_THERE):
            continue
        status = use(town.visitor(role), path_of(town.app, rule, values), method).status_code
        if status not in ((200, 302) if may else (403, 404)):
            wrong.append(f"{method} {rule.rule}: {status}")

    assert not wrong, "; ".join(wrong)


@pytest.mark.parametrize("role", list(ROLES))
def test_nothing_that_a_role_reads_or_fetches_is_kept_by_a_browser(town: Town, role: str) -> None:
    kept, files = [], set()
    for rule, method in routes(town.app):
        if method == "GET" and is_allowed(rule.endpoint, role) and rule.endpoint != "static":
            answer = use(town.visitor(role), path_of(town.app, rule, examples(town.ours, role, rule.endpoint)), method)
            if answer.headers.get("Cache-Control") != "no-store":
                kept.append(f"{rule.rule}: {answer.headers.get('Cache-Control')}")
            if "Content-Disposition" in answer.headers:
                files.add(rule.endpoint)

    assert kept == []
    assert "incubator.download_bad_rows" in files or role != INCUBATOR


@pytest.mark.parametrize("role", list(ROLES))
def test_what_is_a_strangers_is_as_if_it_were_not_there(town: Town, role: str, forms: dict[str, Form]) -> None:
    town.visitor(role, town.theirs)
    visitor, app, wrong = town.visitor(role), town.app, []
    visitor.get("/account")  # where what another walk was told, and did not read, is read
    before = digest(town.graph)
    for rule, method in routes(app):
        if not is_allowed(rule.endpoint, role) or PERMISSIONS[rule.endpoint] == PUBLIC:
            continue
        own, strange = examples(town.ours, role, rule.endpoint), of_stranger(town.theirs, role, rule.endpoint)
        nobodys = of_nobody(strange)
        for names in some_of(rule):
            asked = [own | {name: others[name] for name in names} for others in (strange, nobodys)]
            answers = [
                told(use(visitor, path_of(app, rule, values), method, form), values)
                for values in asked
                for form in ({}, filled(forms, rule.endpoint))
            ]
            if {status for status, _where, _page in answers} != {404} or len(set(answers)) > 1:
                wrong.append(f"{method} {rule.rule} with a strange {names}: {[answer[0] for answer in answers]}")

    assert not wrong, "; ".join(wrong)
    assert digest(town.graph) ^ before == set()


@pytest.mark.parametrize("role", list(ROLES))
def test_what_a_role_does_with_its_own_is_answered(town: Town, role: str, forms: dict[str, Form]) -> None:
    visitor, wrong = town.visitor(role, town.spent), []
    for rule, method in routes(town.app):
        if method == "GET" or not is_allowed(rule.endpoint, role) or rule.endpoint in ENDS_THE_SESSION:
            continue
        path = path_of(town.app, rule, examples(town.spent, role, rule.endpoint))
        statuses = [use(visitor, path, method, form).status_code for form in ({}, filled(forms, rule.endpoint))]
        if any(status in (401, 403) or status >= 500 for status in statuses):
            wrong.append(f"{method} {rule.rule}: {statuses}")

    assert not wrong, "; ".join(wrong)
    assert visitor.get("/account").status_code == 200


@pytest.mark.parametrize("role", [*ROLES, ANYBODY])
def test_nothing_is_taken_without_the_token_of_the_page(town: Town, role: str, forms: dict[str, Form]) -> None:
    visitor, wrong = town.visitor(role), []
    for rule, method in routes(town.app):
        if method != "GET" and is_allowed(rule.endpoint, role):
            path = path_of(town.app, rule, examples(town.ours, role, rule.endpoint))
            # Nor the ticket of its draft, which no other site has: with it what was typed is kept, and no more.
            form = {name: text for name, text in filled(forms, rule.endpoint).items() if name != TICKET}
            answer = visitor.client.open(path, method=method, data=form, buffered=True)
            if answer.status_code != 400:
                wrong.append(f"{method} {rule.rule}: {answer.status_code}")

    assert not wrong, "; ".join(wrong)
