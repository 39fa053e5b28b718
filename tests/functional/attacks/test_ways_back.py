"""Whoever says where to go next, in an address or in a form, sends nobody away from here."""

from __future__ import annotations

import pytest

from tests.functional.attacks.probes import faults, get, post
from tests.functional.attacks.town import ANYBODY, Town
from tests.functional.attacks.values import ELSEWHERE
from tests.support.visitor import PASSWORD, Visitor


@pytest.mark.parametrize("role", [ANYBODY, "incubator"])
@pytest.mark.parametrize("way", ["/language", "/theme", "/incubator/pool/act", "/incubator/pool/undo"])
def test_a_form_leads_back_to_ourselves_only(town: Town, role: str, way: str) -> None:
    sent = [("language", "en"), ("theme", "dark"), ("action", "resume"), ("event", town.ours.event)]
    wrong = {
        where: found
        for where in ELSEWHERE
        if (found := faults(post(town.visitor(role), way, [*sent, ("back", where)])))
    }

    assert wrong == {}


def test_signing_in_leads_to_ourselves_only(town: Town) -> None:
    wrong = {}
    for where in ELSEWHERE:
        visitor = Visitor(town.app)
        page = get(visitor, "/sign-in", [("next", where)])
        answer = visitor.sign_in(town.ours.emails["startup"], PASSWORD, next=where)
        assert answer.status_code in (302, 429)
        wrong[where] = faults(page) + faults(answer)

    assert {where: found for where, found in wrong.items() if found} == {}
