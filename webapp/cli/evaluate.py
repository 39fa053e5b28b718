"""`liulu evaluate`: corrected scores of supervisors from ratings; files only."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from pathlib import Path
from typing import Any

import click
import numpy as np

from graph.domain.evaluations import audience_of, window_start
from matching.evaluation.ratings import INTERVAL, Ratings
from matching.evaluation.spreads import Evaluated, evaluate
from webapp.cli import BadInput
from webapp.cli.days import DAY
from webapp.cli.output import json_option, require_writable, write_aside, write_json
from webapp.cli.pair_files import read_list, refuse_rows

_DAYS_A_MONTH = 30.4375
_HALF_LIFE = 18.0


@dataclass(frozen=True)
class _Row:
    supervisor: str
    rater: str
    startup: str
    day: date
    score: float


class _HalfLife(click.ParamType[float | None]):
    name = "months"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float | None:
        """Months, or `none`."""
        if value is None or value == "none":
            return None
        try:
            months = float(value)
        except ValueError:
            months = 0.0
        if not isfinite(months) or months <= 0:
            self.fail("Write months above 0, or none.", param, ctx)
        return months


@click.command("evaluate")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--until", required=True, type=DAY, help="Count ratings up to and with this day.")
@click.option("--half-life", type=_HalfLife(), default=str(_HALF_LIFE), help="Months after which a rating weighs half [18]; none: all alike.")  # fmt: skip # noqa: E501  # one option a line
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The scores, as CSV (- is stdout).")
@json_option()
def evaluate_command(
    folder: Path, until: datetime, half_life: float | None, out: Path | None, target: str | None
) -> None:
    """Correct ratings for the severity of raters, with intervals. Reads ratings.csv; needs no server."""
    if out:
        require_writable(out)
    rows = _read(folder / "ratings.csv", until.date())
    supervisors, raters = sorted({row.supervisor for row in rows}), sorted({row.rater for row in rows})
    found = evaluate(_ratings(rows, supervisors, raters, until.date(), half_life))
    lines = [_line(rows, name, at, found, until.date()) for at, name in enumerate(supervisors)]
    fitted = found.estimates
    click.echo(
        f"{len(rows)} ratings of {len(supervisors)} supervisors by {len(raters)} raters: mean {fitted.mean:.2f}, "
        f"supervisors differ by {fitted.sd_supervisor:.2f}, raters by {fitted.sd_rater:.2f}.",
        err=True,
    )
    if out:
        write_aside(out, _csv(lines))
    if target:
        write_json(target, {
            "supervisors": lines, "mean": _rounded(fitted.mean), "sd_supervisor": _rounded(fitted.sd_supervisor),
            "sd_rater": _rounded(fitted.sd_rater), "sd_rest": _rounded(fitted.sd_rest),
            "half_life_months": half_life, "model": found.model,
        })  # fmt: skip


def _ratings(
    rows: Sequence[_Row], supervisors: list[str], raters: list[str], until: date, half_life: float | None
) -> Ratings:
    of_supervisor = {name: at for at, name in enumerate(supervisors)}
    of_rater = {name: at for at, name in enumerate(raters)}
    months = np.array([(until - row.day).days / _DAYS_A_MONTH for row in rows])
    weights = np.ones(len(rows)) if half_life is None else 0.5 ** (months / half_life)
    return Ratings(
        np.array([of_supervisor[row.supervisor] for row in rows]), np.array([of_rater[row.rater] for row in rows]),
        np.array([row.score for row in rows]), np.maximum(weights, 1e-6), len(supervisors), len(raters),
    )  # fmt: skip


def _line(rows: Sequence[_Row], name: str, at: int, found: Evaluated, until: date) -> dict[str, Any]:
    own = [row for row in rows if row.supervisor == name]
    recent = {row.startup for row in own if row.day >= window_start(until)}
    score, sd = float(found.estimates.score[at]), float(found.estimates.sd[at])
    return {
        "supervisor_id": name,
        "ratings": len(own),
        "startups": len({row.startup for row in own}),
        "raw": _rounded(sum(row.score for row in own) / len(own)),
        "score": _rounded(score),
        "sd": _rounded(sd),
        "low": _rounded(score - INTERVAL * sd),
        "high": _rounded(score + INTERVAL * sd),
        "shown_to": str(audience_of(len(recent))),
    }


def _read(path: Path, until: date) -> list[_Row]:
    """Ratings up to the day. Raises BadInput with every row that is wrong."""
    known = [(name,) for name in ("id", "supervisor_id", "rater_id", "rated_on", "score")]
    rows, wrong, later = [], [], 0
    found = read_list(path, known, ["startup_id"])
    for row in found:
        problems = list(_problems(row))
        wrong += [f"row {row['']}, {one}" for one in problems]
        if problems:
            continue
        day = date.fromisoformat(row["rated_on"])
        later += day > until
        if day <= until:
            startup = row.get("startup_id") or row["rater_id"]
            rows.append(_Row(row["supervisor_id"], row["rater_id"], startup, day, float(row["score"])))
    wrong += [f"id: {one} stands in {count} rows. Keep one." for one, count in _counts(found).items() if count > 1]
    refuse_rows(path, wrong)
    if later:
        click.echo(f"Note: {later} ratings are dated after {until} and were left out.", err=True)
    if len(rows) < 2:
        raise BadInput(f"{path} has fewer than two ratings up to {until}. Add ratings, or name a later day.")
    return rows


def _problems(row: dict[str, str]) -> list[str]:
    found = [f"{name}: it is empty. Write the id." for name in ("id", "supervisor_id", "rater_id") if not row[name]]
    try:
        day = row["rated_on"]
        date.fromisoformat(day if len(day) == 10 else "")
    except ValueError:
        found.append(f"rated_on, {row['rated_on'][:40]!r}: write a date such as 2026-03-01.")
    try:
        is_rating = row["score"].isascii() and 1 <= float(row["score"]) <= 5
    except ValueError:
        is_rating = False
    if not is_rating:
        found.append(f"score, {row['score'][:40]!r}: ratings run from 1 to 5.")
    return found


def _counts(rows: Sequence[dict[str, str]]) -> Counter[str]:
    return Counter(row["id"] for row in rows if row["id"])


def _csv(lines: Sequence[dict[str, Any]]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(lines[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return stream.getvalue()


def _rounded(value: float) -> float:
    return round(value, 4)


commands = [evaluate_command]
