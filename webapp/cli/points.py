"""`liulu points`: points of people by a table of points, item by item; files only."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import click

from graph.rules.documents import find_document, read_document
from graph.rules.indicators import IndicatorSet
from graph.rules.scoring import Applies, ItemScore, Score, score
from webapp.cli.facts import Case, read_facts
from webapp.cli.output import json_option, require_writable, write_aside, write_json
from webapp.words.points import APPLIES, say_change, say_fact
from webapp.words.speaking import speaking

_HEADER = ("id", "applies", "least", "most", "category")


@click.command("points")
@click.option("--table", required=True, help="A file of points in YAML, or the name of one that ships.")
@click.option(
    "--facts", "facts_file", required=True, type=click.Path(path_type=Path), help="CSV: id, and what is known."
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The totals, as CSV (- is stdout).")
@json_option()
def points_command(table: str, facts_file: Path, out: Path | None, target: str | None) -> None:
    """Give people's points by a table, item by item, with the margins. Points advise; a person decides."""
    if out:
        require_writable(out)
    rules = read_document(find_document(table), IndicatorSet)
    cases = read_facts(facts_file)
    scores = [score(rules, case.facts) for case in cases]
    with speaking("en"):
        answer = {"table": _table(rules), "cases": [_case(*pair) for pair in zip(cases, scores, strict=True)]}
        for case, one in zip(cases, scores, strict=True):
            click.echo(_line(case, one), err=True)
    if out:
        write_aside(out, _csv(cases, scores))
    if target:
        write_json(target, answer)


def _table(rules: IndicatorSet) -> dict[str, Any]:
    return {
        "id": rules.id, "in_force_from": rules.in_force_from.isoformat(), "source": rules.source,
        "confirmed": rules.confirmed,
    }  # fmt: skip


def _case(case: Case, one: Score) -> dict[str, Any]:
    return {
        "id": case.id,
        "applies": one.applies is Applies.YES,
        "why": APPLIES[one.applies].say({}),
        "least": _number(one.least),
        "most": _number(one.most),
        "category": one.category,
        "items": [_item(item) for item in one.items],
        "would_change": [
            {"item": it.item.id, "change": say_change(it.change), "total": _number(it.total), "category": it.category}
            for it in one.would_change
        ],
    }


def _item(item: ItemScore) -> dict[str, Any]:
    following = item.to_next
    return {
        "item": item.item.id,
        "points": _number(item.points),
        "least": _number(item.least),
        "most": _number(item.most),
        "fact": None if item.fact is None else say_fact(item.fact),
        "to_next": following and {"change": say_change(following), "points": _number(following.points)},
    }


def _line(case: Case, one: Score) -> str:
    if one.applies is not Applies.YES:
        return f"{case.id}: {APPLIES[one.applies].say({})}"
    points = f"{one.least:g}" if one.least == one.most else f"{one.least:g} to {one.most:g}"
    return f"{case.id}: {points} points, category {one.category or 'not settled'}."


def _csv(cases: list[Case], scores: list[Score]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_HEADER)
    for case, one in zip(cases, scores, strict=True):
        applies = "true" if one.applies is Applies.YES else "false"
        writer.writerow([case.id, applies, _number(one.least), _number(one.most), one.category])
    return stream.getvalue()


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value.is_integer() else value


commands = [points_command]
