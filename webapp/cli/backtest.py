"""`liulu backtest`: every ranking side by side on what came after a cut-off; files only."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from matching.kinds import DECLARED

if TYPE_CHECKING:
    from matching.evaluation.backtest import Report

_SHOWN = ("recall_at_20", "ndcg_at_10", "ndcg_at_20", "mrr", "mutual_accept_at_5")
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR")
@click.option("--kind", type=click.Choice(sorted(DECLARED)), required=True, help="What is matched.")
@click.option("--cutoff", type=_DAY, required=True, help="Learn from what is dated before this day.")
@click.option("--until", type=_DAY, required=True, help="Judge on what is new from the cut-off to the day before this.")
@click.option("--json", "target", type=click.Path(dir_okay=False), help="Write the report as JSON (- is stdout).")
@click.option("--rankings", type=click.Path(dir_okay=False, path_type=Path), help="Write the learned lists as CSV.")
def backtest(
    folder: Path, kind: str, cutoff: datetime, until: datetime, target: str | None, rankings: Path | None
) -> None:
    """Learn before a day and judge on what followed, with random, popularity and other simple rules beside it."""
    from matching.evaluation.backtest import BacktestError, run_backtest
    from matching.folder import Folder, FolderError

    began = datetime.now(UTC)

    def progress(text: str) -> None:
        click.echo(f"{(datetime.now(UTC) - began).total_seconds():6.1f} s  {text}", err=True)

    try:
        if until <= cutoff:
            raise BacktestError(f"--until {until:%Y-%m-%d} is not after --cutoff {cutoff:%Y-%m-%d}. Give a later one.")
        progress(f"reads {folder}")
        source = Folder([folder])
        report = run_backtest(source, DECLARED[kind], cutoff.date(), until.date(), progress)
    except (BacktestError, FolderError) as error:
        from webapp.cli import BadInput

        raise BadInput(str(error)) from error
    if rankings:
        write_aside(rankings, _rankings_csv(report))
    if target == "-":
        click.echo(json.dumps(report.to_json(), indent=1))
    else:
        if target:
            write_aside(Path(target), json.dumps(report.to_json(), indent=1) + "\n")
        _print(report)


def write_aside(target: Path, text: str) -> None:
    """Write a whole file or none of it."""
    with tempfile.NamedTemporaryFile("w", dir=target.parent, delete=False, encoding="utf-8", newline="") as aside:
        aside.write(text)
    Path(aside.name).replace(target)


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
        click.echo(f"{name} head: {', '.join(figures) or head['note']}")


def _cell(found: dict[str, Any]) -> str:
    return f"{found['value']:.3f} [{found['low']:.3f}, {found['high']:.3f}]"


commands = (backtest,)
