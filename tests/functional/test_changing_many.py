"""A curator changes several records at once: shown before and after, told what is not theirs, undone exactly."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest

from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.web import Browser, Web

NOW = datetime.now(UTC)
WANTED = {
    "category": "scientist",
    "capacity": "5",
    "fields": "Healthcare, 压力传感",
    "fields_way": "add",
    "help_areas": ["pricing"],
}


def _record(city: City, person: Made) -> dict[str, Any]:
    return dict(
        run_raw(
            city.graph,
            "MATCH (s:Person {id: $id})-[m:IN_POOL_OF]->() RETURN s.category AS category, s.capacity AS capacity, "
            "s.help_areas AS areas, s.unconfirmed_areas AS unconfirmed, m.to AS until, "
            "[(s)-[:EXPERT_IN]->(i) | i.id] AS industries, [(s)-[:ABOUT]->(t) | t.name] AS topics",
            id=person.id,
        )[0]
    )


def _hidden(page: str, name: str) -> list[str]:
    return [unescape(value) for value in re.findall(rf'name="{name}" value="([^"]*)"', page)]


def _preview(browser: Browser, people: list[Made], **values: object) -> str:
    return browser.post("/incubator/pool/change", id=[one.id for one in people], **{**WANTED, **values}).text


@pytest.mark.both_servers
def test_several_are_changed_as_shown_and_each_is_put_back_as_it_stood(city: City, web: Web) -> None:
    ours = city.incubator()
    people = [
        city.supervisor(
            "Gu Mingche", pool_of=ours, industries=("artificial_intelligence",), help_areas=["term_sheets"]
        ),
        city.supervisor("Wen Rushan", pool_of=ours, industries=(), category="scientist"),
    ]
    signs_in = city.supervisor("Xie Anlan", pool_of=ours)
    city.open_account(signs_in.actor)
    before = [_record(city, one) for one in (*people, signs_in)]
    browser = web.sign_in(ours, NOW)

    page = _preview(browser, [*people, signs_in])

    assert "Change 2 records?" in page
    assert "They sign in, and keep their own profile" in page
    assert page.index("They sign in") < page.index("Xie Anlan")
    assert [_record(city, one) for one in (*people, signs_in)] == before

    done = browser.follow("/incubator/pool/change/confirm", seen=_hidden(page, "seen"), **WANTED)

    assert "2 records are changed." in done
    gu = _record(city, people[0])
    assert (gu["category"], gu["capacity"], gu["areas"]) == ("scientist", 5, ["pricing", "term_sheets"])
    assert gu["unconfirmed"] == ["pricing"]
    assert sorted(gu["industries"]) == ["artificial_intelligence", "life_and_health"]
    assert gu["topics"] == ["压力传感"]
    assert _record(city, signs_in) == before[2]
    run_raw(city.graph, "MATCH (s:Person {id: $id}) SET s.capacity = 9", id=people[1].id)

    undone = browser.follow("/incubator/pool/change/undo", change=_hidden(done, "change"))

    assert "1 supervisor stands as before." in undone
    assert "so not undone: Wen Rushan." in undone
    assert _record(city, people[0]) == before[0]
    assert _record(city, people[1])["capacity"] == 9
    events = run_raw(city.graph, "MATCH (e:AuditEvent) WHERE e.action CONTAINS 'change_member' RETURN e.action AS did")
    assert sorted(str(row["did"]) for row in events) == ["change_member", "change_member", "undo_change_member"]


def test_what_changed_while_one_looked_is_told_and_nothing_is_written(city: City, web: Web) -> None:
    ours = city.incubator()
    people = [city.supervisor(name, pool_of=ours) for name in ("Gu Mingche", "Wen Rushan")]
    browser = web.sign_in(ours, NOW)
    page = _preview(browser, people)
    run_raw(city.graph, "MATCH (s:Person {id: $id}) SET s.category = 'venture_capital_professional'", id=people[1].id)
    before = [_record(city, one) for one in people]

    answer = browser.post("/incubator/pool/change/confirm", seen=_hidden(page, "seen"), **WANTED)

    assert answer.status_code == 409
    assert "This is how it stands now: Wen Rushan." in answer.text
    assert [_record(city, one) for one in people] == before
    assert "2 records are changed." in browser.follow(
        "/incubator/pool/change/confirm", seen=_hidden(answer.text, "seen"), **WANTED
    )


def test_the_end_of_a_term_is_the_incubators_word_about_whoever_signs_in_too(city: City, web: Web) -> None:
    ours = city.incubator()
    signs_in = city.supervisor("Xie Anlan", pool_of=ours)
    city.open_account(signs_in.actor)
    browser, until = web.sign_in(ours, NOW), (NOW + timedelta(days=400)).date()

    only = {"category": "", "capacity": "", "fields": "", "help_areas": [], "until": until.isoformat()}
    page = _preview(browser, [signs_in], **only)
    browser.follow("/incubator/pool/change/confirm", seen=_hidden(page, "seen"), **only)

    assert _record(city, signs_in)["until"] == until


def test_answers_are_kept_where_they_are_wrong_or_asked_for_again(city: City, web: Web) -> None:
    ours = city.incubator()
    person = city.supervisor("Gu Mingche", pool_of=ours)
    browser = web.sign_in(ours, NOW)

    wrong = browser.post("/incubator/pool/change", id=[person.id], **{**WANTED, "capacity": "99"})
    again = browser.post("/incubator/pool/change", id=[person.id], again="1", **WANTED)
    empty = browser.post("/incubator/pool/change", id=[person.id])

    assert (wrong.status_code, again.status_code, empty.status_code) == (422, 200, 422)
    assert "Give a number from 0 to 20." in wrong.text
    assert "Healthcare, 压力传感" in wrong.text
    assert "Healthcare, 压力传感" in again.text
    assert "Say what is to be changed." in empty.text


def test_nobody_of_another_pool_is_shown_or_changed_and_a_forged_undo_is_refused(city: City, web: Web) -> None:
    ours, theirs = city.incubator(), city.incubator()
    person = city.supervisor("Gu Mingche", pool_of=theirs)
    shared = city.supervisor("Wen Rushan", pool_of=ours)
    city.relate(shared.id, "IN_POOL_OF", theirs.id, state="active", reserved=False)
    browser = web.sign_in(ours, NOW)

    assert browser.post("/incubator/pool/change", id=[person.id], **WANTED).status_code == 404
    assert "Another incubator has a part in them" in _preview(browser, [shared])
    assert browser.post("/incubator/pool/change/undo", change="not sealed by us").status_code == 404


def test_whose_term_alone_changes_stands_with_those_who_change_in_part(city: City, web: Web) -> None:
    ours = city.incubator()
    signs_in, own = city.supervisor("Xie Anlan", pool_of=ours), city.supervisor("Gu Mingche", pool_of=ours)
    city.open_account(signs_in.actor)
    ends = (NOW + timedelta(days=90)).date().isoformat()

    page = _preview(web.sign_in(ours, NOW), [signs_in, own], until=ends)

    assert "Change 2 records?" in page
    assert "Who stays as they are" not in page
    assert page.index("Who changes only in part") < page.rindex("Xie Anlan")


def test_a_topic_is_a_name_and_no_sentence(city: City, web: Web) -> None:
    ours = city.incubator()
    person = city.supervisor("Gu Mingche", pool_of=ours)

    assert "Keep each topic under" in _preview(web.sign_in(ours, NOW), [person], fields="压" * 300)
