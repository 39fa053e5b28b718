"""Reads what is known of people from a CSV file, for the commands that apply rules to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from graph.rules.facts import COLUMNS, FactError, Value, check_days, read_fact
from webapp.cli.pair_files import read_list, refuse_rows


@dataclass(frozen=True)
class Case:
    """One row: its id, and the facts that are known."""

    id: str
    facts: Mapping[str, Value]


def read_facts(path: Path) -> list[Case]:
    """One case a row, in their order; an empty cell is not known. Raises BadInput with every cell that is wrong."""
    rows = read_list(path, [("id",)], COLUMNS)
    strange = [name for name in rows[0] if name and name not in ("id", *COLUMNS)]
    if strange:
        click.echo(f"Note: {path} has columns that are not known and were left out: {', '.join(strange)}.", err=True)
    wrong: list[str] = []
    cases = [_case(row, wrong) for row in rows]
    ids = [case.id for case in cases]
    wrong += [f"id: {one} stands in two rows. Give each case an id of its own." for one in _twice(ids)]
    refuse_rows(path, wrong)
    return cases


def _case(row: Mapping[str, str], wrong: list[str]) -> Case:
    line = row[""]
    if not row["id"]:
        wrong.append(f"row {line}, id: it is empty. Give the case an id.")
    facts: dict[str, Value] = {}
    for name in COLUMNS:
        text = row.get(name, "")
        if text:
            try:
                facts[name] = read_fact(name, text)
            except FactError as error:
                wrong.append(f"row {line}, {name}, {text[:80]!r}: {error.wrong} {error.mend}")
    try:
        check_days(facts)
    except FactError as error:
        wrong.append(f"row {line}, birth_date: {error.wrong} {error.mend}")
    return Case(row["id"], facts)


def _twice(ids: Sequence[str]) -> list[str]:
    return sorted(one for one, count in Counter(ids).items() if one and count > 1)
