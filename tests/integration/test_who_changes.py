"""Of whom rows are: nobody is overwritten or doubled in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.entities import Actor
from graph.exchange.understanding.choices import Choices
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.desk import NOW, Desk
from webapp.operations.exchange.import_folder import import_folder
from webapp.operations.exchange.import_tables import import_tables

pytestmark = pytest.mark.both_servers


@pytest.fixture
def desk(city: City, tmp_path: Path) -> Desk:
    return Desk(city, tmp_path)


SPRING = "id,name,roles,email\n1,Lin Qiao,supervisor,lin@example.org\n2,Hao Rui,supervisor,hao@example.org\n"
AUTUMN = "id,name,roles,email\n1,Sena Okafor,supervisor,sena@example.org\n2,Marek Dolan,supervisor,\n"


@pytest.mark.parametrize(
    ("answer", "after"),
    [
        ({}, ["Hao Rui", "Lin Qiao"]),
        ({"line_2": "new", "line_3": "skip"}, ["Hao Rui", "Lin Qiao", "Sena Okafor"]),
        ({"line_2": "same"}, ["Hao Rui", "Sena Okafor"]),
    ],
)
def test_row_numbers_used_again_as_ids_are_asked_about_side_by_side(
    desk: Desk, answer: dict[str, str], after: list[str]
) -> None:
    desk.load(desk.check(SPRING))

    check = desk.check(AUTUMN)
    assert check.result["files"]["people.csv"]["updated"] == 0
    assert [(one["row"]["name"], one["other"]["name"]) for one in desk.questions(check)] == [
        ("Sena Okafor", "Lin Qiao"), ("Marek Dolan", "Hao Rui"),
    ]  # fmt: skip
    desk.say(check, **answer)
    desk.load(check)

    assert [name for name, _ in desk.people()] == after


def test_the_senders_own_ids_mean_the_same_people_again_and_rows_without_any_are_known_by_address(desk: Desk) -> None:
    desk.load(desk.check(SPRING))

    moved = desk.check("id,name,roles,email\n1,Lin Qiao,supervisor,new@example.org\n")
    assert (moved.result["files"]["people.csv"]["updated"], desk.questions(moved)) == (1, [])
    desk.load(moved)
    again = desk.check("name,roles,email,summary\nLIN  Qiao,supervisor,NEW@example.org,Radios\n")
    desk.load(again)

    assert desk.people() == [("Hao Rui", "hao@example.org"), ("LIN  Qiao", "NEW@example.org")]


def test_a_list_without_ids_sent_twice_doubles_nobody(desk: Desk) -> None:
    text = "name,name_zh,roles\nAn Hong,安红,supervisor\n,,\nWen Rushan,,supervisor\n"
    desk.load(desk.check(text))

    again = desk.check(text)

    assert again.result["files"]["people.csv"]["unchanged"] == 2
    changed = desk.check("name,roles,summary\nAn Hong,supervisor,Prices\n")
    assert [(one["why"], one["answer"]) for one in desk.questions(changed)] == [("same_name", None)]
    assert desk.load(changed).result["files"]["people.csv"]["updated"] == 0
    desk.say(changed, line_2="same")
    # The load before took nothing of it: the file is checked anew and loaded again.
    fresh = desk.check("name,roles,summary\nAn Hong,supervisor,Prices\n")
    desk.say(fresh, line_2="same")
    assert desk.load(fresh).result["files"]["people.csv"]["updated"] == 1
    assert desk.pool() == 2


def test_a_row_with_the_chinese_name_alone_leaves_the_latin_one(desk: Desk) -> None:
    desk.load(desk.check("name,name_zh,roles,email\nAn Hong,安红,supervisor,an@example.org\n"))

    check = desk.check("name,roles,email,title\n安红,supervisor,an@example.org,Partner\n")

    assert check.result["changes"] == {"people": {"title": {"filled": 1}}}
    desk.load(check)
    assert desk.people() == [("An Hong", "an@example.org")]


def test_one_person_three_times_in_a_file_is_shown_and_becomes_one(desk: Desk) -> None:
    text = (
        "id,name,roles,email,topics,summary\nz1,An Ho,supervisor,an.ho@example.org,pricing,\n"
        "z2,An Ho,supervisor,AN.HO@example.org,exports,Twenty years\nz3,an  ho,supervisor,an.ho@example.org,,\n"
    )
    check = desk.check(text)
    assert [(one["line"], one["other_line"]) for one in desk.questions(check)] == [(3, 2), (4, 2)]
    desk.say(check, line_3="same", line_4="same")
    load = desk.load(check)

    assert load.result["files"]["people.csv"]["merged"] == 2
    rows = run_raw(desk.graph, "MATCH (p:Person) RETURN p.summary AS summary, [(p)-[:ABOUT]->(t) | t.name] AS topics")
    assert [(row["summary"], sorted(map(str, row["topics"]))) for row in rows] == [  # type: ignore[call-overload]
        ("Twenty years", ["exports", "pricing"])
    ]


def test_the_command_tells_of_probable_doubles_and_of_each_change(city: City, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("id,name,roles,email\nz1,An Ho,supervisor,an.ho@example.org\n", encoding="utf-8")
    import_folder(city.graph, Actor.system(), [file], NOW)
    file.write_text(
        "id,name,roles,email\nz1,An Hong,supervisor,an.ho@example.org\nz2,An Ho,supervisor,AN.HO@example.org\n",
        encoding="utf-8",
    )

    report = import_folder(city.graph, Actor.system(), [file], NOW, dry_run=True).as_json()

    assert report["changes"] == {"people": {"name": {"changed": 1}}}
    doubles = report["probable_doubles"]
    assert isinstance(doubles, list)
    assert [(one["line"], one["of"], one["why"]) for one in doubles] == [(3, "z1", "same_email")]


E1 = "id,name,roles,topics,capacity,email,summary\ne1,An Hong,supervisor,pricing|exports,5,an@example.org,Prices\n"
E2 = "id,name,roles,topics,capacity,email,summary\ne1,An Hong,supervisor,,,,\n"


def test_empty_cells_keep_what_is_there_unless_it_is_said(city: City, tmp_path: Path) -> None:
    graph, file = city.graph, tmp_path / "people.csv"
    file.write_text(E1, encoding="utf-8")
    import_folder(graph, Actor.system(), [file], NOW)
    file.write_text(E2, encoding="utf-8")

    kept = import_folder(graph, Actor.system(), [file], NOW)
    erased = import_folder(graph, Actor.system(), [file], NOW, dry_run=True, empty_erases=True)

    assert (kept.files["people.csv"].unchanged, kept.problems) == (1, [])
    assert erased.changes["people"] == {name: {"emptied": 1} for name in ("topics", "capacity", "email", "summary")}


def test_a_bad_optional_cell_costs_the_cell_and_is_told(desk: Desk) -> None:
    check = desk.check("name,roles,orcid,capacity,summary\nAn Hong,supervisor,12,many,Prices\n")
    assert [(one["column"], one["line"]) for one in check.result["problems"]] == [("capacity", 2), ("orcid", 2)]
    load = desk.load(check)

    assert (load.result["files"]["people.csv"]["created"], load.result["lost_cells"]) == (1, 2)
    assert run_raw(desk.graph, "MATCH (p:Person) RETURN p.summary AS text") == [{"text": "Prices"}]


def test_all_problems_of_two_rows_of_one_id_are_told_at_once(city: City, tmp_path: Path) -> None:
    file = tmp_path / "startups.csv"
    file.write_text("id,name,founded_on\ns1,,2026-13-40\ns1,Two,\n", encoding="utf-8")

    report = import_folder(city.graph, Actor.system(), [file], NOW)

    assert sorted((one.line, one.column, one.code) for one in report.problems) == [
        (2, "founded_on", "not_a_date"), (2, "name", "empty"), (3, "id", "duplicate_id"),
    ]  # fmt: skip


def test_references_by_a_senders_ids_follow_the_records_that_are_made(desk: Desk) -> None:
    load = desk.load(desk.check("id,name\n7,Tidewell\n", "startups.csv"))
    assert load.result["files"]["startups.csv"]["created"] == 1

    needs = desk.load(desk.check("startup_id,kind,title\n7,mentor,Sell abroad\n", "needs.csv"))

    assert needs.result["problems"] == []
    found = run_raw(desk.graph, "MATCH (s:Startup)-[:RAISED]->(n) RETURN s.name AS name, n.title AS title")
    assert found == [{"name": "Tidewell", "title": "Sell abroad"}]


def test_a_list_without_ids_is_known_again_by_the_command_as_well(city: City, tmp_path: Path) -> None:
    known = city.supervisor("Known", email="known@example.org")
    file = tmp_path / "list.csv"
    file.write_text("Full name,E-mail,Organisation\nKnown,KNOWN@example.org,Harbour Works\nNew,,\n", encoding="utf-8")

    for created in (1, 0):
        report = import_tables(city.graph, Actor.system(), [file], NOW, Choices(table="people"))
        assert (report.files["people.csv"].created, report.problems) == (created, [])

    rows = run_raw(
        city.graph,
        "MATCH (p:Person) RETURN p.name AS name, p.id = $id AS known, [(c:Career)-[:CAREER_OF]->(p) | c.organisation] "
        "AS at ORDER BY name", id=known.id,
    )  # fmt: skip
    assert [(row["name"], row["known"], row["at"]) for row in rows] == [
        ("Known", True, ["Harbour Works"]), ("New", False, []),
    ]  # fmt: skip


def test_who_is_probably_the_same_by_all_that_is_known_is_asked_about_though_the_address_is_another(
    desk: Desk,
) -> None:
    city, others = desk.city, ("Marek Dolan", "Sena Okafor", "Hao Rui", "Lin Qiao", "Wen Rushan")
    for name in others:
        city.supervisor(name, pool_of=desk.incubator)
    desk.load(desk.check("name,name_zh,roles,email\nShi Wanqiu,石晚秋,supervisor,shi@xinghe.example\n"))

    check = desk.check("name,roles,email\nWanqiu SHI,supervisor,w.shi@xinghe.example\nAn Hong,supervisor,\n")

    found = [(one["line"], one["other"]["name"], one["why"]) for one in desk.questions(check)]
    assert found == [(2, "Shi Wanqiu", "alike")]
    desk.say(check, line_2="new")
    desk.load(check)
    assert desk.pool() == len(others) + 3
