"""Who speaks for themselves, or is with somebody else too, is repeated by an incubator's import and not changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.exchange.format.cells import row_cells
from graph.exchange.format.problems import Problem
from graph.exchange.format.schema import SHEETS
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.ownership import NOW, import_as
from webapp.operations.exchange.export_own_records import export_own_records
from webapp.operations.exchange.import_folder import import_folder

pytestmark = pytest.mark.both_servers
REFUSED = "speaks_for_themselves"
WHO = ("has an account", "is in another pool")
NEW_ROWS = {
    "documents": {"id": "doc-new", "kind": "paper", "title": "Said of them"},
    "careers": {"organisation": "Harbour Works", "title": "Head"},
    "relations": {"type": "FOUNDED"},
}
NAMING = {"documents": "owner_ids", "careers": "person_id", "relations": "from_id"}


class House:
    """An incubator with somebody who is its own alone and somebody who is not."""

    def __init__(self, city: City, who: str) -> None:
        self.city, self.ours = city, city.incubator("Ours")
        self.own = city.supervisor("Own", pool_of=self.ours, email="own@example.org")
        self.shared = city.supervisor("Shared", pool_of=self.ours, email="shared@example.org", summary="Kilns")
        if who == "has an account":
            city.open_account(self.shared.actor)
        else:
            city.relate(self.shared.id, "IN_POOL_OF", city.incubator("Theirs").id, state="active", reserved=False)

    def known(self, name: str, item: Made) -> dict[str, str]:
        """What stands of a profile, as a row of its file."""
        sheet = SHEETS[name]
        record = self.city.graph.read(lambda tx: tx.exchange.list_records(name, [item.id]))[item.id]
        return dict(zip((column.name for column in sheet.columns), row_cells(sheet, record), strict=True))

    def import_rows(self, folder: Path, name: str, *rows: dict[str, str]) -> list[Problem]:
        return import_as(self.city, self.ours, folder, name, *rows)


@pytest.fixture(params=WHO)
def house(city: City, request: pytest.FixtureRequest) -> House:
    return House(city, request.param)


def said(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.code, problem.column) for problem in problems]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("email", "mine@example.org"),
        ("industries", "robotics"),
        ("capacity", "9"),
        ("summary", "Else"),
        ("name", "Other"),
    ],
)
def test_a_row_that_says_something_else_of_them_is_refused(
    house: House, tmp_path: Path, column: str, value: str
) -> None:
    problems = house.import_rows(tmp_path, "people", house.known("people", house.shared) | {column: value})

    assert said(problems) == [(REFUSED, column)]
    rows = run_raw(house.city.graph, "MATCH (p {id: $id}) RETURN p.email AS email", id=house.shared.id)
    assert rows == [{"email": "shared@example.org"}]


def test_a_list_that_repeats_them_changes_the_others(house: House, tmp_path: Path) -> None:
    own = house.known("people", house.own) | {"summary": "Changed"}

    assert house.import_rows(tmp_path, "people", house.known("people", house.shared), own) == []
    assert house.known("people", house.own)["summary"] == "Changed"


def test_what_the_incubator_exports_is_taken_back(house: House, tmp_path: Path) -> None:
    (tmp_path / "own.xlsx").write_bytes(export_own_records(house.city.graph, house.ours.actor, NOW))

    assert import_folder(house.city.graph, house.ours.actor, [tmp_path / "own.xlsx"], NOW).problems == []


@pytest.mark.parametrize("name", NEW_ROWS)
def test_nothing_new_is_said_in_their_name(house: House, tmp_path: Path, name: str) -> None:
    row = NEW_ROWS[name] | {NAMING[name]: house.shared.id}
    if name == "relations":
        row["to_id"] = house.city.startup(incubator=house.ours).id

    assert said(house.import_rows(tmp_path, name, row)) == [(REFUSED, NAMING[name])]
    assert house.import_rows(tmp_path, name, row | {NAMING[name]: house.own.id}) == []


def test_a_startup_with_an_account_speaks_for_itself(city: City, tmp_path: Path) -> None:
    house = House(city, WHO[0])
    startup = city.startup("Tidewell", incubator=house.ours)
    city.open_account(startup.actor)
    row = house.known("startups", startup)
    need = {"id": "need-new", "startup_id": startup.id, "kind": "mentor", "title": "Said of them"}

    assert house.import_rows(tmp_path, "startups", row) == []
    assert said(house.import_rows(tmp_path, "startups", row | {"website": "https://x.example"})) == [
        (REFUSED, "website")
    ]
    (tmp_path / "startups.csv").unlink()
    assert said(house.import_rows(tmp_path, "needs", need)) == [("own_needs", "startup_id")]
    assert run_raw(city.graph, "MATCH (n:Need) RETURN n") == []


def test_a_startup_that_nobody_signs_in_for_has_its_needs_from_its_incubator(city: City, tmp_path: Path) -> None:
    house = House(city, WHO[0])
    startup = city.startup("Tidewell", incubator=house.ours)
    need = {"id": "need-new", "startup_id": startup.id, "kind": "mentor", "title": "Said for them"}

    assert house.import_rows(tmp_path, "needs", need) == []


@pytest.mark.parametrize("kind", ["FOUNDED", "ADVISES", "INVESTED_IN"])
def test_a_part_in_a_startup_of_others_is_repeated_and_neither_made_up_nor_changed(
    city: City, tmp_path: Path, kind: str
) -> None:
    house = House(city, WHO[0])
    theirs = city.startup(incubator=city.incubator())
    row = {"from_id": house.own.id, "type": kind, "to_id": theirs.id, "from": "", "to": ""}

    assert said(house.import_rows(tmp_path, "relations", row)) == [("unknown_id", "to_id")]
    city.relate(house.own.id, kind, theirs.id)
    assert house.import_rows(tmp_path, "relations", row) == []
    assert said(house.import_rows(tmp_path, "relations", row | {"to": "2026-01-31"})) == [("not_yours", "to_id")]


def test_where_somebody_works_is_their_own_record(city: City, tmp_path: Path) -> None:
    house, theirs = House(city, WHO[0]), city.startup(incubator=city.incubator())
    row = {"from_id": house.own.id, "type": "WORKS_AT", "to_id": theirs.id, "from": "", "to": ""}

    assert said(house.import_rows(tmp_path, "relations", row | {"from_id": house.shared.id})) == [(REFUSED, "from_id")]
    assert house.import_rows(tmp_path, "relations", row) == []
