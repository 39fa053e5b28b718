"""A curator corrects the records of those who do not speak for themselves, and of nobody else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.web import Web

NOW = datetime.now(UTC)


def _record(city: City, person: Made) -> dict[str, object]:
    return dict(
        run_raw(
            city.graph,
            "MATCH (s:Person {id: $id}) RETURN s.name AS name, s.email AS email, s.category AS category, "
            "s.capacity AS capacity, s.help_areas AS help_areas, s.phone AS phone, "
            "[(s)-[:EXPERT_IN]->(i) | i.id] AS industries, [(s)-[:ABOUT]->(t) | t.name] AS topics",
            id=person.id,
        )[0]
    )


def _corrected(**values: object) -> dict[str, object]:
    return {
        "name": "Gu Mingche", "name_zh": "顾明澈", "email": "gu@example.org", "category": "scientist", "capacity": "5",
        "fields": "Healthcare, 压力传感", "help_areas": "pricing", "phone": "138 0000 0000", **values,
    }  # fmt: skip


def test_what_a_list_brought_wrong_is_put_right_and_told_to_the_ranking(city: City, web: Web) -> None:
    ours = city.incubator()
    person = city.supervisor("Gu Mingce", pool_of=ours, email="gu@exmaple.org", industries=("energy",))
    browser = web.sign_in(ours, NOW)

    assert 'value="Gu Mingce"' in browser.get(f"/incubator/supervisors/{person.id}/correct").text
    said = browser.follow(f"/incubator/supervisors/{person.id}/correct", **_corrected())

    assert "The record is corrected." in said
    assert _record(city, person) == {
        "name": "Gu Mingche", "email": "gu@example.org", "category": "scientist", "capacity": 5,
        "help_areas": ["pricing"], "phone": "138 0000 0000", "industries": ["life_and_health"], "topics": ["压力传感"],
    }  # fmt: skip
    events = run_raw(city.graph, "MATCH (e:AuditEvent {action: 'correct_supervisor'}) RETURN e.detail AS said")
    assert [row["said"] for row in events] == [f"in {ours.id}"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": " "}, "Write the name."),
        ({"email": "no address"}, "Write an email address"),
        ({"capacity": "21"}, "Give a number from 0 to 20."),
        ({"email": "taken@example.org"}, "Somebody else signs in with this address."),
    ],
)
def test_what_cannot_stand_is_said_at_its_field_and_nothing_changes(
    city: City, web: Web, wrong: dict[str, str], told: str
) -> None:
    ours = city.incubator()
    person = city.supervisor("Gu Mingce", pool_of=ours)
    taken = city.supervisor("Somebody Else")
    city.open_account(taken.actor)
    run_raw(city.graph, "MATCH (a:Account {id: $id}) SET a.email = 'taken@example.org'", id=taken.actor.account_id)
    before = _record(city, person)

    answer = web.sign_in(ours, NOW).post(f"/incubator/supervisors/{person.id}/correct", **_corrected(**wrong))

    assert answer.status_code == 422
    assert told in answer.text
    assert "138 0000 0000" in answer.text
    assert _record(city, person) == before


def test_who_signs_in_or_is_with_another_incubator_keeps_their_own_record(city: City, web: Web) -> None:
    ours, theirs = city.incubator(), city.incubator()
    with_account = city.supervisor("Gu Mingche", pool_of=ours)
    city.open_account(with_account.actor)
    shared = city.supervisor("Wang Li", pool_of=ours)
    city.relate(shared.id, "IN_POOL_OF", theirs.id, state="active")
    browser = web.sign_in(ours, NOW)

    for person in (with_account, shared):
        before = _record(city, person)
        assert "Correct…" not in browser.get(f"/incubator/supervisors/{person.id}").text
        said = browser.follow(f"/incubator/supervisors/{person.id}/correct", **_corrected())
        assert "keeps their own profile" in said
        assert _record(city, person) == before


@pytest.mark.both_servers
def test_a_wrong_address_of_an_invitation_is_put_right_and_its_link_ends(city: City, web: Web) -> None:
    ours = city.incubator()
    person = city.supervisor("Gu Mingche", pool_of=ours, email="gu@exmaple.org")
    browser = web.sign_in(ours, NOW)
    browser.follow("/answers/reach", action="invite", id=person.id)
    issued = (
        "MATCH (a:Account)-[:HOLDS]->(:Membership {subject_id: $id}) RETURN a.email AS email, a.link_issue AS issue"
    )
    assert run_raw(city.graph, issued, id=person.id) == [{"email": "gu@exmaple.org", "issue": 1}]

    said = browser.follow(f"/incubator/supervisors/{person.id}/correct", **_corrected())

    assert "Send the invitation again." in said
    assert run_raw(city.graph, issued, id=person.id) == [{"email": "gu@example.org", "issue": 2}]
