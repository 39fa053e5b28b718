"""`liulu conflicts`: the conflicts of interest that recorded facts imply; files only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from graph.rules.conflict_rules import shipped_conflict_rules
from graph.rules.finding_conflicts import FoundConflict, conflicts_of
from matching.sources.folder_reader import FolderError, FolderReader
from matching.sources.folder_ties import folder_ties
from webapp.cli import BadInput
from webapp.cli.days import DAY
from webapp.cli.output import json_option, write_json
from webapp.words.conflicts import say_tie
from webapp.words.files import in_english
from webapp.words.speaking import speaking

_SHOWN = 20
_TABLES = ("startups", "investors", "labs", "people", "incubators", "parks", "enterprises")
Names = Mapping[str, str]


@click.command("conflicts")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--as-of", required=True, type=DAY, help="What is in force on this day; its first and last days count.")
@json_option()
def conflicts_command(folder: Path, as_of: datetime, target: str | None) -> None:
    """Say which conflicts of interest follow from what a folder records. Needs no server.

    Between startups and people, investors or other startups, each with the rows that show it: some forbid a match, some
    are to be told and asked about. The table of kinds is graph/rules/data/conflicts.yaml.
    """
    try:
        reader = FolderReader([folder])
    except FolderError as error:
        raise BadInput(in_english(error.told)) from error
    for note in reader.notes:
        click.echo(f"Note: {in_english([note])}", err=True)
    day = as_of.date()
    found = _find(reader, day)
    texts = {language: _said(found, _names(reader, language), day, language) for language in ("en", "zh")}
    _tell(found, _names(reader, "en"), texts["en"])
    if target:
        write_json(target, {"pairs": [_as_json(*three) for three in zip(found, texts["en"], texts["zh"], strict=True)]})


def _find(reader: FolderReader, day: date) -> list[FoundConflict]:
    """By id of the startup, of the other and by kind; two startups stand once, the earlier id first."""
    ties, rules = folder_ties(reader), shipped_conflict_rules()
    startups = sorted(row["id"] for row in reader.rows["startups"])
    among = set(startups)
    every = (one for startup in startups for one in conflicts_of(startup, ties, rules, day))
    return [one for one in every if one.other_id not in among or one.startup_id < one.other_id]


def _names(reader: FolderReader, language: str) -> dict[str, str]:
    rows = [row for table in _TABLES for row in reader.rows.get(table, ())]
    return {row["id"]: (row.get("name_zh") if language == "zh" else "") or row["name"] for row in rows}


def _said(found: Sequence[FoundConflict], names: Names, day: date, language: str) -> list[list[str]]:
    """The evidence of each, a sentence a tie."""
    with speaking(language):
        return [[say_tie(tie, names, is_over=tie.period.is_over(day)) for tie in one.evidence] for one in found]


def _as_json(found: FoundConflict, english: Sequence[str], chinese: Sequence[str]) -> dict[str, Any]:
    return {
        "left_id": found.startup_id,
        "right_id": found.other_id,
        "kind": str(found.kind),
        "from": found.period.since and found.period.since.isoformat(),
        "to": found.period.until and found.period.until.isoformat(),
        "severity": str(found.severity),
        "evidence": [
            {"file": tie.file, "line": tie.line, "text": text, "text_zh": text_zh}
            for tie, text, text_zh in zip(found.evidence, english, chinese, strict=True)
        ],
    }


def _tell(found: Sequence[FoundConflict], names: Names, texts: Sequence[Sequence[str]]) -> None:
    for one, sentences in list(zip(found, texts, strict=True))[:_SHOWN]:
        sides = f"{names[one.startup_id]} ({one.startup_id}) and {names[one.other_id]} ({one.other_id})"
        click.echo(f"{sides}: {one.kind}, {one.severity}", err=True)
        for tie, sentence in zip(one.evidence, sentences, strict=True):
            click.echo(f"  {tie.file} line {tie.line}: {sentence}", err=True)
    if len(found) > _SHOWN:
        click.echo(f"... and {len(found) - _SHOWN} more: see --json.", err=True)
    counts = Counter(str(one.severity) for one in found)
    click.echo(f"{counts['forbids']} conflicts forbid a match, {counts['ask']} are to be asked about.", err=True)


commands = [conflicts_command]
