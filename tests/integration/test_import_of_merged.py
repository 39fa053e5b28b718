"""A row about somebody who was merged into another changes whom they became, and says so before and after."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.entities import Actor
from graph.entities.job import Job
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.desk import NOW, Desk
from webapp.operations.doubles.merge_people import merge_people
from webapp.operations.doubles.undo_merge import undo_merge
from webapp.operations.exchange.import_folder import import_folder

pytestmark = pytest.mark.both_servers

LIST = "id,name,roles,email\n7,Lin Qiao,supervisor,lin@example.org\n8,Wei Qiaolin,supervisor,wql@example.org\n"


@pytest.fixture
def desk(city: City, tmp_path: Path) -> Desk:
    """Lin Qiao, their number 7, was merged into Wei Qiaolin, their number 8, or the other way about."""
    desk = Desk(city, tmp_path)
    desk.load(desk.check(LIST))
    left, right = (str(row["id"]) for row in run_raw(desk.graph, "MATCH (p:Person) RETURN p.id AS id ORDER BY p.name"))
    merge_people(desk.graph, desk.actor, left, right, {}, NOW)
    return desk


def merged(desk: Desk) -> dict[str, str]:
    query = (
        "MATCH (m:MergedPerson)-[:MERGED_INTO]->(k) "
        "RETURN m.id AS id, m.name AS name, m.email AS email, k.id AS kept_id, k.name AS kept"
    )
    return {name: str(value) for name, value in run_raw(desk.graph, query)[0].items()}


def notes(job: Job) -> list[tuple[str, str]]:
    told = [one for one in job.result["warnings"] if one["code"] == "was_merged"]
    return [(one["params"]["merged"], one["params"]["kept"]) for one in told]


def test_a_row_by_id_by_the_senders_id_or_by_address_goes_to_whom_they_became(desk: Desk) -> None:
    gone = merged(desk)
    number = "7" if gone["name"] == "Lin Qiao" else "8"
    rows = {
        "own id": f"id,name,roles,title\n{gone['id']},{gone['name']},supervisor,Partner\n",
        "their number": f"id,name,roles,title\n{number},{gone['name']},supervisor,Chair\n",
        "address": f"name,roles,email,title\n{gone['name']},supervisor,{gone['email']},Founder\n",
    }
    for by, text in rows.items():
        # What the row says is their name from then on.
        said = [(gone["name"], merged(desk)["kept"])]
        check = desk.check(text.replace(gone["name"], gone["kept"]) if by == "own id" else text)

        assert notes(check) == said, by
        assert (check.result["files"]["people.csv"]["updated"], desk.questions(check)) == (1, []), by
        assert len(notes(desk.load(check))) == 1, by
        assert len(desk.people()) == 1


def test_a_row_of_whom_they_became_says_nothing_and_an_undone_merge_neither(desk: Desk) -> None:
    gone = merged(desk)
    kept_number = "8" if gone["name"] == "Lin Qiao" else "7"
    row = "id,name,roles,title\n{},{},supervisor,Partner\n"

    assert notes(desk.check(row.format(kept_number, gone["kept"]))) == []
    undo_merge(desk.graph, desk.actor, gone["id"], NOW)
    again = desk.check(row.format(gone["id"], gone["name"]))
    assert notes(again) == []
    assert again.result["files"]["people.csv"]["updated"] == 1
    assert run_raw(desk.graph, "MATCH (s:SenderId) WHERE s.merged_id IS NOT NULL RETURN s.id AS id") == []


def test_the_installation_makes_nobody_anew_who_was_merged(desk: Desk, tmp_path: Path) -> None:
    gone = merged(desk)
    folder = tmp_path / "exchange"
    folder.mkdir()
    row = f"id,name,roles,title\n{gone['id']},{gone['name']},supervisor,Partner\n"
    (folder / "people.csv").write_text(row, encoding="utf-8")

    report = import_folder(desk.graph, Actor.system(), [folder], NOW)

    assert (report.files["people.csv"].created, report.files["people.csv"].updated) == (0, 1)
    assert [one.code for one in report.warnings] == ["was_merged"]
    assert len(desk.people()) == 1
