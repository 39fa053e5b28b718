"""The demonstration city leaves as a folder of files and comes back as the same bytes."""

from __future__ import annotations

import operator
from datetime import UTC, date, datetime
from pathlib import Path

from graph.driver import Graph
from graph.entities import Actor
from matching.sources.folder import Folder
from tests.support.cleaning import empty
from webapp.demo.city import make_city
from webapp.operations.exchange.export_folder import export_folder
from webapp.operations.exchange.import_folder import import_folder
from webapp.operations.maintenance.fill_demo import fill_demo

MORNING = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


def take_out(graph: Graph, folder: Path) -> dict[str, bytes]:
    export_folder(graph, Actor.system(), folder, MORNING)
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_the_city_comes_back_from_its_own_export_as_the_same_bytes(graph: Graph, tmp_path: Path) -> None:
    fill_demo(graph, make_city(date(2026, 11, 22)), "a-hash", MORNING)
    first = take_out(graph, tmp_path / "first")
    empty(graph)

    report = import_folder(graph, Actor.system(), [tmp_path / "first"], MORNING)
    second = take_out(graph, tmp_path / "second")

    assert [(one.code, one.file, one.line, one.value) for one in report.problems] == []
    assert report.loaded
    assert {name for name in first if first[name] != second.get(name)} == set()
    assert set(second) == set(first)


def test_past_proposals_say_the_same_from_the_graph_and_from_its_export(graph: Graph, tmp_path: Path) -> None:
    fill_demo(graph, make_city(date(2026, 11, 22)), "a-hash", MORNING)
    take_out(graph, tmp_path / "city")

    pages = graph.read(lambda tx: list(tx.interactions.pages("mentor")))
    live = {one.id: one for page in pages for one in page}
    filed = {one.id: one for one in Folder([tmp_path / "city"]).interactions if one.kind == "mentor"}

    assert set(filed) == set(live)
    about = operator.attrgetter("seeker_id", "provider_id", "industries", "topics", "stage", "region", "country")
    assert [about(live[name]) for name in sorted(live)] == [about(filed[name]) for name in sorted(live)]
    assert sum(one.region is not None for one in live.values()) > len(live) / 2
