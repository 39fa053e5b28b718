"""A curator asks why a supervisor of the own pool is not proposed to one of the own startups, and about no other's."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.support.city import City
from tests.support.web import Web

NOW = datetime.now(UTC)


def test_a_curator_reads_by_which_facts_a_supervisor_is_behind_and_which_rule_leaves_one_out(
    city: City, web: Web
) -> None:
    ours = city.incubator("Caohe Harbour")
    city.supervisor("Gu Mingche", pool_of=ours, industries=("robotics",), capacity=3)
    other = city.supervisor("Tang Lian", pool_of=ours, industries=("medical_health",), capacity=3)
    full = city.supervisor("Wu Ke", pool_of=ours, industries=("robotics",), capacity=0)
    startup = city.startup("Xinghai", incubator=ours, industries=("robotics",))
    need = city.need(startup, "A mentor for robots", industries=("robotics",))

    client = web.sign_in(ours, NOW)
    behind = client.get(f"/incubator/needs/{need.id}/why-not?person={other.id}").get_data(as_text=True)
    assert "Tang Lian was considered and came 2nd." in behind
    assert "Fields you share: no field in common" in behind
    blocked = client.get(f"/incubator/needs/{need.id}/why-not?person={full.id}").get_data(as_text=True)
    assert "This rule comes before any comparison of fit." in blocked


def test_neither_a_strangers_need_nor_a_strangers_supervisor_is_answered(city: City, web: Web) -> None:
    ours, theirs = city.incubator("Caohe Harbour"), city.incubator("Elsewhere")
    stranger = city.supervisor("Somebody Else", pool_of=theirs)
    own_need = city.need(city.startup("Xinghai", incubator=ours), "A mentor")
    their_need = city.need(city.startup("Far Away", incubator=theirs), "A mentor")

    client = web.sign_in(ours, NOW)
    assert client.get(f"/incubator/needs/{their_need.id}/why-not").status_code == 404
    assert client.get(f"/incubator/needs/{own_need.id}/why-not").status_code == 200
    assert client.get(f"/incubator/needs/{own_need.id}/why-not?person={stranger.id}").status_code == 404
