"""A curator finds who stands in the pool twice, makes one record of two, and parts them again."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from graph.domain.jobs import FIND_DOUBLES
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.deletion import maintain
from tests.support.doubles import Twins, whole
from tests.support.planting import found_in_graph
from tests.support.visitor import text_of
from tests.support.web import Web
from webapp.operations.doubles.find_doubles import look_for_doubles
from webapp.operations.jobs.run import Worker

NOW = datetime.now(UTC)


@pytest.fixture
def twins(city: City) -> Twins:
    made = Twins(city)
    for one in (made.kept, made.other):
        made.set(one.id, "Person", orcid="0000-0002-1825-0097")
    return made


def look(web: Web) -> None:
    """What a worker does with the looks that were asked for."""
    for job in web.graph.read(lambda tx: tx.jobs.list_newest(kind=FIND_DOUBLES)):
        look_for_doubles(Worker(web.graph, web.settings), job.id)


def test_a_curator_has_the_pool_looked_through_merges_two_field_by_field_and_undoes_it(twins: Twins, web: Web) -> None:
    city, before = twins.city, whole(twins.city)
    city.supervisor("Wen Rushan", pool_of=twins.incubator)
    elsewhere = city.incubator()
    city.supervisor("Fu Haidong", pool_of=elsewhere, orcid="0000-0002-1825-0097")
    curator = web.sign_in(twins.incubator, NOW)
    pair = f"/incubator/doubles/{twins.kept.id}/{twins.other.id}"

    assert "was not looked through yet" in text_of(curator.get("/incubator/doubles"))
    assert "is being looked through" in curator.follow("/incubator/doubles/look")
    look(web)
    page = text_of(curator.get("/incubator/doubles"))
    assert "1 pair in your pool is probably one person" in page
    assert "0000-0002-1825-0097, which is given once" in page
    for path in ("/incubator/", "/incubator/pool"):
        assert "1 probable double" in text_of(curator.get(path))

    compared = curator.get(pair).get_data(as_text=True)
    assert "13800000000" in compared
    chosen = {"take-capacity": twins.other.id, "take-email": twins.other.id, "take-title": twins.kept.id}
    asked = text_of(curator.get(f"{pair}/confirm", query_string=chosen))
    assert "haidong.fu@fudan.example → fhd@motors.example" in asked
    assert "Title" not in asked
    merged = curator.follow(f"{pair}/merge", **chosen)
    assert "is one record now" in merged
    assert f'action="/incubator/merges/{twins.other.id}/undo"' in merged
    assert "Nobody seems to be here twice" in text_of(curator.get("/incubator/doubles"))
    assert "merged already" in curator.follow(f"{pair}/merge", **chosen), "the second curator reads it"

    undone = curator.follow(f"/incubator/merges/{twins.other.id}/undo")
    assert "has a record of their own again" in undone
    assert "was undone before" in curator.follow(f"/incubator/merges/{twins.other.id}/undo")
    left = {line for line in before if '[["Incubator"]' not in line}
    assert left <= whole(city)


def test_the_page_that_asks_says_every_change_and_a_term_keeps_its_end(twins: Twins, web: Web) -> None:
    city, pair = twins.city, f"/incubator/doubles/{twins.kept.id}/{twins.other.id}"
    city.relate(twins.other.id, "WORKS_AT", city.lab("Motor Lab").id)
    term = "MATCH (:Person {id: $id})-[m:IN_POOL_OF]->() SET m.to = $until, m.tags = $tags"
    run_raw(web.graph, term, id=twins.kept.id, until=date(2027, 6, 21), tags=[])
    run_raw(web.graph, term, id=twins.other.id, until=None, tags=["motors"])
    curator = web.sign_in(twins.incubator, NOW)
    stays = {f"take-{one}": twins.kept.id for one in ("phone", "title", "industries", "languages")}

    asked = text_of(curator.get(f"{pair}/confirm", query_string=stays))
    assert "not known → Motor Lab" in asked
    assert "nothing → motors" in asked
    assert "2027 →" not in asked
    career = "MATCH (p:Person {id: $id}) CREATE (:Career {id: 'career-9', organisation: 'Old Works'})-[:CAREER_OF]->(p)"
    run_raw(web.graph, career, id=twins.other.id)
    none = {**stays, "take-employers": twins.kept.id}
    assert "not known → Old Works" in text_of(curator.get(f"{pair}/confirm", query_string=none))
    other_term = text_of(curator.get(f"{pair}/confirm", query_string={**stays, "take-term": twins.other.id}))
    assert "21 Jun 2027 → " in other_term
    assert "without an end" in other_term

    curator.post(f"{pair}/merge", **stays)
    [row] = run_raw(web.graph, "MATCH ({id: $id})-[m:IN_POOL_OF]->() RETURN m.to AS until", id=twins.kept.id)
    assert str(row["until"]) == "2027-06-21"


def test_old_links_lead_whoever_may_read_the_kept_record_to_it_and_nobody_else(twins: Twins, web: Web) -> None:
    city, startup = twins.city, twins.city.startup(incubator=twins.incubator)
    stranger = city.incubator()
    curator, founder = web.sign_in(twins.incubator, NOW), web.sign_in(startup, NOW)
    curator.post(f"/incubator/doubles/{twins.kept.id}/{twins.other.id}/merge")

    for browser, page in ((curator, "/incubator/supervisors"), (curator, "/incubator/pool"), (founder, "/supervisors")):
        answer = browser.get(f"{page}/{twins.other.id}")
        assert (answer.status_code, answer.headers["Location"]) == (302, f"{page}/{twins.kept.id}")
    assert web.sign_in(stranger, NOW).get(f"/incubator/supervisors/{twins.other.id}").status_code == 404


def test_two_people_are_said_to_be_two_and_no_longer_by_the_pages(twins: Twins, web: Web) -> None:
    curator, pair = web.sign_in(twins.incubator, NOW), f"/incubator/doubles/{twins.kept.id}/{twins.other.id}"
    curator.post("/incubator/doubles/look")
    look(web)

    said = curator.follow(f"{pair}/apart")
    assert "They are not proposed again" in said
    assert "Two people, as you have said" in said
    assert "0 pairs" in said
    curator.post("/incubator/doubles/look")
    look(web)
    assert "0 pairs" in text_of(curator.get("/incubator/doubles"))
    assert "You have said that these are two people" in text_of(curator.get(pair))
    assert "1 pair" in curator.follow(f"{pair}/unsure")


def test_what_is_kept_for_an_undo_is_forgotten_with_the_person_or_after_thirty_days(twins: Twins, web: Web) -> None:
    curator = web.sign_in(twins.incubator, NOW)
    words = {"fhd@motors.example", "13800000000", "Motors, and what drives them."}
    kept = {f"take-{name}": twins.kept.id for name in ("phone", "title", "email", "summary")}
    merge = f"/incubator/doubles/{twins.kept.id}/{twins.other.id}/merge"
    curator.post(merge, **kept)
    assert found_in_graph(web.graph, words)

    long_ago = NOW - timedelta(days=30, minutes=1)
    run_raw(web.graph, "MATCH (m:MergedPerson) SET m.merged_at = $at", at=long_ago)
    maintain(twins.city, web.settings)

    assert found_in_graph(web.graph, words) == {}
    assert curator.get(f"/incubator/supervisors/{twins.other.id}").status_code == 302
    assert "more than 30 days old" in curator.follow(f"/incubator/merges/{twins.other.id}/undo")


def test_only_what_both_say_is_asked_in_the_order_of_the_cards(twins: Twins, web: Web) -> None:
    career = "MATCH (p:Person {id: $id}) CREATE (:Career {id: 'career-9', organisation: 'Old Works'})-[:CAREER_OF]->(p)"
    run_raw(web.graph, career, id=twins.other.id)
    twins.city.relate(twins.kept.id, "WORKS_AT", twins.city.lab("Motor Lab").id)
    curator, address = web.sign_in(twins.incubator, NOW), f"/incubator/doubles/{twins.kept.id}/{twins.other.id}"

    page = curator.get(address).text

    assert page.index("The record that stays") < page.index("The record that goes")
    values = re.findall(r'name="take-capacity" value="([^"]+)"', page)
    assert values == [twins.kept.id, twins.other.id], "as the cards stand: what stays first"
    assert 'name="take-title"' not in page, "only one of the two says it"
    assert 'name="take-phone"' not in page
    assert "Post" in page
    assert ">Title<" not in page
    assert "not known" not in page.split('class="merge-fields"', 1)[1], "the card says where they work"
    chinese = curator.get(
        f"/incubator/doubles/{twins.kept.id}/{twins.other.id}", headers={"Accept-Language": "zh"}
    ).text
    assert "标题" not in chinese
