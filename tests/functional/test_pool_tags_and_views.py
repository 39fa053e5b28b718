"""Tags of members and saved views of the pool: of the own incubator alone, with Undo, and shared on purpose."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

import pytest

from graph.entities import Actor
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.web import Web

NOW = datetime.now(UTC)
TAGS = "MATCH (:Person {id: $id})-[m:IN_POOL_OF]->(:Incubator {id: $pool}) RETURN m.tags AS tags"


def _rows(page: str) -> int:
    return page.count('class="tick-cell"><input') - 1


@pytest.mark.both_servers
def test_tags_are_given_and_taken_searched_filtered_exported_and_undone(city: City, web: Web) -> None:
    ours, theirs = city.incubator(), city.incubator()
    people = [city.supervisor(name, pool_of=ours) for name in ("Gu Mingche", "Wen Rushan", "Xie Anlan")]
    city.relate(people[0].id, "IN_POOL_OF", theirs.id, state="active", reserved=False)
    browser = web.sign_in(ours, NOW)

    browser.follow("/incubator/pool/tag", id=[people[0].id], tags="Demo Day")
    page = browser.follow("/incubator/pool/tag", id=[one.id for one in people[:2]], tags="demo day、 第三期", taken=[])

    assert "The tags of 2 supervisors are changed." in page
    assert run_raw(city.graph, TAGS, id=people[0].id, pool=ours.id) == [{"tags": ["Demo Day", "第三期"]}]
    assert run_raw(city.graph, TAGS, id=people[0].id, pool=theirs.id) == [{"tags": None}]
    assert _rows(browser.get("/incubator/pool?tag=第三期").text) == 2
    assert _rows(browser.get("/incubator/pool?q=demo day").text) == 2
    assert "Demo Day, 第三期" in browser.get("/incubator/pool.csv").text
    assert "第三期" not in web.sign_in(theirs, NOW).get(f"/incubator/supervisors/{people[0].id}").text

    undo = {
        name: [unescape(value) for value in re.findall(rf'name="{name}" value="([^"]*)"', page)]
        for name in ("add", "remove")
    }
    assert "2 supervisors stand as before." in browser.follow("/incubator/pool/untag", **undo)
    assert run_raw(city.graph, TAGS, id=people[0].id, pool=ours.id) == [{"tags": ["Demo Day"]}]
    assert run_raw(city.graph, TAGS, id=people[1].id, pool=ours.id) == [{"tags": None}]


def test_too_long_a_tag_is_refused_and_what_was_typed_stays(city: City, web: Web) -> None:
    ours = city.incubator()
    person = city.supervisor("Gu Mingche", pool_of=ours)

    answer = web.sign_in(ours, NOW).post("/incubator/pool/tag", id=[person.id], tags=f"angels, {'x' * 41}")

    assert answer.status_code == 422
    assert f"angels, {'x' * 41}" in answer.text
    assert run_raw(city.graph, TAGS, id=person.id, pool=ours.id) == [{"tags": None}]


@pytest.mark.both_servers
def test_a_view_is_opened_by_its_name_and_by_colleagues_where_it_is_shared(city: City, web: Web) -> None:
    ours, theirs = city.incubator(), city.incubator()
    for name in ("Gu Mingche", "Wen Rushan"):
        city.supervisor(name, pool_of=ours)
    browser, stranger = web.sign_in(ours, NOW), web.sign_in(theirs, NOW)
    colleague = web.sign_in(_colleague(ours), NOW)

    browser.follow("/incubator/views", name="Who is Gu", query="q=Gu&size=50", shared="1")
    browser.follow("/incubator/views", name="Without colleagues", query="q=Wen")

    page = browser.get("/incubator/pool").text
    view = re.search(r'href="(/incubator/pool\?q=Gu&amp;size=50)"', page)
    assert view
    assert _rows(browser.get(unescape(view[1])).text) == 1
    assert "Who is Gu" in colleague.get("/incubator/pool").text
    assert "Without colleagues" not in colleague.get("/incubator/pool").text
    assert "Who is Gu" not in stranger.get("/incubator/pool").text
    delete = re.search(r'action="(/incubator/views/[^"]+/delete)"', page)
    assert delete
    assert colleague.post(delete[1]).status_code == 404
    browser.follow(delete[1])
    assert "Who is Gu" not in colleague.get("/incubator/pool").text


def test_a_page_has_as_many_rows_as_one_chooses(city: City, web: Web) -> None:
    ours = city.incubator()
    for number in range(17):
        city.supervisor(f"Gu {number:02}", pool_of=ours)
    browser = web.sign_in(ours, NOW)

    assert _rows(browser.get("/incubator/pool").text) == 15
    assert _rows(browser.get("/incubator/pool?size=50").text) == 17
    assert _rows(browser.get("/incubator/pool?size=7").text) == 15


def _colleague(incubator: Made) -> Made:
    """Somebody else of the same incubator."""
    actor = incubator.actor
    return Made(incubator.id, Actor("account-colleague", "A Colleague", actor.role, actor.subject_id))


@pytest.mark.parametrize("typed", ["021-5555", "0215555", "guming88"])
def test_somebody_is_found_by_phone_and_wechat(city: City, web: Web, typed: str) -> None:
    ours = city.incubator()
    city.supervisor("Gu Mingche", pool_of=ours, phone="021-5555 8888", wechat="GuMing88")
    city.supervisor("Lin Hai", pool_of=ours, phone="010 1234")

    assert _rows(web.sign_in(ours, NOW).get(f"/incubator/pool?q={typed}").text) == 1


@pytest.mark.parametrize("typed", ["zhaojianguo", "zhao jianguo", "jianguozhao", "赵建国"])
def test_somebody_with_a_chinese_name_alone_is_found_as_it_is_spoken(city: City, web: Web, typed: str) -> None:
    ours = city.incubator()
    city.supervisor("赵建国", pool_of=ours)
    city.supervisor("Lin Hai", pool_of=ours)

    assert _rows(web.sign_in(ours, NOW).get(f"/incubator/pool?q={typed}").text) == 1


def test_a_view_with_a_line_break_in_its_address_is_kept_without(city: City, web: Web) -> None:
    answer = web.sign_in(city.incubator(), NOW).post("/incubator/views", name="Angels", query="q=an\r\ngel")

    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("/incubator/pool?q=angel")
