"""Those saved for a need stand side by side."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.support.city import City
from tests.support.web import Web
from webapp.operations.needs.choose_proposals import save_proposal

NOW = datetime.now(UTC)


def test_saved_people_of_a_need_stand_side_by_side(city: City, web: Web) -> None:
    startup = city.startup("Xinghai")
    need = city.need(startup, "Who has sold a first product abroad?")
    people = [city.supervisor(f"Person {name}") for name in ("One", "Two", "Three")]
    founder, page = web.sign_in(startup, NOW), f"/startup/needs/{need.id}"
    save_proposal(city.graph, startup.actor, need.id, people[0].id, NOW)
    one = founder.get(f"{page}?list=saved").get_data(as_text=True)
    assert "Compare side by side" not in one
    assert "Choose two or more" in founder.get(f"{page}/compare").get_data(as_text=True)

    save_proposal(city.graph, startup.actor, need.id, people[1].id, NOW)

    assert f"{page}/compare" in founder.get(f"{page}?list=saved").get_data(as_text=True)
    assert "Compare side by side" not in founder.get(page).get_data(as_text=True)
    both = founder.get(f"{page}/compare").get_data(as_text=True)
    for who, is_there in zip(people, (True, True, False), strict=True):
        assert (who.actor.name in both) is is_there
        assert (f"{page}/proposals/{who.id}/ask" in both) is is_there
    others = founder.get(f"{page}/compare?id={people[2].id}&id={people[0].id}").get_data(as_text=True)
    assert "Choose two or more" in others, "whoever is not saved is not compared"


def test_nobody_compares_for_somebody_elses_need(city: City, web: Web) -> None:
    need = city.need(city.startup("Other"))
    founder = web.sign_in(city.startup("Xinghai"), NOW)

    assert founder.get(f"/startup/needs/{need.id}/compare").status_code == 404


def test_names_in_curators_tables_lead_to_pages(city: City, web: Web) -> None:
    house = city.incubator("Harbour House")
    startup = city.startup("Xinghai", incubator=house)
    own, elsewhere = city.supervisor("Own Person", pool_of=house), city.supervisor("Other Person")
    for who in (own, elsewhere):
        city.asked_proposal(to=who, need=city.need(startup))
    curator = web.sign_in(house, NOW)

    page = curator.get(f"/incubator/startups/{startup.id}").get_data(as_text=True)
    assert f'href="/incubator/supervisors/{own.id}"' in page
    assert "Other Person" in page
    assert f"/incubator/supervisors/{elsewhere.id}" not in page, "no link leads nowhere"
    assert f'href="/incubator/startups/{startup.id}"' in curator.get(f"/incubator/supervisors/{own.id}").get_data(
        as_text=True
    )
