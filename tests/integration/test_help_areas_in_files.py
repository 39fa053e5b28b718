"""Help areas and careers in the exchange format: in and out again, on real servers."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graph.driver import Graph
from tests.integration.test_import_and_export import bring_in, folder, take_out
from tests.support.cleaning import empty

__all__ = ["folder"]


@pytest.mark.both_servers
def test_help_areas_come_in_by_any_name_and_go_out_as_codes(graph: Graph, folder: Path, tmp_path: Path) -> None:
    assert bring_in(graph, folder).loaded
    bare = take_out(graph, tmp_path / "bare")
    assert b"help_areas" not in bare["needs.csv"] + bare["people.csv"]
    with_areas = tmp_path / "with"
    with_areas.mkdir()
    (with_areas / "people.csv").write_text(
        "id,name,roles,help_areas\np-2,B,supervisor,Overseas markets|股权融资\n", encoding="utf-8"
    )
    needs = "id,startup_id,kind,title,help_areas\nn-1,s-1,mentor,Help,{}\n"
    for areas, code in (("Overseas market", "not_a_help_area"), ("listing|pricing|hiring|grants", "too_many_values")):
        (with_areas / "needs.csv").write_text(needs.format(areas), encoding="utf-8")
        assert [(one.column, one.code) for one in bring_in(graph, with_areas).problems] == [("help_areas", code)]
    (with_areas / "needs.csv").write_text(needs.format("海外市场拓展"), encoding="utf-8")

    assert bring_in(graph, with_areas).problems == []
    first = take_out(graph, tmp_path / "first")
    people = csv.DictReader(first["people.csv"].decode().splitlines())
    assert {row["id"]: row["help_areas"] for row in people}["p-2"] == "fundraising|overseas_sales"
    assert next(csv.DictReader(first["needs.csv"].decode().splitlines()))["help_areas"] == "overseas_sales"
    empty(graph)
    assert bring_in(graph, tmp_path / "first").loaded
    assert take_out(graph, tmp_path / "second") == first


@pytest.mark.both_servers
def test_a_row_of_a_career_changes_the_entry_of_its_organisation_start_and_title(
    graph: Graph, folder: Path, tmp_path: Path
) -> None:
    assert bring_in(graph, folder).loaded
    lines = ["person_id,organisation,from,title,to,help_areas", "p-1,Sensors Ltd,2012-01-01,CEO,2020-12-31,listing"]
    more = tmp_path / "more"
    more.mkdir()
    (more / "careers.csv").write_text("\n".join(lines), encoding="utf-8")

    counts = bring_in(graph, more).files["careers.csv"]

    assert (counts.created, counts.updated, counts.unchanged) == (0, 1, 0)
    rows = list(csv.DictReader(take_out(graph, tmp_path / "out")["careers.csv"].decode().splitlines()))
    assert [(row["title"], row["to"], row["help_areas"]) for row in rows] == [
        ("CEO", "2020-12-31", "listing"), ("CTO", "2015-06-30", "customer_discovery|pricing"), ("", "", "")
    ]  # fmt: skip
