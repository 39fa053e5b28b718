"""The demonstration city: believable counts, the same for the same seed and day, only in an empty graph."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import cast

import pytest

from graph.domain.roles import Side
from graph.driver import Graph
from graph.taxonomy import load
from graph.taxonomy.area_words import suggest_areas
from tests.support.city import City
from tests.support.cleaning import run_raw
from webapp.demo.accounts import ACCOUNTS, DEMO_ACCOUNTS
from webapp.demo.chance import words
from webapp.demo.city import City as DemoCity
from webapp.demo.city import make_city
from webapp.demo.reach import holders
from webapp.operations.maintenance.fill_demo import NotEmptyError, fill_demo

DAY = date(2026, 11, 22)
MORNING = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo() -> DemoCity:
    """One city, made once: making it touches no graph."""
    return make_city(DAY)


def test_the_city_has_as_many_of_each_as_promised(demo: DemoCity) -> None:
    supervisors = [row for row in demo.nodes["people"] if row["supervisor"]]
    talents = Counter(row["category"] for row in demo.nodes["people"] if row["talent"])

    assert {label: len(rows) for label, rows in demo.nodes.items() if label != "people"} == {
        "startups": 80, "investors": 33, "labs": 15, "incubators": 8, "parks": 6,
    }  # fmt: skip
    assert len(supervisors) == 150
    assert set(talents) == set(load().list("categories").terms)
    assert all(len(row["leading_industries"]) <= 3 for row in demo.nodes["parks"])


def test_the_same_seed_and_day_make_the_same_city(demo: DemoCity) -> None:
    again = make_city(DAY)

    assert (again.nodes, again.tags, again.relations, again.careers) == (
        demo.nodes, demo.tags, demo.relations, demo.careers
    )  # fmt: skip
    assert asdict(again.records) == asdict(demo.records)


def test_another_seed_makes_another_city(demo: DemoCity) -> None:
    assert make_city(DAY, seed=7).nodes["startups"] != demo.nodes["startups"]


def test_a_startup_says_of_itself_what_its_profile_says(demo: DemoCity) -> None:
    for row in demo.nodes["startups"]:
        assert f"{row['headcount']} people in {row['region']}." in row["summary"], row["id"]
        assert f"{row['headcount']} 人。" in row["summary_zh"], row["id"]


def test_what_people_have_done_agrees_with_what_they_are_asked_for(demo: DemoCity) -> None:
    people = {row["id"]: row for row in demo.nodes["people"]}
    spoken = [set(suggest_areas(f"{one['summary']} {one['summary_zh']}", 6)) for one in demo.careers]
    agreeing = [bool(areas & set(one["help_areas"])) for areas, one in zip(spoken, demo.careers, strict=True)]

    assert {one["person_id"] for one in demo.careers} >= {row["id"] for row in people.values() if row["supervisor"]}
    assert all(one["from"] < one["to"] < DAY for one in demo.careers)
    assert sum(agreeing) > 0.6 * len(agreeing)
    confirmed = [row["help_areas"] for row in people.values() if row["supervisor"]]
    assert 90 < sum(map(bool, confirmed)) < 140, "some leave to the words what they have done"


def test_questions_differ_and_name_what_they_are_about(demo: DemoCity) -> None:
    asked = [row for row in demo.records.needs if row["kind"] == "mentor"]

    assert max(Counter(row["title"] for row in asked).values()) < 0.03 * len(asked)
    assert max(Counter((row["startup_id"], row["title"]) for row in asked).values()) == 1
    assert all(row["description"] and row["description_zh"] for row in demo.records.needs)
    assert all(1 <= len(row["help_areas"]) <= 3 for row in asked)
    assert set(Counter(row["help_areas_found"] for row in asked)) == {"chosen", "suggested"}
    assert not any(row.get("help_areas") for row in demo.records.needs if row["kind"] == "investor")


def test_no_two_people_or_startups_tell_the_same(demo: DemoCity) -> None:
    supervisors = [row for row in demo.nodes["people"] if row["supervisor"]]
    careers = Counter(one["summary"] for one in demo.careers if one["person_id"] in {row["id"] for row in supervisors})

    for field in ("headline", "headline_zh", "summary", "summary_zh"):
        assert len({row[field] for row in supervisors}) == len(supervisors), field
    assert set(careers.values()) == {1}
    assert not set(careers) & {row["summary"] for row in supervisors}
    pitches = Counter(row["summary"].split(". ")[0] for row in demo.nodes["startups"])
    assert set(pitches.values()) == {1}


def test_people_have_done_something_in_every_help_area(demo: DemoCity) -> None:
    done = Counter(deed["area"] for deed in words("deeds"))

    assert set(done) == set(load().help_areas.terms)
    assert min(done.values()) >= 4


def test_investors_put_in_different_sums_and_say_different_things(demo: DemoCity) -> None:
    investors = demo.nodes["investors"]

    assert len({(row["ticket_min"], row["ticket_max"]) for row in investors}) == len(investors)
    assert len({row["summary"] for row in investors}) == len(investors)
    assert min(row["ticket_min"] for row in investors) <= 300_000
    assert max(row["ticket_max"] for row in investors) == 300_000_000


def test_notes_are_in_the_founders_language_and_about_the_matter(demo: DemoCity) -> None:
    notes = [row["note"] for row in demo.records.proposals if row["note"]]
    chinese = sum(not note.isascii() for note in notes)
    needs = {row["id"]: row for row in demo.records.needs}
    matters = {
        row["id"]: needs[row["need_id"]]["help_areas"] for row in demo.records.proposals if row["kind"] == "mentor"
    }
    about = {line: area for area, lines in words("session_notes").items() for line in (*lines["en"], *lines["zh"])}
    told = [
        (about[row["notes"]], matters[row["engagement_id"]])
        for row in demo.records.sessions
        if row["notes"] in about and row["engagement_id"] in matters
    ]

    assert 0.35 < chinese / len(notes) < 0.65
    assert told
    assert all(area in ("any", *asked) for area, asked in told)


def test_no_gap_of_a_sentence_stays_open(demo: DemoCity) -> None:
    texts = [
        str(value)
        for rows in (demo.records.needs, demo.records.proposals, demo.nodes["startups"], demo.careers)
        for row in rows
        for value in row.values()
        if isinstance(value, str)
    ]

    wrong = re.compile(r"[{}]|\ba (?!eu|on|un|us)[aeiou]|antibodys|\b1 (people|months)")
    assert not [text for text in texts if wrong.search(text)]


def test_the_history_has_habits_in_it(demo: DemoCity) -> None:
    states = Counter(row["state"] for row in demo.records.proposals)
    reasons = Counter(row["decline_reason"] for row in demo.records.proposals if row["decline_reason"])
    rated = Counter(row["rating"] for row in demo.records.feedback if row["side"] is Side.SEEKER)

    assert min(states[state] for state in ("accepted", "declined", "withdrawn", "expired", "dismissed", "saved")) >= 30
    assert min(reasons[reason] for reason in ("no_time", "wrong_field", "other")) >= 20
    assert rated[4] > rated[2] > 0


def test_investors_say_yes_to_what_lies_within_their_ticket(demo: DemoCity) -> None:
    investors = {row["id"]: row for row in demo.nodes["investors"]}
    needs = {row["id"]: row for row in demo.records.needs if row["kind"] == "investor"}
    answered: dict[bool, list[bool]] = {True: [], False: []}
    for row in demo.records.proposals:
        if row["kind"] == "investor" and row["provider_decision"] in ("accepted", "declined"):
            who, amount = investors[row["provider_id"]], needs[row["need_id"]]["amount"]
            fits = who["ticket_min"] <= amount <= who["ticket_max"]
            answered[fits].append(row["provider_decision"] == "accepted")

    assert min(len(answers) for answers in answered.values()) >= 20
    assert sum(answered[True]) / len(answered[True]) > sum(answered[False]) / len(answered[False]) + 0.2


def test_an_investment_has_an_amount_and_stands_among_the_stakes(demo: DemoCity) -> None:
    invested = [row for row in demo.records.proposals if row["outcome"] == "invested"]
    stakes = {(row["from_id"], row["to_id"]) for row in demo.relations["INVESTED_IN"]}

    assert len(invested) >= 30
    assert all(row["amount"] > 0 and row["currency"] == "CNY" for row in invested)
    assert {(row["provider_id"], row["seeker_id"]) for row in invested} <= stakes


def test_the_demonstrations_investor_has_requests_talks_and_an_open_round_before_it(demo: DemoCity) -> None:
    mine = [row for row in demo.records.proposals if row["provider_id"] == "investor-heron-point"]
    talks = [row for row in demo.records.engagements if row["supervisor_id"] == "investor-heron-point"]

    assert sum(row["state"] == "asked" for row in mine) == 2
    assert sum(row["state"] == "open" for row in talks) == 2
    assert [row["state"] for row in mine if row["need_id"] == "need-tidewell-60"] == ["shown"]
    assert [row["amount"] for row in demo.records.needs if row["id"] == "need-tidewell-60"] == [12_000_000.0]


def test_nobody_guides_more_startups_than_places(demo: DemoCity) -> None:
    capacity = {row["id"]: row["capacity"] for row in [*demo.nodes["people"], *demo.nodes["investors"]]}
    taken = Counter(row["supervisor_id"] for row in demo.records.engagements if row["state"] == "open")

    assert [person for person, count in taken.items() if count > capacity[person]] == []


def test_nothing_lies_in_the_future_but_planned_sessions(demo: DemoCity) -> None:
    night = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)

    assert all(row["asked_at"] is None or row["asked_at"] < night for row in demo.records.proposals)
    assert all(row["starts_at"] < night for row in demo.records.sessions if row["state"] == "held")
    assert any(row["starts_at"] > night for row in demo.records.sessions if row["state"] == "planned")


def test_each_account_finds_something_waiting(demo: DemoCity) -> None:
    asked = [row for row in demo.records.proposals if row["state"] == "asked"]
    pool = {row["from_id"] for row in demo.relations["IN_POOL_OF"] if row["to_id"] == "incubator-caohe"}

    assert [row["provider_id"] for row in asked if row["seeker_id"] == "startup-tidewell"] == ["person-gu-mingche"]
    assert [row["seeker_id"] for row in asked if row["provider_id"] == "person-gu-mingche"] == ["startup-tidewell"]
    assert any(row["provider_id"] in pool and (DAY - row["asked_at"].date()).days > 7 for row in asked)
    assert {role for role, _ in DEMO_ACCOUNTS} == {"startup", "supervisor", "investor", "incubator", "administrator"}


def test_filling_writes_every_node_and_account_once(graph: Graph, demo: DemoCity) -> None:
    counts = fill_demo(graph, demo, "a-hash", MORNING)

    found = run_raw(
        graph,
        "MATCH (n) WHERE n:Startup OR n:Person OR n:Proposal OR n:Session OR n:Feedback OR n:Account "
        "OR n:Career "
        "RETURN labels(n) AS labels, count(*) AS count",
    )
    by_label: Counter[str] = Counter()
    for row in found:
        for label in cast(list[str], row["labels"]):
            by_label[label] += cast(int, row["count"])
    assert by_label["Supervisor"] == 150
    assert by_label["Startup"] == counts["startups"] == 80
    assert by_label["Proposal"] == counts["proposals"]
    assert by_label["Session"] == counts["sessions"]
    assert by_label["Feedback"] == counts["ratings"]
    assert by_label["Career"] == counts["careers"]
    invited = run_raw(graph, "MATCH (p)-[m:IN_POOL_OF {state: 'invited'}]->() RETURN count(DISTINCT p) AS count")[0]
    assert by_label["Account"] == len(ACCOUNTS) + len(holders(demo)) + cast(int, invited["count"])


def test_a_graph_that_is_not_empty_is_refused_and_stays_as_it_was(city: City, demo: DemoCity) -> None:
    city.startup()

    with pytest.raises(NotEmptyError):
        fill_demo(city.graph, demo, "a-hash", MORNING)

    assert run_raw(city.graph, "MATCH (n:Startup) RETURN count(n) AS count")[0]["count"] == 1
