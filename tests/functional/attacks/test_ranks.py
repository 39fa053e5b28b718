"""Within one organisation: what its heads alone may do is refused to who is none, whatever they send."""

from __future__ import annotations

import pytest

from graph.domain.ranks import Act, may, ranks_of
from graph.domain.roles import ROLES
from tests.functional.attacks.digest import digest
from tests.functional.attacks.examples import examples
from tests.functional.attacks.town import Town
from tests.functional.attacks.walk import is_allowed, path_of, routes, use
from tests.support.visitor import Visitor
from webapp.http.authorisation import act_of
from webapp.http.permissions import ACTS, PERMISSIONS

RANKED = [role for role in ROLES if ranks_of(role)]


def _mate(town: Town, role: str) -> Visitor:
    """Who acts for the same as our visitor in this role, of the lowest rank."""
    visitor = Visitor(town.app)
    assert visitor.sign_in(f"mate.{town.ours.emails[role]}").status_code == 302
    return visitor


@pytest.mark.parametrize("role", RANKED)
def test_what_a_rank_may_not_do_is_refused_and_changes_nothing(town: Town, role: str) -> None:
    mate, rank, tried, wrong = _mate(town, role), ranks_of(role)[-1], 0, []
    mate.get("/account")
    before = digest(town.graph)
    for rule, method in routes(town.app):
        if not is_allowed(rule.endpoint, role):
            continue
        act = act_of(rule.endpoint, PERMISSIONS[rule.endpoint], method)
        if act is None or may(role, rank, act):
            continue
        tried += 1
        status = use(mate, path_of(town.app, rule, examples(town.ours, role, rule.endpoint)), method).status_code
        if status != 403:
            wrong.append(f"{method} {rule.rule}: {status}")

    assert not wrong, "; ".join(wrong)
    assert tried > 1
    assert digest(town.graph) ^ before == set()


@pytest.mark.parametrize("role", RANKED)
def test_who_is_no_head_takes_nobody_else_away(town: Town, role: str) -> None:
    mate = _mate(town, role)
    head = town.graph.read(lambda tx: tx.accounts.find_by_email(town.ours.emails[role]))
    assert head
    mate.get("/account")
    before = digest(town.graph)

    answers = [mate.get(f"/account/colleagues/{head.id}/remove"), mate.post(f"/account/colleagues/{head.id}/remove")]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert digest(town.graph) ^ before == set()


def test_every_endpoint_with_an_act_of_its_own_is_one() -> None:
    assert ACTS.keys() <= PERMISSIONS.keys()
    assert {act for act in ACTS.values() if act} == {Act.MIND_COLLEAGUES, Act.DECIDE}


def test_a_reader_sends_nothing_that_is_work() -> None:
    startup = PERMISSIONS["startup.save"]

    assert act_of("startup.save", startup, "POST") is Act.WORK
    assert act_of("startup.home", startup, "GET") is None
    assert act_of("auth.update_profile", PERMISSIONS["auth.update_profile"], "POST") is None
    assert not may("talent_office", "reader", Act.WORK)
    assert may("talent_office", "officer", Act.WORK)
