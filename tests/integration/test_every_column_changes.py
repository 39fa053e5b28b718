"""A row in which one cell alone is another counts as changed, which names the column, and loading it changes it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.entities import Actor
from graph.exchange.format.schema import SHEETS, Column, Sheet
from graph.taxonomy import load
from tests.support.city import City
from tests.support.desk import NOW
from webapp.operations.exchange.import_folder import import_folder

_FIRST, _SECOND, *_ = load().industries.terms
_BY_KIND = {
    "text": ("Before", "After"), "name": ("Before", "After"), "date": ("2024-01-02", "2024-03-04"),
    "integer": ("3", "4"), "number": ("300", "400"), "rating": ("3", "4"), "currency": ("CNY", "USD"),
    "region": ("Pudong", "Minhang"), "country": ("CN", "DE"), "list": ("testing", "printing"),
    "languages": ("zh", "en"), "email": ("a@example.org", "b@example.org"), "mail": ("a@example.org", "b@example.org"),
    "phone": ("13800000001", "13800000002"), "handle": ("ann_2024", "bea_2024"),
    "url": ("https://a.example.org", "https://b.example.org"), "orcid": ("0000-0002-1825-0097", "0000-0001-5109-3700"),
    "uscc": ("913101155916730622", "911101085923662400"), "help_areas": ("customer_discovery", "business_strategy"),
}  # fmt: skip
_BY_COLUMN = {
    "industries": (_FIRST, _SECOND), "leading_industries": (_FIRST, _SECOND), "topics": ("pricing", "exports"),
    "opened_on": ("2024-01-02", "2023-12-01"), "proposed_on": ("2024-01-02", "2023-12-01"),
    "ticket_min": ("100", "200"),
    "incubator_id": ("incubators-0", "incubators-1"), "employer_id": ("labs-0", "labs-1"),
    "startup_id": ("startups-0", "startups-1"), "owner_ids": ("startups-0", "startups-1"),
}  # fmt: skip
_KEYS: dict[str, Callable[[int], dict[str, str]]] = {
    "people": lambda _at: {"unconfirmed_areas": ""},  # of their help areas alone
    "interactions": lambda at: {"need_id": "", "seeker_id": f"startups-{at}", "provider_id": f"people-{at}"},
    "careers": lambda at: {"person_id": f"people-{at}", "organisation": "Tide", "from": "2024-01-01", "title": "CTO"},
    "relations": lambda at: {
        "from_id": f"people-{at}", "type": "ADVISES", "to_id": f"startups-{at}", "from": "2024-01-01",
        "state": "", "ended_for": "",  # of terms in a pool alone
    },
    "conflicts": lambda at: {
        "left_id": f"startups-{at}", "right_id": f"people-{at}", "kind": "family", "from": "2024-01-01", "noted_by": "",
    },
}  # fmt: skip
"""By what two rows are one: with another there, a row is about something else. Who noted a conflict stays."""


def keys_of(sheet: Sheet, at: int) -> dict[str, str]:
    return _KEYS[sheet.name](at) if sheet.name in _KEYS else {}


def changeable(sheet: Sheet) -> list[Column]:
    return [one for one in sheet.columns if one.kind != "id" and one.name not in keys_of(sheet, 0)]


def two_values(column: Column) -> tuple[str, str]:
    if column.codes:
        first, second, *_ = load().list(column.codes).terms
        return first, second
    return _BY_COLUMN[column.name] if column.name in _BY_COLUMN else _BY_KIND[column.kind]


def write(folder: Path, *, changed: bool) -> None:
    """A row of each table for each of its columns, in which that column is another once it is changed."""
    folder.mkdir(exist_ok=True)
    for sheet in SHEETS.values():
        with (folder / sheet.file_name).open("w", encoding="utf-8", newline="") as stream:
            rows = csv.DictWriter(stream, [column.name for column in sheet.columns])
            rows.writeheader()
            for at, one in enumerate(changeable(sheet)):
                cells = {column.name: two_values(column)[changed and column == one] for column in changeable(sheet)}
                own = {"id": f"{sheet.name}-{at}"} if sheet.has_id else {}
                rows.writerow({**own, **keys_of(sheet, at), **cells})


@pytest.mark.both_servers
def test_a_cell_of_any_column_counts_as_a_change_and_is_loaded(city: City, tmp_path: Path) -> None:
    graph, system = city.graph, Actor.system()
    write(tmp_path / "in", changed=False)
    assert import_folder(graph, system, [tmp_path / "in"], NOW).problems == []
    write(tmp_path / "in", changed=True)

    compared = import_folder(graph, system, [tmp_path / "in"], NOW, dry_run=True)
    loaded = import_folder(graph, system, [tmp_path / "in"], NOW)
    again = import_folder(graph, system, [tmp_path / "in"], NOW, dry_run=True)

    columns = {sheet.name: [column.name for column in changeable(sheet)] for sheet in SHEETS.values()}
    told = {name: {one: {"changed": 1} for one in names} for name, names in columns.items()}
    assert {name: dict(sorted(one.items())) for name, one in compared.changes.items()} == {
        name: dict(sorted(one.items())) for name, one in told.items()
    }
    counts = {SHEETS[name].file_name: len(names) for name, names in columns.items()}
    assert {name: one.updated for name, one in compared.files.items()} == counts
    assert {name: one.updated for name, one in loaded.files.items()} == counts
    assert ({name: one.unchanged for name, one in again.files.items()}, again.changes) == (counts, {})
