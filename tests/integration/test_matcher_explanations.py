"""Why somebody stands where they stand: bars that add up, and the path between the two."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.driver import Graph
from matching.matcher import Matcher
from tests.support.city import City

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)

pytestmark = pytest.mark.both_servers


@pytest.fixture
def matcher(graph: Graph, tmp_path: Path) -> Matcher:
    return Matcher(graph, tmp_path, expire_after_days=14)


def test_the_bars_add_up_and_the_panel_says_where_they_stood(city: City, matcher: Matcher) -> None:
    need = city.need(city.startup(region="Lingang"))
    first = city.supervisor(region="Lingang")
    second = city.supervisor(industries=("automobile",), region="Minhang")

    why = matcher.explain(need.id, first.id, at=NOON)
    why_not = matcher.compare(need.id, first.id, second.id, at=NOON)

    assert why.position == 1
    assert why.eligible == 2
    assert sum(bar.contribution for bar in why.bars) == pytest.approx(why.total)
    assert [step.id for step in why.path] == [need.actor.subject_id, "artificial_intelligence", first.id]
    assert why_not.position == 2
    assert why_not.left_out is None
    assert why_not.differences[0].contribution < 0
    assert "fields" in {difference.group for difference in why_not.differences}


def test_a_path_through_an_organisation_is_the_evidence(city: City, matcher: Matcher) -> None:
    incubator = city.incubator("Harbour Works")
    need = city.need(city.startup(incubator=incubator))
    supervisor = city.supervisor(pool_of=incubator)

    path = matcher.explain(need.id, supervisor.id, at=NOON).path

    assert [step.name for step in path][1] == "Harbour Works"
    assert [step.via for step in path] == ["", "INCUBATED_BY", "IN_POOL_OF"]
