"""The page of a need on the live graph: what the policy changes in the order of fit."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from matching.matcher import Matcher
from matching.ranking.rerank import PLAIN, Policy
from tests.support.city import City

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


def test_three_of_one_employer_stand_on_a_page_and_the_rest_make_room(city: City, tmp_path: Path) -> None:
    need = city.need(city.startup())
    lab = city.lab("Harbour Materials")
    same = {city.supervisor(summary="Scaled battery lines", works_at=lab).id for _ in range(5)}
    others = {city.supervisor(summary="Scaled battery lines").id for _ in range(4)}
    matcher = Matcher(city.graph, tmp_path, expire_after_days=14)

    plain = matcher.propose(need.id, at=NOON, limit=5, policy=PLAIN)
    mixed = matcher.propose(
        need.id, at=NOON, limit=5, policy=Policy(newcomers=0, chance=0, per_organisation=3, uneven=1)
    )

    assert {item.provider_id for item in plain.proposals} == same
    assert len(same & {item.provider_id for item in mixed.proposals}) == 3
    assert len(others & {item.provider_id for item in mixed.proposals}) == 2
