"""`liulu doubles`: who is probably the same person or organisation; files only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from graph.doubles.groups import Group, find_doubles
from graph.doubles.record import PEOPLE, Described, described_row
from graph.exchange.format.schema import PROFILES, SHEETS
from matching.sources.folder_reader import FolderError, FolderReader
from webapp.cli import BadInput
from webapp.cli.bars import ProgressBar
from webapp.cli.output import json_option, write_json
from webapp.words.doubles import say_evidence
from webapp.words.files import in_english
from webapp.words.speaking import speaking

_SHOWN = 20
_TABLES = tuple(table for table in PROFILES if table in SHEETS)
Names = Mapping[str, str]


@click.command("doubles")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@json_option()
def doubles_command(folder: Path, target: str | None) -> None:
    """Say which people and organisations of a folder are probably the same, and why. Needs no server."""
    try:
        reader = FolderReader([folder], closed=False)
    except FolderError as error:
        raise BadInput(in_english(error.told)) from error
    for note in reader.notes:
        click.echo(f"Note: {in_english([note])}", err=True)
    names = {row["id"]: row["name"] for table in _TABLES for row in reader.rows[table]}
    with ProgressBar() as bar:
        groups = find_doubles(list(_described(reader)), bar.report)
    with speaking("en"):
        _tell(groups, names)
        answer = {"groups": [_as_json(group, names) for group in groups]}
    if target:
        write_json(target, answer)


def _described(reader: FolderReader) -> Iterable[Described]:
    employers = _employers(reader)
    for table in _TABLES:
        for row in reader.rows[table]:
            yield described_row(table, row, frozenset(employers[row["id"]]) if table == PEOPLE else frozenset())


def _employers(reader: FolderReader) -> Mapping[str, set[str]]:
    """Where people work or worked, by relations and careers."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in reader.rows["relations"]:
        if row["type"] in ("WORKS_AT", "FOUNDED"):
            found[row["from_id"]].add(row["to_id"])
    for row in reader.rows["careers"]:
        found[row["person_id"]].add(row["organisation"])
    return found


def _as_json(group: Group, names: Names) -> dict[str, Any]:
    evidence = [{"kind": one.kind, "text": say_evidence(one, names)} for one in group.evidence]
    return {"ids": list(group.ids), "probability": round(group.probability, 3), "evidence": evidence}


def _tell(groups: list[Group], names: Names) -> None:
    for group in groups[:_SHOWN]:
        who = ", ".join(f"{names[one]} ({one})" for one in group.ids)
        click.echo(f"{who}: {group.probability:.0%}", err=True)
        for one in group.evidence:
            click.echo(f"  {say_evidence(one, names)}", err=True)
    if len(groups) > _SHOWN:
        click.echo(f"... and {len(groups) - _SHOWN} more: see --json.", err=True)
    found = "1 group is" if len(groups) == 1 else f"{len(groups)} groups are"
    click.echo(f"{found} probably the same.", err=True)


commands = [doubles_command]
