"""Who opens whose profile page, and what stands there."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.visitor import SignIn, Visitor, text_of
from webapp.operations.requests.accept_proposal import accept_proposal
from webapp.operations.requests.ask_for_introduction import withdraw_request

SITE = "https://gu.example/about"


@pytest.fixture
def incubator(city: City) -> Made:
    return city.incubator("Riverside")


@pytest.fixture
def supervisor(city: City, incubator: Made) -> Made:
    person = city.supervisor(
        "Gu Mingche", pool_of=incubator, summary="Led a line.\nThen a factory.", website=SITE, languages=["zh", "de"]
    )
    works = city.incubator("Harbour Optics")
    city.relate(person.id, "WORKS_AT", works.id, **{"from": date(2015, 3, 1), "to": date(2021, 5, 1)})
    return person


@pytest.fixture
def startup(city: City, incubator: Made) -> Made:
    return city.startup("Tidewell", incubator=incubator, summary="Sensors for harbours.", website="javascript:alert(1)")


def _page(made: Made, population: str) -> str:
    return f"/{population}/{made.id}"


def test_a_founder_reads_who_may_be_proposed(supervisor: Made, startup: Made, sign_in: SignIn) -> None:
    page = sign_in("startup", startup.id).get(_page(supervisor, "supervisors"))

    assert page.status_code == 200
    text = text_of(page)
    assert "Harbour Optics Work" in text
    assert "March 2015 – May 2021" in text
    assert "Led a line.\nThen a factory." in page.text
    assert f'href="{SITE}" rel="noopener noreferrer nofollow"' in page.text


@pytest.mark.parametrize("kind", ["reserved", "not consented", "nobody", "of another kind"])
def test_whom_a_founder_may_not_see_is_not_there(kind: str, city: City, startup: Made, sign_in: SignIn) -> None:
    hidden = city.supervisor("Lu Heng")
    if kind == "reserved":
        city.relate(hidden.id, "IN_POOL_OF", city.incubator().id, state="active", reserved=True)
    if kind == "not consented":
        run_raw(city.graph, "MATCH (p:Person {id: $id}) SET p.awaits_consent = true", id=hidden.id)
    address = {"nobody": "/supervisors/person-nobody", "of another kind": f"/investors/{hidden.id}"}.get(
        kind, _page(hidden, "supervisors")
    )

    assert sign_in("startup", startup.id).get(address).status_code == 404


def test_whoever_was_asked_reads_the_startup_and_nobody_else_of_their_side(
    city: City, supervisor: Made, startup: Made, sign_in: SignIn
) -> None:
    other = sign_in("supervisor", city.supervisor().id)
    asked = sign_in("supervisor", supervisor.id)
    address = f"/startups/{startup.id}"
    assert asked.get(address).status_code == 404

    city.asked_proposal(to=supervisor, need=city.need(startup))

    page = asked.get(address)
    assert "Sensors for harbours." in text_of(page)
    assert 'href="javascript:' not in page.text
    assert other.get(address).status_code == 404
    assert asked.get(_page(city.supervisor(), "supervisors")).status_code == 404
    assert sign_in("startup", city.startup().id).get(address).status_code == 404


def test_incubators_read_their_own_and_administrators_all(
    city: City, incubator: Made, supervisor: Made, startup: Made, sign_in: SignIn
) -> None:
    addresses = [_page(supervisor, "supervisors"), f"/startups/{startup.id}"]
    expected = {sign_in("incubator", incubator.id): 200, sign_in("incubator", city.incubator().id): 404}
    for visitor, status in expected.items():
        assert [visitor.get(address).status_code for address in addresses] == [status, status]
    administrator = sign_in("administrator", "")
    assert [administrator.get(address).status_code for address in addresses] == [200, 200]
    officer = sign_in("talent_office", "")
    assert [officer.get(address).status_code for address in addresses] == [403, 403]


def _choose(visitor: Visitor, **chosen: str) -> None:
    assert visitor.post("/own-profile/readers", data=chosen).status_code == 302


def test_a_block_is_read_by_those_whom_its_owner_chose(
    city: City, supervisor: Made, startup: Made, sign_in: SignIn
) -> None:
    owner, founder = sign_in("supervisor", supervisor.id), sign_in("startup", startup.id)
    address = _page(supervisor, "supervisors")
    rest = {"record": "everybody", "documents": "everybody"}
    _choose(owner, career="tied", website="nobody", **rest)

    before = founder.get(address).text
    assert "Harbour Optics" not in before
    assert SITE not in before

    request = city.asked_proposal(to=supervisor, need=city.need(startup))
    during = founder.get(address).text
    assert "Harbour Optics" in during
    assert SITE not in during

    withdraw_request(city.graph, startup.actor, request.id, city.now)
    assert "Harbour Optics" not in text_of(founder.get(address))

    again = city.asked_proposal(to=supervisor, need=city.need(startup))
    accept_proposal(city.graph, supervisor.actor, again.id, city.now)
    assert "Harbour Optics" in text_of(founder.get(address))


def test_whoever_owns_the_page_sees_what_each_of_the_others_sees(supervisor: Made, sign_in: SignIn) -> None:
    owner = sign_in("supervisor", supervisor.id)
    _choose(owner, career="tied", website="nobody", record="everybody", documents="everybody")
    here = owner.get("/own-profile").location

    everybody, tied = owner.get(here).text, owner.get(f"{here}?as=tied").text
    assert "Harbour Optics" not in everybody
    assert "Harbour Optics" in tied
    assert f'href="{SITE}"' not in tied
    assert "Three minutes would add" in everybody
    assert owner.post("/own-profile/readers", data={"career": "whoever"}).status_code == 422


def test_the_record_counts_how_work_ended(city: City, supervisor: Made, startup: Made, sign_in: SignIn) -> None:
    for outcome in ("completed", "completed", "ended_early", None):
        work = accept_proposal(
            city.graph, supervisor.actor, city.asked_proposal(to=supervisor, need=city.need(startup)).id, city.now
        ).id
        if outcome:
            state = "MATCH (e:Engagement {id: $id}) SET e.state = 'closed', e.outcome = $outcome"
            run_raw(city.graph, state, id=work, outcome=outcome)

    text = text_of(sign_in("startup", startup.id).get(_page(supervisor, "supervisors")))

    assert "Goal reached: 2" in text
    assert "Ended early: 1" in text
    assert "1 startup under way" in text
