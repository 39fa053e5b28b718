"""Terms in the exchange format: who is listed, active or out, and why, in and out again, on real servers."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graph.driver import Graph
from tests.integration.test_import_and_export import bring_in, take_out
from tests.support.cleaning import empty, run_raw

pytestmark = pytest.mark.both_servers
PEOPLE = "id,name,roles,help_areas,unconfirmed_areas\n"
ROWS = {
    "p-1": ("", ""),
    "p-2": ("active", ""),
    "p-3": ("ended", "conduct"),
    "p-4": ("left", ""),
}


def test_terms_keep_the_state_that_a_file_says_and_without_one_are_listed(graph: Graph, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "incubators.csv").write_text("id,name\ni-1,Harbour\n", encoding="utf-8")
    people = "".join(f"{one},{one},supervisor,hiring|pricing,pricing|listing\n" for one in ROWS)
    (folder / "people.csv").write_text(PEOPLE + people, encoding="utf-8")
    terms = "".join(f"{one},IN_POOL_OF,i-1,,,{state},{why}\n" for one, (state, why) in ROWS.items())
    (folder / "relations.csv").write_text("from_id,type,to_id,from,to,state,ended_for\n" + terms, encoding="utf-8")

    assert bring_in(graph, folder).problems == []

    found = "MATCH (p:Person)-[m:IN_POOL_OF]->() RETURN p.id AS id, m.state AS state, m.before AS before, "
    found += "m.ended_for AS why"
    stands = {str(row["id"]): (row["state"], row["before"], row["why"]) for row in run_raw(graph, found)}
    assert stands == {
        "p-1": ("listed", None, None),
        "p-2": ("active", None, None),
        "p-3": ("ended", "listed", "conduct"),
        "p-4": ("left", None, None),
    }
    first = take_out(graph, tmp_path / "first")
    written = csv.DictReader(first["relations.csv"].decode().splitlines())
    assert {row["from_id"]: (row["state"] or "", row["ended_for"]) for row in written} == ROWS | {"p-1": ("listed", "")}
    rows = csv.DictReader(first["people.csv"].decode().splitlines())
    assert {row["unconfirmed_areas"] for row in rows} == {"pricing"}, "what they have alone can be unconfirmed"
    empty(graph)
    assert bring_in(graph, tmp_path / "first").loaded
    assert take_out(graph, tmp_path / "second") == first


def test_files_of_the_first_version_come_out_as_they_came_in(graph: Graph, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "incubators.csv").write_text("id,name\ni-1,Harbour\n", encoding="utf-8")
    (folder / "people.csv").write_text("id,name,roles\np-1,Bo,supervisor\n", encoding="utf-8")
    (folder / "relations.csv").write_text("from_id,type,to_id\np-1,IN_POOL_OF,i-1\n", encoding="utf-8")
    assert bring_in(graph, folder).loaded

    assert b"state" not in take_out(graph, tmp_path / "out")["relations.csv"], "a list alone needs no column"
