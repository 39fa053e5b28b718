"""Terms in a pool are renewed and ended by the curator: no end moves back unasked."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.web import Web

NOW = datetime.now(UTC)
NEXT_YEAR = (date.today() + timedelta(days=365)).isoformat()


def term_of(city: City, person: Made) -> dict[str, object]:
    return dict(
        run_raw(
            city.graph,
            "MATCH (:Person {id: $id})-[m:IN_POOL_OF]->() "
            "RETURN m.state AS term_state, m.to AS until, m.ended_for AS why",
            id=person.id,
        )[0]
    )


def test_a_renewal_moves_no_end_back_unless_one_says_so(city: City, web: Web) -> None:
    ours = city.incubator()
    people = [city.supervisor(name, pool_of=ours) for name in ("Gu Mingche", "Wen Rushan")]
    for person, end in zip(people, (date.fromisoformat(NEXT_YEAR) + timedelta(days=99), None), strict=True):
        run_raw(city.graph, "MATCH (:Person {id: $id})-[m:IN_POOL_OF]->() SET m.to = $end", id=person.id, end=end)
    browser, ids = web.sign_in(ours, NOW), [person.id for person in people]
    before = [term_of(city, person) for person in people]

    page = browser.follow("/incubator/pool/renew", id=ids, until=NEXT_YEAR)

    assert "so left as it is: Gu Mingche, Wen Rushan." in page
    assert [term_of(city, person) for person in people] == before
    assert "2 terms are renewed" in browser.follow("/incubator/pool/renew", id=ids, until=NEXT_YEAR, shorten="y")
    assert {str(term_of(city, person)["until"]) for person in people} == {NEXT_YEAR}


def test_a_term_is_ended_for_a_reason_which_undo_takes_back(city: City, web: Web) -> None:
    ours = city.incubator()
    person = city.supervisor("Gu Mingche", pool_of=ours)
    browser, before = web.sign_in(ours, NOW), term_of(city, person)

    assert browser.post("/incubator/pool/end", id=person.id).status_code == 422
    page = browser.follow("/incubator/pool/end", id=person.id, reason="own_wish")

    assert term_of(city, person)["why"] == "own_wish"
    assert "Their own wish" in browser.get("/incubator/pool.csv?state=any").text
    assert "Their own wish" in browser.get(f"/incubator/supervisors/{person.id}").text
    browser.follow("/incubator/pool/undo", event=re.findall(r'name="event" value="([^"]+)"', page))
    assert term_of(city, person) == before
