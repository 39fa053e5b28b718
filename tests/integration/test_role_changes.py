"""People whose roles a later import changes, and loads that stop for another reason than memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.driver import Graph
from graph.entities import Actor
from graph.errors import ContendedError, RacedError, UnconfirmedError
from graph.exchange.checking.spool import Spool
from graph.exchange.loading.load import load
from graph.exchange.report import ImportReport
from graph.transaction import Transaction
from tests.conftest import NOON
from tests.support.cleaning import run_raw
from webapp.operations.exchange.import_folder import import_folder

EVERY_CHANGE = [
    ("talent", "supervisor"),
    ("supervisor", "talent"),
    ("talent", "supervisor|talent"),
    ("supervisor", "supervisor|talent"),
    ("supervisor|talent", "supervisor"),
    ("supervisor|talent", "talent"),
]


def bring_in(graph: Graph, folder: Path, roles: str, *ids: str) -> ImportReport:
    """People with these roles, an industry and a topic each."""
    lines = [f"{person_id},Gu Mingche,{roles},artificial_intelligence,vision" for person_id in ids]
    (folder / "people.csv").write_text("\n".join(["id,name,roles,industries,topics", *lines]), encoding="utf-8")
    return import_folder(graph, Actor.system(), [folder], NOON)


@pytest.mark.both_servers
@pytest.mark.parametrize(("before", "after"), EVERY_CHANGE)
def test_an_import_changes_what_people_are_and_nothing_else(
    graph: Graph, tmp_path: Path, before: str, after: str
) -> None:
    bring_in(graph, tmp_path, before, "person-1", "person-2")

    report = bring_in(graph, tmp_path, after, "person-1", "person-2", "person-3")

    counts = report.files["people.csv"]
    assert (counts.created, counts.updated) == (1, 2)
    people = graph.read(lambda tx: tx.exchange.list_records("people", ["person-1", "person-2", "person-3"]))
    assert sorted(people) == ["person-1", "person-2", "person-3"]
    for record in people.values():
        assert (record["roles"], record["topics"]) == (after.split("|"), ["vision"])
        assert record["industries"] == ["artificial_intelligence"]
    assert run_raw(graph, "MATCH (n:Person) RETURN count(n) AS count") == [{"count": 3}]
    assert bring_in(graph, tmp_path, after, "person-1").files["people.csv"].unchanged == 1


@pytest.mark.both_servers
def test_who_changed_twice_is_still_one_person(graph: Graph, tmp_path: Path) -> None:
    for roles in ("talent", "supervisor", "talent"):
        bring_in(graph, tmp_path, roles, "person-1")

    [labels] = run_raw(graph, "MATCH (n {id: 'person-1'}) RETURN labels(n) AS labels")
    assert sorted(labels["labels"]) == ["Person", "Talent"]  # type: ignore[call-overload]


def test_a_load_that_meets_others_is_not_told_to_take_more_memory(graph: Graph) -> None:
    def met(_tx: Transaction, _loaded: object) -> None:
        raise RacedError("Somebody else was there.")

    with Spool() as spool, pytest.raises(ContendedError, match="Too many people"):
        load(graph, spool, NOON, met)


def test_a_load_of_which_nobody_knows_whether_it_was_applied_does_not_say_that_nothing_was(graph: Graph) -> None:
    def lost(_tx: Transaction, _loaded: object) -> None:
        raise UnconfirmedError

    with Spool() as spool, pytest.raises(UnconfirmedError, match="Look whether"):
        load(graph, spool, NOON, lost)
