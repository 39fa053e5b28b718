"""`liulu score` and `liulu rank`: files in, files out, no server."""

from __future__ import annotations

from datetime import date, datetime
from math import isnan
from pathlib import Path

import click

from graph.domain.deadlines import EXPIRE_AFTER_DAYS
from graph.domain.kinds import KINDS, Kind
from matching.offline_matcher import Pair, Scores, notes_on, rank_seekers, refuse_bad_days, score_pairs
from matching.results import Fact, band_of
from matching.sources.folder import Folder, FolderError
from webapp.cli import BadInput
from webapp.cli.bars import ProgressBar
from webapp.cli.days import DAY
from webapp.cli.output import require_writable
from webapp.cli.pair_files import check_known, read_list, write_rows
from webapp.config import load_settings
from webapp.runtime.encoding import sentence_encoder
from webapp.words.files import in_english, told_line
from webapp.words.speaking import speaking

_FOLDER = click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
_KIND = click.option("--kind", required=True, type=click.Choice(sorted(KINDS)), help="What is looked for.")
_AS_OF = click.option("--as-of", required=True, type=DAY, help="Learn only from what is dated before this day.")
_EXPIRE = click.option(
    "--expire-after-days", type=click.IntRange(min=1), default=EXPIRE_AFTER_DAYS, show_default=True,
    help="How long requests without an answer stay open.",
)  # fmt: skip
_OUT = click.option(
    "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The answer, as CSV (- is stdout)."
)
_SCORES = ("fit", "fit_word", "seeker_probability", "provider_probability", "outcome", "score")


@click.command("score")
@_FOLDER
@_KIND
@_AS_OF
@_EXPIRE
@click.option("--pairs", "pairs_file", required=True, type=click.Path(path_type=Path), help="CSV: seeker_id,provider_id[,need_id].")  # fmt: skip # noqa: E501  # one option a line
@_OUT
def score_command(
    folder: Path, kind: str, as_of: datetime, expire_after_days: int, pairs_file: Path, out: Path
) -> None:
    """Say how likely each given pair is to say yes on both sides and to go well. Needs no server."""
    require_writable(out)
    day, known = as_of.date(), _open(folder, KINDS[kind], expire_after_days)
    rows = read_list(pairs_file, [("seeker_id", "need_id"), ("provider_id",)])
    check_known(pairs_file, known, rows)
    pairs = [Pair(_seeker(known, row), row["provider_id"], row.get("need_id") or None) for row in rows]
    with ProgressBar() as bar:
        scores = score_pairs(known, KINDS[kind], day, pairs, sentence_encoder(load_settings()), bar.report)
    header = [name for name in rows[0] if name]
    answer = [[*(row[name] for name in header), *_cells(scores, at)] for at, row in enumerate(rows)]
    write_rows(out, [*header, *_SCORES], answer)
    _tell(known, KINDS[kind], day, scores.told)


@click.command("rank")
@_FOLDER
@_KIND
@_AS_OF
@_EXPIRE
@click.option("--seekers", "seekers_file", required=True, type=click.Path(path_type=Path), help="CSV: seeker_id or need_id.")  # fmt: skip # noqa: E501  # one option a line
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many for each.")
@_OUT
def rank_command(
    folder: Path, kind: str, as_of: datetime, expire_after_days: int, seekers_file: Path, limit: int, out: Path
) -> None:
    """Rank providers for each given seeker or need. Needs no server."""
    require_writable(out)
    day, known = as_of.date(), _open(folder, KINDS[kind], expire_after_days)
    rows = read_list(seekers_file, [("seeker_id", "need_id")])
    check_known(seekers_file, known, rows)
    seekers = [(_seeker(known, row), row.get("need_id") or None) for row in rows]
    with ProgressBar() as bar:
        places, told = rank_seekers(
            known, KINDS[kind], day, seekers, limit, sentence_encoder(load_settings()), bar.report
        )
    answer = [
        [place.seeker_id, place.need_id or "", place.provider_id, place.position, f"{place.score:.6f}"]
        for place in places
    ]
    write_rows(out, ["seeker_id", "need_id", "provider_id", "position", "score"], answer)
    _tell(known, KINDS[kind], day, told)


def _open(path: Path, kind: Kind, expire_after_days: int) -> Folder:
    if not path.is_dir():
        raise BadInput(f"{path} is no folder. Name a folder of files in the exchange format.")
    try:
        folder = Folder([path], expire_after_days=expire_after_days)
        refuse_bad_days(folder, kind)
    except FolderError as error:
        raise BadInput(in_english(error.told)) from error
    return folder


def _seeker(folder: Folder, row: dict[str, str]) -> str:
    return row.get("seeker_id") or folder.needs[row["need_id"]][1]


def _cells(scores: Scores, at: int) -> list[str]:
    """A pair's answers in the order of _SCORES; without a question there is no fit."""
    fit = scores.fit[at]
    told = ["", ""] if isnan(fit) else [f"{fit:.6f}", band_of(fit)]
    return [*told, *(f"{chance:.6f}" for chance in scores.chances[at]), f"{scores.score[at]:.9f}"]


def _tell(folder: Folder, kind: Kind, day: date, told: list[Fact]) -> None:
    with speaking("en"):
        for note in notes_on(folder, kind, day):
            click.echo(f"Note: {told_line(note)}", err=True)
        for fact in told:
            click.echo(told_line(fact), err=True)


commands = [score_command, rank_command]
