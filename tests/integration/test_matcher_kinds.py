"""A kind of match is a declaration: investors, and one made up here, over the same pipeline."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.domain.eligibility import RuleCode
from graph.domain.kinds import Kind, Outcome
from graph.domain.roles import Role, Side
from graph.driver import Graph
from matching.matcher import Matcher
from matching.results import Label, Ranking, tell
from tests.support.city import City
from tests.support.made_up import made_up_kind, made_up_role

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)

pytestmark = pytest.mark.both_servers


@pytest.fixture
def matcher(graph: Graph, tmp_path: Path) -> Matcher:
    return Matcher(graph, tmp_path, expire_after_days=14)


def ids(ranking: Ranking) -> list[str]:
    return [proposal.provider_id for proposal in ranking.proposals]


def test_an_investor_who_puts_in_other_amounts_is_left_out_while_somebody_is_left(city: City, matcher: Matcher) -> None:
    need = city.need(city.startup(), kind="investor", amount=5e6)
    fitting = city.investor(ticket_min=2e6, ticket_max=1e7)
    city.supervisor()
    other = city.investor(ticket_min=1e6, ticket_max=9e6, industries=("automobile",))
    too_big = city.investor(ticket_min=1e8, ticket_max=5e8)
    alone = city.need(city.startup(), kind="investor", amount=3e8)

    ranking = matcher.propose(need.id, at=NOON)

    assert ids(ranking) == [fitting.id, other.id]
    assert ranking.excluded == {"outside_ticket": 1}
    assert matcher.explain(need.id, too_big.id, at=NOON).left_out == "outside_ticket"
    assert ids(matcher.propose(alone.id, at=NOON)) == [too_big.id]


def test_where_nobody_else_is_left_whoever_puts_in_other_amounts_is_shown_with_a_word_of_it(
    city: City, matcher: Matcher
) -> None:
    need = city.need(city.startup(), kind="investor", amount=5e6)
    too_big = city.investor(ticket_min=1e8, ticket_max=5e8)

    (only,) = matcher.propose(need.id, at=NOON).proposals

    assert only.provider_id == too_big.id
    assert only.caution is not None
    assert only.caution.code == "outside_ticket"
    assert only.caution.params == {"ticket": tell("between", least=1e8, most=5e8)}


def test_an_unknown_ticket_neither_helps_nor_hides(city: City, matcher: Matcher) -> None:
    need = city.need(city.startup(), kind="investor", amount=5e6)
    fitting = city.investor(ticket_min=2e6, ticket_max=1e7)
    unknown = city.investor()
    city.investor(ticket_min=1e9, ticket_max=5e9)

    ranking = matcher.propose(need.id, at=NOON)

    assert ids(ranking) == [fitting.id, unknown.id]


def test_why_an_investor_stands_there_is_said_in_bars_that_add_up(city: City, matcher: Matcher) -> None:
    need = city.need(city.startup(), kind="investor", amount=5e6)
    fitting = city.investor(ticket_min=2e6, ticket_max=1e7)
    city.investor()

    explanation = matcher.explain(need.id, fitting.id, at=NOON)

    assert sum(bar.contribution for bar in explanation.bars) == pytest.approx(explanation.total, abs=1e-6)
    assert any(bar.group == "ticket" and bar.contribution > 0 for bar in explanation.bars)


def test_a_kind_made_up_here_is_ranked_without_more_than_its_declaration(city: City, matcher: Matcher) -> None:
    rules = (RuleCode.CONFLICT, RuleCode.DISMISSED)
    keeper = Role("keeper", Side.PROVIDER, subject_label="Lab")
    lab = Kind("lab", "Lab", "labs", keeper.code, rules, (Outcome.NONE,), ("fields", "text", "place"))
    need = city.need(city.startup(), kind="lab", industries=("biopharmaceuticals",))
    city.lab(industries=("automobile",))
    fitting = city.lab(industries=("biopharmaceuticals",))

    with made_up_role(keeper, like="talent_office"), made_up_kind(lab):
        ranking = matcher.propose(need.id, at=NOON)

    assert ids(ranking)[0] == fitting.id
    assert ranking.considered == 2


@pytest.mark.parametrize(("since", "until", "holds"), [(-400, None, True), (-400, -30, False), (5, None, False)])
def test_an_investor_with_a_share_in_the_startup_is_proposed_with_a_word_of_it(
    city: City, matcher: Matcher, since: int, until: int | None, holds: bool
) -> None:
    startup = city.startup()
    need = city.need(startup, kind="investor", amount=5e6)
    investor = city.investor(ticket_min=2e6, ticket_max=1e7)
    city.investment(investor, startup, since, until)

    caution = matcher.propose(need.id, at=NOON).proposals[0].caution

    assert caution is not None
    assert (caution.code == "holds_share") is holds


def test_a_region_is_told_by_its_names_in_both_languages(city: City, matcher: Matcher) -> None:
    need = city.need(city.startup(region="Putuo"), kind="investor")
    for region in ("Putuo", "Beijing", "Shenzhen"):
        city.investor(region=region)

    reasons = matcher.propose(need.id, at=NOON).proposals[0].reasons

    (name,) = [reason.params["region"] for reason in reasons if reason.code == "same_region"]
    assert isinstance(name, Label)
    assert (name.en, name.zh) == ("Putuo", "普陀")
