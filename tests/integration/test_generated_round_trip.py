"""Made-up files with everything that cells may hold: what goes in comes out, and in again, as the same bytes."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.driver import Graph
from graph.entities import Actor
from graph.exchange.format.schema import SHEETS, Column
from graph.taxonomy import load
from tests.support.cleaning import empty
from webapp.operations.exchange.export_folder import export_folder
from webapp.operations.exchange.import_folder import import_folder

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
ROWS = 2
TEXT = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20),
    st.sampled_from(["=1+1", "'@x", '"quoted", twice', "line\nline", "一行，二行", "-", "é", "🜁", "a|b", " x "]),
)
NAME = TEXT.map(lambda text: f"N {text}")
TAGS = st.lists(st.sampled_from(["AI", "人工智能", "Fintech", "fintech", "quantum", "Odd thing", "量子"]), max_size=3)
AREAS = st.lists(st.sampled_from(["overseas_sales", "Business model and strategy", "需求验证与用户访谈"]), max_size=3)
FORMS: dict[str, st.SearchStrategy[str]] = {
    "text": TEXT,
    "name": NAME,
    "date": st.dates(date(1990, 1, 1), date(2030, 12, 31)).map(date.isoformat),
    "integer": st.integers(0, 10**15).map(str),
    "number": st.floats(0, 1e14, allow_nan=False).map(repr),
    "rating": st.integers(1, 5).map(str),
    "tags": TAGS.map("|".join),
    "help_areas": AREAS.map("|".join),
    "languages": st.lists(st.sampled_from(["zh", "en", "中文", "pt-BR"]), max_size=2).map("|".join),
    "list": st.lists(NAME.map(lambda text: text.replace("|", "")), max_size=2).map("|".join),
    "country": st.sampled_from(["CN", "China", "Somewhere"]),
    "region": st.sampled_from(["Pudong", "浦东新区", "Elsewhere"]),
    "currency": st.sampled_from(["CNY", "USD"]),
    "email": st.just("a@b.cn"),
    "mail": st.just("a@b.cn"),
    "phone": st.just("+86 138 0000 0000"),
    "handle": st.just("wx_someone"),
    "url": st.just("https://example.org/?a=1,2"),
    "orcid": st.just("0000-0002-1825-0097"),
    "uscc": st.just("91310000MA1FL0AB1X"),
}
# What rows point at: always the row of the same number.
TARGETS = {
    "incubator_id": "incubators", "employer_id": "labs", "startup_id": "startups", "need_id": "needs",
    "seeker_id": "startups", "provider_id": "people", "owner_ids": "people", "left_id": "people",
    "right_id": "startups", "noted_by": "people", "person_id": "people", "from_id": "people", "to_id": "startups",
}  # fmt: skip


def cells(column: Column, sheet: str, number: int) -> st.SearchStrategy[str]:
    """What may stand in this column of this row."""
    if column.kind == "id":
        return st.just(f"{sheet}-{number}")
    if column.name in TARGETS:
        filled: st.SearchStrategy[str] = st.just(f"{TARGETS[column.name]}-{number}")
    elif column.name == "type":
        filled = st.sampled_from(["FOUNDED", "WORKS_AT", "ADVISES"])
    elif column.kind in ("code", "codes"):
        filled = st.sampled_from(sorted(load().codes[column.codes].terms))
    else:
        filled = FORMS[column.kind]
    return filled if column.required else st.one_of(st.just(""), filled)


def rows(sheet: str) -> st.SearchStrategy[list[tuple[str, ...]]]:
    """A file of that many rows; an end never lies before its beginning."""
    made = [st.tuples(*(cells(column, sheet, number) for column in SHEETS[sheet].columns)) for number in range(ROWS)]
    return st.tuples(*made).map(lambda lines: [in_order(sheet, line) for line in lines])


def in_order(sheet: str, line: tuple[str, ...]) -> tuple[str, ...]:
    values = dict(zip((column.name for column in SHEETS[sheet].columns), line, strict=True))
    for first, last in (("opened_on", "closed_on"), ("proposed_on", "decided_on"), ("from", "to")):
        if values.get(first, "") > values.get(last, "") > "":
            values[first], values[last] = values[last], values[first]
    return tuple(values.values())


def write(folder: Path, files: dict[str, list[tuple[str, ...]]]) -> Path:
    folder.mkdir()
    for sheet, lines in files.items():
        with (folder / f"{sheet}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([[column.name for column in SHEETS[sheet].columns], *lines])
    return folder


def take_out(graph: Graph, folder: Path) -> dict[str, bytes]:
    export_folder(graph, Actor.system(), folder, NOON)
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@given(files=st.fixed_dictionaries({name: rows(name) for name in SHEETS}))
@settings(
    max_examples=6, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
def test_whatever_cells_hold_comes_back_as_the_same_bytes(
    graph: Graph, files: dict[str, list[tuple[str, ...]]]
) -> None:
    empty(graph)
    with TemporaryDirectory() as name:
        folder = Path(name)
        report = import_folder(graph, Actor.system(), [write(folder / "in", files)], NOON)
        assert [(one.file, one.line, one.column, one.value, one.code) for one in report.problems] == []
        first = take_out(graph, folder / "first")
        again = import_folder(graph, Actor.system(), [folder / "first"], NOON)
        assert {name: counts for name, counts in again.files.items() if counts.unchanged != counts.read} == {}
        empty(graph)
        assert import_folder(graph, Actor.system(), [folder / "first"], NOON).loaded
        assert take_out(graph, folder / "second") == first
