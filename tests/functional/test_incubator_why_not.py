"""A curator asks why a supervisor of the own pool is not proposed to one of the own startups, and about no other's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.support.city import City
from tests.support.cleaning import run_raw
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


def test_a_curator_asks_the_same_about_an_investor_by_name(city: City, web: Web) -> None:
    ours = city.incubator("Caohe Harbour")
    city.investor("Heron Point", name_zh="鹭点资本", industries=("robotics",))
    city.investor("Grey Harbour", name_zh="灰港投资", industries=("medical_health",))
    need = city.need(
        city.startup("Xinghai", incubator=ours), "A round", industries=("robotics",), kind="investor", amount=5e6
    )

    client = web.sign_in(ours, NOW)
    where = f"/incubator/needs/{need.id}/why-not"
    assert "Why is an investor not proposed?" in client.get(where).get_data(as_text=True)
    behind = client.get(f"{where}?name=灰港").get_data(as_text=True)
    assert "Grey Harbour was considered and came 2nd." in behind
    assert "Against Heron Point, who fits best" in behind
    assert "Nobody we know is called" in client.get(f"{where}?name=nobody").get_data(as_text=True)
    client.client.set_cookie("liulu_language", "zh")
    assert "与匹配度最高的鹭点资本相比" in client.get(f"{where}?name=灰港").get_data(as_text=True)
    assert "没有比这更符合该需求的人选。" in client.get(f"{where}?name=鹭点").get_data(as_text=True)


def test_a_startups_page_tells_talks_with_investors_from_guidance(city: City, web: Web) -> None:
    ours = city.incubator("Caohe Harbour")
    fund, startup = city.investor("Heron Point"), city.startup("Xinghai", incubator=ours)
    city.need(startup, "A round", kind="investor")
    run_raw(
        city.graph,
        "MATCH (s:Startup {id: $startup}), (v:Investor {id: $fund}) CREATE (e:Engagement {id: 'talk', state: 'open', "
        "opened_at: $at})-[:OF]->(s), (e)-[:WITH]->(v), (:Proposal {id: 'talk', kind: 'investor', state: 'accepted'})",
        startup=startup.id, fund=fund.id, at=NOW - timedelta(days=40),
    )  # fmt: skip
    client = web.sign_in(ours, NOW)
    page = client.get(f"/incubator/startups/{startup.id}").get_data(as_text=True)
    assert "Talks with investors" in page
    assert "Nobody guides this startup just now." in page
    assert "Investor wanted" in page
    waiting = client.get("/incubator/waiting").get_data(as_text=True)
    assert "Heron Point" in waiting
    assert f"/incubator/supervisors/{fund.id}" not in waiting
    assert "A round · Investor wanted" in client.get("/incubator/waiting?show=all").get_data(as_text=True)
