"""Every parameter of every page and every field of every form, with values that nobody sensible sends.

LIULU_FUZZ=20 sends twenty times as many, each time others.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from graph.domain.roles import ROLES
from tests.functional.attacks.probes import Pairs, Reach, faults, get, post, reach_of
from tests.functional.attacks.town import ANYBODY, Town
from tests.functional.attacks.values import instead_of
from tests.functional.attacks.walk import is_sent_to_sign_in

REQUESTS = 10
"""To each page and to each form."""
TIMES = int(os.environ.get("LIULU_FUZZ", "1"))
EVERYBODY = (ANYBODY, *reversed(list(ROLES)))
SHARED = ("auth.", "health.", "metrics.", "pages.")
CALM = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
"""Requests take as long as they take."""

KEPT: list[tuple[str, str, str, Pairs]] = [
    ("administrator", "GET", "/admin/audit", [("since", "0001-01-01")]),
    ("administrator", "GET", "/admin/audit.csv", [("until", "9999-12-31")]),
    ("incubator", "POST", "/incubator/pool/act", [("action", "resume"), ("id", "")]),
    ("incubator", "POST", "/incubator/pool/end", [("id", "")]),
    ("incubator", "POST", "/incubator/pool/pause", [("id", ""), ("until", "2031-01-01")]),
    ("incubator", "POST", "/incubator/pool/write", [("id", ""), ("subject", "{A}"), ("body", "B")]),
    ("startup", "POST", "/startup/profile", [("name", "A"), ("headcount", "9" * 400)]),
    ("supervisor", "POST", "/supervisor/places", [("capacity", "9" * 400)]),
    (ANYBODY, "POST", "/theme", [("theme", "dark"), ("back", "http://[")]),
]
"""What broke a page once; add here whatever is found."""


def about(requests: int) -> settings:
    """So many requests, the same in each run unless more are asked for."""
    return settings(
        max_examples=max(1, requests * TIMES), deadline=None, derandomize=TIMES == 1, database=None,
        suppress_health_check=CALM, print_blob=True,
    )  # fmt: skip


@dataclass
class Attack:
    """A town under attack: what each role can reach in it, and everything that was taken and stored so far."""

    town: Town
    reaches: dict[str, Reach] = field(default_factory=dict)
    stored: list[str] = field(default_factory=list)

    def reach(self, role: str) -> Reach:
        """What a role can open and send, as it was before the attack."""
        if role not in self.reaches:
            self.reaches[role] = reach_of(self.town, role)
        return self.reaches[role]

    def own(self, role: str, endpoints: Iterable[str]) -> list[str]:
        """Those of these endpoints that are tried in this role: of the rooms that all share, what nobody had before."""
        before = (self.reach(one) for one in EVERYBODY[: EVERYBODY.index(role)])
        tried = {one for reach in before for one in (*reach.pages, *reach.forms) if one.startswith(SHARED)}
        return sorted(set(endpoints) - tried)

    def post(self, role: str, endpoint: str, pairs: Pairs) -> list[TestResponse]:
        """Send it, and follow where it leads."""
        visitor = self.town.visitor(role)
        form = self.reach(role).forms[endpoint]
        answers = [post(visitor, form.action, pairs)]
        if answers[0].status_code in (302, 303):
            self.stored.append(f"{role} {endpoint} {pairs!r}")
            answers.append(visitor.get(answers[0].headers["Location"]))
        if "account" in form.action or is_sent_to_sign_in(answers[0]):
            self.town.is_out(role)
        return answers


@pytest.fixture(scope="module")
def attack(town: Town) -> Attack:
    made = Attack(town)
    for role in EVERYBODY:
        made.reach(role)
    return made


@st.composite
def changed(draw: st.DrawFn, pairs: Pairs, names: list[str]) -> Pairs:
    """What is sent, with up to three names changed: other values, left out, twice, nested, or unheard of."""
    sent, usual = list(pairs), dict(pairs)
    for name in draw(st.lists(st.sampled_from(names or ["q"]), min_size=1, max_size=3)):
        how = draw(st.sampled_from(("set", "set", "set", "set", "drop", "twice", "nest", "add")))
        if how in ("set", "drop"):
            sent = [pair for pair in sent if pair[0] != name]
        if how != "drop":
            kept = {"nest": f"{name}[0].x", "add": "unheard_of"}.get(how, name)
            sent.append((kept, draw(instead_of(usual.get(name, "")))))
    return sent


@pytest.mark.parametrize("role", EVERYBODY)
def test_no_address_breaks_a_page(attack: Attack, role: str) -> None:
    reach, broken = attack.reach(role), list[str]()
    pages = attack.own(role, reach.pages)

    @about(REQUESTS * len(pages))
    @given(data=st.data())
    def ask(data: st.DataObject) -> None:
        endpoint = data.draw(st.sampled_from(pages))
        pairs = data.draw(changed([], reach.names[endpoint]))
        answer = get(attack.town.visitor(role), reach.pages[endpoint], pairs)
        broken.extend(f"{endpoint} {pairs!r}: {found}" for found in faults(answer))

    if pages:
        ask()
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("role", EVERYBODY)
def test_nothing_that_is_sent_breaks_a_page(attack: Attack, role: str) -> None:
    reach, broken = attack.reach(role), list[str]()
    forms = attack.own(role, reach.forms)

    @about(REQUESTS * len(forms))
    @given(data=st.data())
    def send(data: st.DataObject) -> None:
        endpoint = data.draw(st.sampled_from(forms))
        pairs = data.draw(changed(reach.forms[endpoint].filled(), reach.forms[endpoint].names))
        for answer in attack.post(role, endpoint, pairs):
            broken.extend(f"{endpoint} {pairs!r}: {found}" for found in faults(answer))

    if forms:
        send()
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("digits", [30, 400, 5000])
@pytest.mark.parametrize("role", EVERYBODY)
def test_no_number_is_too_large_for_a_page(attack: Attack, role: str, digits: int) -> None:
    reach, broken, number = attack.reach(role), list[str](), "9" * digits
    for endpoint in attack.own(role, reach.pages):
        answer = get(attack.town.visitor(role), reach.pages[endpoint], [(one, number) for one in reach.names[endpoint]])
        broken.extend(f"{endpoint}: {found}" for found in faults(answer))
    for endpoint in attack.own(role, reach.forms):
        filled = reach.forms[endpoint].filled()
        for name in {name for name, value in filled if value.isdecimal()}:
            changed_to = [(one, number if one == name else value) for one, value in filled]
            for answer in attack.post(role, endpoint, changed_to):
                broken.extend(f"{endpoint} {name}: {found}" for found in faults(answer))

    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("role", EVERYBODY)
def test_every_page_stands_what_was_stored(attack: Attack, role: str) -> None:
    wrong = {}
    for endpoint, path in attack.reach(role).pages.items():
        answer = attack.town.visitor(role).get(path)
        if found := faults(answer):
            wrong[endpoint] = found

    assert wrong == {}, "\n".join(attack.stored)


@pytest.mark.parametrize(("role", "method", "path", "pairs"), KEPT)
def test_what_broke_a_page_once_is_answered(town: Town, role: str, method: str, path: str, pairs: Pairs) -> None:
    assert faults((get if method == "GET" else post)(town.visitor(role), path, pairs)) == []
