"""`liulu read`: what is understood of tables that people really have; files only."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from graph.exchange.format.schema import SHEETS
from graph.exchange.understanding.choices import Choices
from graph.exchange.understanding.mapping import Remembered, read_mapping
from graph.exchange.understanding.read_files import Answers, understand
from graph.exchange.understanding.store import RowStore
from graph.exchange.understanding.understood import Understood
from webapp.cli import BadInput
from webapp.cli.bars import ProgressBar
from webapp.cli.output import json_option, require_folder, write_json
from webapp.words.files import in_english


@click.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--as", "table", type=click.Choice(list(SHEETS)), help="The table of the format that the files are.")
@click.option("--mapping", type=click.Path(path_type=Path, dir_okay=False), help="JSON: what headings and values mean.")
@click.option("--out", type=click.Path(path_type=Path), help="A folder for what was read, in the exchange format.")
@json_option()
def read_command(
    files: tuple[Path, ...], table: str | None, mapping: Path | None, out: Path | None, target: str | None
) -> None:
    """Say what is understood of CSV files, workbooks and archives of them. Needs no server."""
    if out:
        require_folder(out)
        _require_other_folder(out, files)
    remembered = read_mapping(mapping) if mapping else None
    with RowStore() as store:
        with ProgressBar() as bar:
            choices = Choices(table=table, remembered=remembered or Remembered())
            answers = understand(files, store, choices, progress=bar.report)
        written = store.write(out) if out else []
    _tell(answers, written)
    if target:
        write_json(target, answers.as_json())
    if not any(one.is_understood for one in answers.tables):
        sys.exit(2)


def _require_other_folder(out: Path, files: tuple[Path, ...]) -> None:
    """Raises BadInput where what is written could take the place of what is read."""
    read = {(path if path.is_dir() else path.parent).resolve() for path in files}
    if out.resolve() in read:
        raise BadInput(f"{out} holds files that are read. Name another folder for --out.")


def _tell(answers: Answers, written: list[Path]) -> None:
    for note in answers.notes:
        click.echo(in_english([note]), err=True)
    for table in answers.tables:
        click.echo(_line(table), err=True)
    for path in written:
        click.echo(f"Written: {path}", err=True)


def _line(table: Understood) -> str:
    place = f"{table.file}#{table.sheet}" if table.sheet else table.file
    if not table.is_understood:
        return f"{place}: not understood."
    known = sum(column.name is not None for column in table.columns)
    return (
        f"{place}: {table.table}, headings in line {table.heading_row}, {known} of {len(table.columns)} columns known, "
        f"{table.rows} rows, {len(table.left_out) + table.more_left_out} left out."
    )


commands = [read_command]
