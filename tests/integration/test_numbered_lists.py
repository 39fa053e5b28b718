"""A second list whose ids are row numbers overwrites nobody of the first."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.exchange.checking.other_people import is_somebody_else
from tests.support.city import City
from tests.support.cleaning import run_raw
from webapp.operations.exchange.import_folder import import_folder

NOW = datetime.now(UTC)
HEAD = "id,name,name_zh,roles,email\n"
SPRING = HEAD + "1,Lin Qiao,林乔,supervisor,lin@example.org\n2,Wen Rushan,,supervisor,wen@example.org\n"
AUTUMN = HEAD + "1,Sena Okafor,,supervisor,sena@example.org\n2,Wen Rushan,,supervisor,wen.rushan@example.org\n"


def test_another_name_with_another_address_under_an_own_id_is_held_back(city: City, tmp_path: Path) -> None:
    incubator, file = city.incubator(), tmp_path / "people.csv"
    file.write_text(SPRING, encoding="utf-8")
    assert import_folder(city.graph, incubator.actor, [file], NOW).loaded

    file.write_text(AUTUMN, encoding="utf-8")
    report = import_folder(city.graph, incubator.actor, [file], NOW)

    assert [(one.line, one.column, one.code) for one in report.problems] == [(2, "id", "another_person")]
    names = run_raw(city.graph, "MATCH (p:Person) RETURN p.name AS name ORDER BY name")
    assert [row["name"] for row in names] == ["Lin Qiao", "Wen Rushan"]


@pytest.mark.parametrize(
    ("row", "differs"),
    [
        ({"name": "Sena Okafor", "email": "sena@example.org"}, True),
        ({"name": "Sena Okafor", "email": "LIN@example.org"}, False),
        ({"name": "lin  QIAO", "email": "new@example.org"}, False),
        ({"name": "Qiao L.", "name_zh": "林乔", "email": "new@example.org"}, False),
        ({"name": "Sena Okafor"}, False),
    ],
)
def test_one_name_or_the_address_in_common_is_the_same_person(row: dict[str, str], differs: bool) -> None:
    held = {"name": "Lin Qiao", "name_zh": "林乔", "email": "lin@example.org"}
    assert is_somebody_else(held, row) is differs
