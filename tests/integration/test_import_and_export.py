"""Folders into the graph and out again, on real servers."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.driver import Graph
from graph.entities import Actor
from graph.exchange.report import ImportReport
from tests.support.cleaning import empty
from webapp.operations.exchange.export_folder import export_folder
from webapp.operations.exchange.import_folder import import_folder
from webapp.operations.jobs.progress import JobStoppedError

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
FILES = {
    "incubators": [
        ["id", "name", "name_zh", "tier", "region", "country", "industries", "summary", "summary_zh"],
        ["inc-1", 'Harbour, "One"', "漕河港孵化器", "high_quality", "徐汇区", "China", "AI|Cheese", "=1", "一行\n二行"],
        ["inc-2", "Two", "", "standard", "Pudong", "CHN", "", "'=quoted", ""],
    ],
    "parks": [["id", "name", "leading_industries"], ["park-1", "P", "生物医药|AI|Odd thing"]],
    "labs": [["id", "name", "kind", "topics", "services"], ["lab-1", "L", "university", "quantum|x", "b|a"]],
    "investors": [
        ["id", "name", "kind", "stages", "ticket_min", "ticket_max", "currency", "founded_on"],
        ["inv-1", "I", "angel", "seed|a", "1.5", "2000000", "CNY", "2001-02-03"],
    ],
    "startups": [
        ["id", "name", "name_zh", "uscc", "stage", "industries", "topics", "languages", "incubator_id", "headcount"],
        ["s-1", "One", "一", "91310000MA1FL0AB1X", "seed", "人工智能|Fintech", "Robotics|a, b", "中文", "inc-1", "3"],
        ["s-2", "@Two", "", "", "", "", "fintech", "", "", ""],
    ],
    "people": [
        ["id", "name", "roles", "category", "industries", "stages", "employer_id", "capacity", "orcid", "email"],
        ["p-1", "Ada", "supervisor|talent", "scientist", "AI", "seed", "lab-1", "4", "0000-0002-1825-0097", "a@b.cn"],
        ["p-2", "B", "supervisor", "", "", "", "", "0", "", ""],
        ["p-3", "C", "talent", "", "", "", "", "", "", ""],
    ],
    "needs": [
        ["id", "startup_id", "kind", "title", "industries", "topics", "opened_on", "closed_on"],
        ["n-1", "s-1", "mentor", "Help", "AI", "zzz", "2026-01-01", ""],
        ["n-2", "s-2", "lab", "Test", "", "", "2026-01-01", "2026-02-01"],
    ],
    "interactions": [
        ["id", "kind", "need_id", "seeker_id", "provider_id", "proposed_on", "seeker_decision", "provider_decision",
         "decided_on", "outcome", "rating_by_seeker", "amount", "currency"],
        ["i-1", "mentor", "n-1", "s-1", "p-1", "2026-01-02", "accepted", "accepted", "2026-01-05", "completed", "5", "",
         ""],
        ["i-2", "investor", "", "s-1", "inv-1", "2020-01-02", "accepted", "accepted", "", "invested", "", "12345.5",
         "USD"],
        ["i-3", "mentor", "n-1", "s-1", "p-2", "2026-01-02", "accepted", "", "", "", "", "", ""],
    ],
    "documents": [["id", "owner_ids", "kind", "title", "text"], ["d-1", "p-1|s-1", "paper", "T", "正文"]],
    "careers": [
        ["person_id", "organisation", "from", "to", "title", "help_areas", "summary", "summary_zh"],
        ["p-1", "Sensors Ltd", "2012-01-01", "2015-06-30", "CTO", "需求验证与用户访谈|pricing", "Built it.", ""],
        ["p-1", "Sensors Ltd", "2012-01-01", "", "CEO", "", "", ""],
        ["p-2", "Fund", "", "", "", "", "", ""],
    ],
    "relations": [
        ["from_id", "type", "to_id", "from", "to"],
        ["p-1", "FOUNDED", "s-1", "", ""],
        ["p-1", "WORKS_AT", "lab-1", "2019-01-01", ""],
        ["p-1", "WORKS_AT", "s-2", "2010-01-01", "2012-01-01"],
        ["inv-1", "INVESTED_IN", "s-1", "2020-01-02", ""],
        ["p-2", "IN_POOL_OF", "inc-1", "2024-01-01", ""],
        ["s-2", "INCUBATED_BY", "inc-2", "2020-01-01", "2021-01-01"],
    ],
    "conflicts": [["left_id", "right_id", "kind", "from"], ["p-1", "s-2", "employment", "2010-01-01"]],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with every file of the format."""
    target = tmp_path / "in"
    target.mkdir()
    for name, rows in FILES.items():
        with (target / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(rows)
    return target


def bring_in(graph: Graph, *paths: Path, **options: object) -> ImportReport:
    return import_folder(graph, Actor.system(), list(paths), NOON, **options)  # type: ignore[arg-type]


def take_out(graph: Graph, folder: Path) -> dict[str, bytes]:
    export_folder(graph, Actor.system(), folder, NOON)
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.both_servers
def test_what_was_exported_imports_to_the_same_bytes(graph: Graph, folder: Path, tmp_path: Path) -> None:
    assert bring_in(graph, folder).loaded
    first = take_out(graph, tmp_path / "first")
    empty(graph)

    assert not bring_in(graph, tmp_path / "first").problems
    second = take_out(graph, tmp_path / "second")

    assert first == second
    assert set(first) == {f"{name}.csv" for name in FILES}


def test_amounts_of_needs_come_back_and_are_a_column_only_where_there_are_any(
    graph: Graph, folder: Path, tmp_path: Path
) -> None:
    assert bring_in(graph, folder).loaded
    before = take_out(graph, tmp_path / "before")["needs.csv"]
    assert b"amount" not in before
    with_amounts = tmp_path / "with"
    with_amounts.mkdir()
    lines = "id,startup_id,kind,title,amount\nn-3,s-1,investor,Money,5000000\nn-4,s-1,investor,More,-1\n"
    (with_amounts / "needs.csv").write_text(lines, encoding="utf-8")
    refused = bring_in(graph, with_amounts).problems
    assert [(one.line, one.column, one.code) for one in refused] == [(3, "amount", "negative")]
    (with_amounts / "needs.csv").write_text(lines.replace(",-1", ",12.5"), encoding="utf-8")

    assert bring_in(graph, with_amounts).problems == []
    first = take_out(graph, tmp_path / "first")
    rows = list(csv.DictReader(first["needs.csv"].decode().splitlines()))
    assert [row["amount"] for row in rows] == ["", "", "5000000", "12.5"]
    empty(graph)
    assert bring_in(graph, tmp_path / "first").loaded
    assert take_out(graph, tmp_path / "second") == first
    # A file that has no such column leaves the amounts alone.
    bring_in(graph, folder)
    assert b"5000000" in take_out(graph, tmp_path / "third")["needs.csv"]


@pytest.mark.both_servers
def test_a_second_import_changes_nothing(graph: Graph, folder: Path) -> None:
    bring_in(graph, folder)

    again = bring_in(graph, folder)

    for name, counts in again.files.items():
        assert (counts.created, counts.updated, counts.unchanged) == (0, 0, counts.read), name


def test_a_workbook_holds_the_same_as_the_folder(graph: Graph, folder: Path, tmp_path: Path) -> None:
    bring_in(graph, folder)
    first = take_out(graph, tmp_path / "first")
    export_folder(graph, Actor.system(), tmp_path / "book", NOON, as_workbook=True)
    empty(graph)

    assert bring_in(graph, tmp_path / "book").loaded

    assert take_out(graph, tmp_path / "second") == first


def test_a_changed_cell_updates_one_row_and_an_absent_column_stays(graph: Graph, folder: Path, tmp_path: Path) -> None:
    bring_in(graph, folder)
    change = tmp_path / "startups.csv"
    change.write_text("id,name,topics\ns-1,One,payments\ns-2,@Two,fintech\n", encoding="utf-8")

    counts = bring_in(graph, change).files["startups.csv"]

    assert (counts.updated, counts.unchanged) == (1, 1)
    after = graph.read(lambda tx: tx.exchange.list_records("startups", ["s-1"]))["s-1"]
    assert after["topics"] == ["payments"]
    assert (after["headcount"], after["incubator_id"], after["name_zh"]) == (3, "inc-1", "一")


def test_with_one_bad_row_nothing_is_loaded(graph: Graph, folder: Path, tmp_path: Path) -> None:
    before = take_out(graph, tmp_path / "before")
    (folder / "labs.csv").write_text("id,name,kind\nlab-1,,\n", encoding="utf-8")

    report = bring_in(graph, folder)

    assert not report.loaded
    assert report.files["startups.csv"].created == 0
    assert {problem.code for problem in report.problems} == {"empty", "unknown_id"}
    assert take_out(graph, tmp_path / "after") == before


def test_skipped_rows_are_written_out_and_import_once_fixed(graph: Graph, tmp_path: Path) -> None:
    source = tmp_path / "startups.csv"
    source.write_text("id,name,stage\ns-1,=One,seed\ns-2,Two,Pre A\ns-3,,seed\n", encoding="utf-8")

    report = bring_in(graph, source, skip_bad_rows=True, bad_rows_folder=tmp_path / "bad")

    assert (report.files["startups.csv"].created, report.files["startups.csv"].rejected) == (2, 1)
    bad = tmp_path / "bad" / "startups.csv"
    text = bad.read_text(encoding="utf-8")
    problem, nameless = report.problems
    assert (problem.code, problem.fix_code) == ("not_a_stage", "write_suggestion")
    assert problem.params == {"suggestion": "pre_a"}
    assert f"stage: {problem.message} {problem.fix}" in text
    assert (nameless.line, nameless.column, nameless.code) == (4, "name", "empty")
    assert "=One" not in text
    bad.write_text(text.replace("Pre A", "pre_a").replace("s-3,", "s-3,Three"), encoding="utf-8")
    fixed = bring_in(graph, bad)
    counts = fixed.files["startups.csv"]
    assert (counts.created, counts.updated, fixed.problems, fixed.warnings) == (1, 1, [], [])


def test_a_dry_run_tells_what_would_happen_and_changes_nothing(graph: Graph, folder: Path, tmp_path: Path) -> None:
    report = bring_in(graph, folder, dry_run=True)

    assert report.files["people.csv"].created == 3
    assert take_out(graph, tmp_path / "after") == {}


def test_a_load_that_is_stopped_leaves_the_graph_as_it_was_and_runs_again(
    graph: Graph, folder: Path, tmp_path: Path
) -> None:
    def stop(step: str, done: int, _total: int) -> None:
        if step == "load" and done > 5:
            raise JobStoppedError

    with pytest.raises(JobStoppedError):
        bring_in(graph, folder, progress=stop)

    assert take_out(graph, tmp_path / "after") == {}
    assert bring_in(graph, folder).files["people.csv"].created == 3


def test_both_acceptances_make_an_engagement_that_is_over_when_its_outcome_is(graph: Graph, folder: Path) -> None:
    bring_in(graph, folder)

    records = graph.read(lambda tx: tx.exchange_links.list_interactions(["i-1", "i-2", "i-3"]))

    assert records["i-1"]["need_id"] == "n-1"
    engagement = graph.read(lambda tx: tx.engagements.get("i-1", visible_to=Actor.system()))
    assert engagement.state == "closed"
    assert engagement.outcome == "completed"


def test_real_startups_and_supervisors_load_whole(graph: Graph, shared_data: Path) -> None:
    report = bring_in(graph, shared_data / "startups", shared_data / "supervisors")

    assert not report.problems
    assert report.files["startups.csv"].created == 5706
    assert report.files["people.csv"].created == 5533
