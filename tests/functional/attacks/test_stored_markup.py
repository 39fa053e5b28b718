"""Markup in everything that anybody can store is words on every page, in every role."""

from __future__ import annotations

import pytest

from graph.domain.roles import ROLES
from tests.functional.attacks.examples import examples
from tests.functional.attacks.probes import faults
from tests.functional.attacks.town import Town
from tests.functional.attacks.values import HANDLER, MARKUP, TAG
from tests.functional.attacks.walk import is_allowed, path_of, routes
from tests.support.cleaning import run_raw

WRITTEN = (
    "name", "name_zh", "title", "summary", "summary_zh", "headline", "headline_zh", "description", "description_zh",
    "note", "goal", "place", "notes", "text", "subject", "body", "asked_by", "closing_note", "website", "link",
)  # fmt: skip
"""Properties that hold what somebody wrote."""
_SPOIL = """
MATCH (n) WHERE n.{name} IS NOT NULL AND NOT n:Industry AND NOT n:Region AND NOT n:Model SET n.{name} = $markup
RETURN count(n) AS count
"""


@pytest.mark.parametrize("markup", [" ".join(MARKUP), f'"><{TAG} {HANDLER}=1>', "javascript:alert(1)//"])
def test_stored_markup_is_only_read(town: Town, markup: str) -> None:
    spoiled = [run_raw(town.graph, _SPOIL.format(name=name), markup=markup)[0]["count"] for name in WRITTEN]
    wrong, seen = [], 0
    for role in ROLES:
        for rule, method in routes(town.app):
            if method != "GET" or not is_allowed(rule.endpoint, role):
                continue
            answer = town.visitor(role).get(path_of(town.app, rule, examples(town.ours, role, rule.endpoint)))
            seen += answer.mimetype == "text/html" and ("alert(1)" in answer.text or HANDLER in answer.text)
            wrong += [f"{role} {rule.rule}: {found}" for found in faults(answer)]

    assert sum(int(str(count)) for count in spoiled) > 50
    assert seen > 60, "what was stored stands on hardly any page"
    assert not wrong, "\n".join(wrong)
