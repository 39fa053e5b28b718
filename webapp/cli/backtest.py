"""`liulu backtest`: every ranking side by side on what came after a cut-off, from files or the live graph."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.domain.deadlines import EXPIRE_AFTER_DAYS
from graph.domain.kinds import KINDS
from webapp.cli import BadInput
from webapp.cli.bars import ProgressBar
from webapp.cli.days import DAY
from webapp.cli.output import STDOUT, json_option, require_writable, write_aside, write_json
from webapp.words.files import in_english

if TYPE_CHECKING:
    from matching.evaluation.backtest import Report
    from matching.sources.records import RecordSource

_SHOWN = ("recall_at_20", "ndcg_at_10", "ndcg_at_20", "mrr", "mutual_accept_at_5")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="[DIR]", required=False)
@click.option("--kind", type=click.Choice(sorted(KINDS)), required=True, help="What is matched.")
@click.option("--cutoff", type=DAY, required=True, help="Learn from what is dated before this day.")
@click.option("--until", type=DAY, required=True, help="Judge on what is new from the cut-off to the day before this.")
@click.option(
    "--expire-after-days", type=click.IntRange(min=1),
    help=f"How long requests in DIR without an answer stay open [{EXPIRE_AFTER_DAYS}]; the live graph's is a setting.",
)  # fmt: skip
@json_option("Write the report as JSON to this file (- is stdout).")
@click.option("--rankings", type=click.Path(dir_okay=False, path_type=Path), help="Write the learned lists as CSV.")
def backtest(
    folder: Path | None, kind: str, cutoff: datetime, until: datetime, expire_after_days: int | None,
    target: str | None, rankings: Path | None,
) -> None:  # fmt: skip
    """Learn before a day and judge on what followed, with random, popularity and other simple rules beside it.

    Needs no server. Without DIR it judges on the live graph, reading only.
    """
    if until <= cutoff:
        raise BadInput(f"--until {until:%Y-%m-%d} is not after --cutoff {cutoff:%Y-%m-%d}. Give a later --until.")
    if rankings:
        require_writable(rankings)
    report = _judge(folder, kind, cutoff, until, expire_after_days)
    if rankings:
        write_aside(rankings, _rankings_csv(report))
    if target:
        write_json(target, report.to_json())
    if report.notes:
        click.echo(in_english(report.notes), err=True)
    if target != STDOUT:
        _print(report)


def _judge(folder: Path | None, kind: str, cutoff: datetime, until: datetime, expire_after_days: int | None) -> Report:
    from matching.evaluation.backtest import BacktestError, run_backtest
    from matching.sources.folder import FolderError

    try:
        records = _records(folder, expire_after_days)
        with ProgressBar() as bar:
            return run_backtest(records, KINDS[kind], cutoff.date(), until.date(), bar.report)
    except (BacktestError, FolderError) as error:
        raise BadInput(in_english(error.told)) from error


def _records(folder: Path | None, expire_after_days: int | None) -> RecordSource:
    """The files of a folder, or the live graph."""
    from matching.sources.folder import Folder

    if folder is None:
        return _live_records(expire_after_days)
    if not folder.is_dir():
        raise BadInput(f"{folder} is no folder. Name a folder of files in the exchange format.")
    return Folder([folder], expire_after_days=expire_after_days or EXPIRE_AFTER_DAYS)


def _live_records(expire_after_days: int | None) -> RecordSource:
    from matching.sources.graph_records import read_source
    from webapp.cli.connection import connect
    from webapp.config import load_settings
    from webapp.runtime.prepare import prepare

    if expire_after_days is not None:
        raise BadInput("--expire-after-days is for files. For the live graph set LIULU_EXPIRE_AFTER_DAYS.")
    settings = load_settings()
    with connect(settings) as graph:
        prepare(graph)
        today = graph.calendar.today()
        return graph.read(lambda tx: read_source(tx, today, settings.expire_after_days), is_long=True)


def _rankings_csv(report: Report) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("seeker_id", "need_id", "provider_id", "position", "score"))
    writer.writerows((row.seeker_id, "", row.provider_id, row.position, row.score) for row in report.rankings)
    return stream.getvalue()


def _print(report: Report) -> None:
    click.echo(
        f"{report.kind}: {report.seekers} seekers, {report.providers} providers, {report.hits} hits "
        f"from {report.cutoff} to the day before {report.until}"
    )
    click.echo(f"{'':34}" + "".join(f"{name:>24}" for name in _SHOWN))
    for name, found in report.models.items():
        click.echo(f"{name:34}" + "".join(f"{_cell(found[metric]):>24}" for metric in _SHOWN))
    for name, head in report.heads.items():
        figures = [f"{key} {head[key]}" for key in ("auc", "brier", "calibration_error") if head[key] is not None]
        click.echo(f"{name} head: {', '.join(figures) or 'nothing to judge by'} ({head['n']} answers)")


def _cell(found: dict[str, Any]) -> str:
    return f"{found['value']:.3f} [{found['low']:.3f}, {found['high']:.3f}]"


commands = (backtest,)
