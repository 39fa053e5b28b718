"""What a curator is asked about chosen supervisors has an address, which opens for nobody else."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.support.city import City
from tests.support.web import Web

NOW = datetime.now(UTC)


def test_the_page_that_asks_has_an_address_of_its_own_and_opens_for_nobody_else(city: City, web: Web) -> None:
    ours, theirs = city.incubator(), city.incubator("Elsewhere House")
    person = city.supervisor("Bo Xun", pool_of=ours)
    chosen = {"id": person.id, "back": "/incubator/pool?q=Bo"}
    answer = web.sign_in(ours, NOW).post("/incubator/pool/act", action="pause", **chosen)
    address = answer.headers["Location"]

    page = web.sign_in(ours, NOW).get(address)

    assert page.status_code == 200
    assert "Bo Xun" in page.text
    assert "/incubator/pool?q=Bo" in page.text
    assert web.sign_in(theirs, NOW).get(address).status_code == 404
    assert web.sign_in(ours, NOW).get(address.replace("action=pause", "action=resume")).status_code == 302


def test_a_choice_too_long_for_an_address_is_asked_about_all_the_same(city: City, web: Web) -> None:
    ours = city.incubator()
    ids = [city.supervisor(f"Person {number}", pool_of=ours).id for number in range(3)]
    asked = web.sign_in(ours, NOW).post("/incubator/pool/act", action="pause", id=ids * 60, back="/incubator/pool")

    assert asked.status_code == 302, "the same person twice is one"
    longer = web.sign_in(ours, NOW).post(
        "/incubator/pool/act", action="pause", id=ids, back="/incubator/pool?q=" + "x" * 4000
    )
    assert "Pause 3 supervisors until when?" in longer.text


def test_what_waits_and_who_will_hear_of_it_is_said_before_it_is_done(city: City, web: Web) -> None:
    ours = city.incubator()
    bo, idle = city.supervisor("Bo Xun", pool_of=ours), city.supervisor("Lu Ning", pool_of=ours)
    silent, heard = city.startup("Silent Mills", incubator=ours), city.startup("Tidewell", incubator=ours)
    web.sign_in(heard, NOW)
    for startup in (silent, heard, city.startup("Elsewhere Works")):
        city.asked_proposal(to=bo, startup=startup)
    browser = web.sign_in(ours, NOW)

    def page(action: str, person_id: str) -> str:
        return browser.get(f"/incubator/pool/act?action={action}&id={person_id}").get_data(as_text=True)

    ending, pausing = page("end", bo.id), page("pause", bo.id)
    assert "2 requests that wait are withdrawn." in ending
    assert "An email will go to Tidewell." in ending
    assert "Nobody has an account at Silent Mills, so no email will go there" in ending
    assert "Elsewhere Works" not in ending
    assert "3 requests wait for them." in pausing
    assert "Elsewhere Works" in pausing
    assert "No request waits for them." in page("end", idle.id)
    assert "No request" not in page("tag", idle.id)
