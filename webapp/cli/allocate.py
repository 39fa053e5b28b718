"""`liulu allocate`: the pairs of a whole cohort by one objective; files only."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click
import numpy as np

from matching.allocation.allocate import Draft, Objective, allocate
from matching.allocation.cohort import Cohort
from matching.allocation.shortage import Mend
from webapp.cli.cohort_files import read_cohort
from webapp.cli.output import json_option, require_writable, write_json
from webapp.cli.pair_files import write_rows
from webapp.words.allocation import say_mend, say_shortage
from webapp.words.speaking import speaking

_SHOWN = 10


@click.command("allocate")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--objective", required=True, type=click.Choice([str(one) for one in Objective]), help="What the draft is to be best at.")  # fmt: skip # noqa: E501  # one option a line
@click.option("--max-loss", type=click.FloatRange(0, 1), default=0.03, show_default=True, help="fairest: the share of the best total that may be lost.")  # fmt: skip # noqa: E501  # one option a line
@click.option("--change-price", type=click.FloatRange(0, 1e6), default=0.0, show_default=True, help="What each pair of previous.csv that is given up costs, in the unit of the scores.")  # fmt: skip # noqa: E501  # one option a line
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The draft, as CSV (- is stdout)."
)
@json_option()
def allocate_command(
    folder: Path, objective: str, max_loss: float, change_price: float, out: Path, target: str | None
) -> None:
    """Choose experts for all projects of a cohort at once. Needs no server.

    Reads scores.csv (expert_id,project_id,score), experts.csv (expert_id,max_load[,min_load]), projects.csv
    (project_id,demand); if there fixed.csv, forbidden.csv, wishes.csv and previous.csv. Exit 1: demand cannot be met;
    the best partial draft is written, and --json says what would mend it.
    """
    require_writable(out)
    cohort = read_cohort(folder)
    started = time.perf_counter()
    draft = allocate(cohort, Objective(objective), max_loss=max_loss, change_price=change_price)
    seconds = time.perf_counter() - started
    with speaking("en"):
        answer = _answer(cohort, draft, seconds)
    _tell(cohort, draft, answer)
    write_rows(out, ["project_id", "expert_id", "score"], _rows(cohort, draft))
    if target:
        write_json(target, answer)
    if not draft.is_solved:
        raise SystemExit(1)


def _answer(cohort: Cohort, draft: Draft, seconds: float) -> dict[str, Any]:
    missing = np.maximum(cohort.demand - cohort.served(draft.chosen), 0)
    mends = [{"size": mend.size, "text": say_mend(mend), "changes": _changes(mend)} for mend in draft.mends]
    why = [
        {
            "who": short.who, "short_of": str(short.short_of), "by": short.by, "text": say_shortage(short),
            "mend": mends[0]["text"] if mends else "",
        }
        for short in draft.why
    ]  # fmt: skip
    answer = {
        "objective": str(draft.objective),
        "status": "solved" if draft.is_solved else "infeasible",
        "total": float(cohort.score[draft.chosen].sum()),
        "worst_off": cohort.worst_off(draft.chosen),
        "unserved": int(missing.sum()),
        "seconds": round(seconds, 4),
        "proof": dict(draft.proof),
        "why": why,
        "mends": mends,
    }
    if cohort.previous.any():
        answer["kept"] = int((cohort.previous & draft.chosen).sum())
        answer["given_up"] = int((cohort.previous & ~draft.chosen).sum())
    wished = np.isfinite(cohort.wish_of_project) | np.isfinite(cohort.wish_of_expert)
    if wished.any():
        answer["wishes"], answer["wishes_granted"] = int(wished.sum()), int((wished & draft.chosen).sum())
    return answer


def _changes(mend: Mend) -> list[dict[str, Any]]:
    return [
        {"change": str(one.kind), "id": one.id, "other_id": one.other_id or None, "to": one.to}
        for one in mend.changes
    ]  # fmt: skip


def _tell(cohort: Cohort, draft: Draft, answer: dict[str, Any]) -> None:
    worst = "" if answer["worst_off"] is None else f", worst-off project {answer['worst_off']:.4f}"
    click.echo(
        f"{answer['objective']}, {answer['status']}: {int(draft.chosen.sum())} pairs for {len(cohort.project_ids)} "
        f"projects, total {answer['total']:.4f}{worst}, {answer['unserved']} places unserved.",
        err=True,
    )
    for one in answer["why"][:_SHOWN]:
        click.echo(f"  {one['text']}", err=True)
    if len(answer["why"]) > _SHOWN:
        click.echo(f"  ... and {len(answer['why']) - _SHOWN} more: see --json.", err=True)
    for one in answer["mends"]:
        click.echo(f"  What would mend it: {one['text']}", err=True)


def _rows(cohort: Cohort, draft: Draft) -> list[tuple[str, str, float]]:
    chosen = np.flatnonzero(draft.chosen).tolist()
    return [
        (cohort.project_ids[cohort.project[pair]], cohort.expert_ids[cohort.expert[pair]], float(cohort.score[pair]))
        for pair in chosen
    ]


commands = [allocate_command]
