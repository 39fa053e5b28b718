"""`liulu import` and `liulu export`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from graph.entities import Actor
from graph.exchange.format.problems import shown
from graph.exchange.report import ImportReport
from graph.exchange.understanding.choices import Choices
from graph.exchange.understanding.mapping import read_mapping
from matching.index_cache import index_caches
from webapp.cli.bars import ProgressBar
from webapp.cli.connection import connect
from webapp.cli.output import json_option, require_folder, write_json
from webapp.config import load_settings
from webapp.operations.exchange.export_folder import export_folder
from webapp.operations.exchange.import_folder import import_folder
from webapp.operations.exchange.import_tables import import_tables
from webapp.operations.models.freshen_rankings import freshen_rankings
from webapp.runtime.encoding import sentence_encoder
from webapp.runtime.prepare import prepare
from webapp.words.files import in_english

SHOWN_PROBLEMS = 20
_CHANGES = ("created", "updated")


@click.command("import")
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DIR...")
@click.option("--dry-run", is_flag=True, help="Check and compare only; change nothing.")
@click.option("--skip-bad-rows", is_flag=True, help="Load the good rows and write the others out to be fixed.")
@click.option(
    "--bad-rows", type=click.Path(path_type=Path, file_okay=False), help="Folder for the rows left out [bad-rows-TIME]."
)
@click.option(
    "--mapping",
    type=click.Path(path_type=Path, dir_okay=False),
    help="JSON: what headings and values of any tables mean.",
)
@click.option(
    "--empty-cells",
    type=click.Choice(["keep", "erase"]),
    default="keep",
    show_default=True,
    help="What an empty cell does to what is known: keep it, or erase it.",
)
@json_option()
def import_command(
    folders: tuple[Path, ...],
    dry_run: bool,
    skip_bad_rows: bool,
    bad_rows: Path | None,
    mapping: Path | None,
    empty_cells: str,
    target: str | None,
) -> None:
    """Load folders (or workbooks) of the exchange format; all or nothing over all that are named.

    With --mapping, any tables as `liulu read` understands them; the mapping may say nothing: {}.
    """
    at = datetime.now(UTC)
    bad_rows_folder = bad_rows or Path(f"bad-rows-{at:%Y%m%d-%H%M%S}")
    if skip_bad_rows:
        require_folder(bad_rows_folder)
    load: Callable[..., ImportReport] = import_folder
    if mapping:
        load = partial(import_tables, choices=Choices(remembered=read_mapping(mapping)))
    settings = load_settings()
    with connect(settings) as graph, ProgressBar() as bar:
        if not dry_run:
            prepare(graph)
        report = load(
            graph, Actor.system(), list(folders), at,
            dry_run=dry_run, skip_bad_rows=skip_bad_rows, bad_rows_folder=bad_rows_folder, progress=bar.report,
            empty_erases=empty_cells == "erase",
        )  # fmt: skip
        freshen_rankings(graph, index_caches(settings.home, sentence_encoder(settings)), report, at)
    _tell(report)
    if target:
        write_json(target, report.as_json())
    if (report.problems and not report.loaded) or (dry_run and report.problems):
        sys.exit(2)


def _tell(report: ImportReport) -> None:
    for warning in report.warnings:
        click.echo(f"Note: {in_english([warning])}", err=True)
    for problem in report.problems[:SHOWN_PROBLEMS]:
        click.echo(in_english([problem]), err=True)
    if len(report.problems) > SHOWN_PROBLEMS:
        click.echo(f"... and {len(report.problems) - SHOWN_PROBLEMS} more problems: see --json.", err=True)
    for name, counts in report.files.items():
        changes = "would be " if report.dry_run else ""
        facts = ", ".join(
            f"{value} {changes if fact in _CHANGES else ''}{fact}" for fact, value in vars(counts).items()
        )
        click.echo(f"{name}: {facts}", err=True)
    _tell_changes(report)
    for path in report.bad_row_files:
        click.echo(f"Rows left out: {path}", err=True)
    outcome = "Loaded." if report.loaded else "Only checked: nothing was changed." if report.dry_run else ""
    if not outcome:
        outcome = "Nothing was changed. Fix the rows above, or use --skip-bad-rows to load the others."
    click.echo(
        f"{outcome} {report.rows} rows in {report.seconds:.1f} s, {report.rows_per_second:.0f} a second.", err=True
    )


def _tell_changes(report: ImportReport) -> None:
    for table, columns in report.changes.items():
        for column, counts in columns.items():
            facts = ", ".join(f"{count} {what}" for what, count in counts.items())
            click.echo(f"{table}.csv, {column}: {facts}", err=True)
    for double in report.doubles[:SHOWN_PROBLEMS]:
        place, name = f"{double.file} line {double.line}", shown(str(double.row.get("name", "")))
        other = double.other_id or f"line {double.other_line}"
        click.echo(f"Note: {place}: {name} is probably the same as {other}.", err=True)
    if len(report.doubles) > SHOWN_PROBLEMS:
        click.echo(f"... and {len(report.doubles) - SHOWN_PROBLEMS} more probable doubles: see --json.", err=True)


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--xlsx", "as_workbook", is_flag=True, help="One workbook with a sheet per file, DIR/liulu.xlsx.")
@json_option()
def export_command(folder: Path, as_workbook: bool, target: str | None) -> None:
    """Write what `import` reads back to the same graph; the same graph gives the same bytes."""
    require_folder(folder.parent if as_workbook and folder.suffix == ".xlsx" else folder)
    with connect(load_settings()) as graph, ProgressBar() as bar:
        answer = export_folder(
            graph, Actor.system(), folder, datetime.now(UTC), as_workbook=as_workbook, progress=bar.report
        )
    click.echo(f"Wrote {answer['rows']} rows to {folder} in {answer['seconds']} s.", err=True)
    if target:
        write_json(target, answer)


commands = [import_command, export_command]
