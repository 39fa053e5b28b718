"""`liulu route`: which ways are open to people; files only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from graph.rules.documents import find_document, read_document
from graph.rules.finding_routes import Finding, Open, Ways, find_routes
from graph.rules.indicators import IndicatorSet
from graph.rules.routes import RouteSet
from webapp.cli.facts import read_facts
from webapp.cli.output import json_option, write_json


@click.command("route")
@click.option("--facts", "facts_file", required=True, type=click.Path(path_type=Path), help="CSV: id and facts.")
@click.option("--routes", "routes_name", default="routes", show_default=True, help="The ways, in YAML, or a name.")
@click.option("--average-wage", type=click.FloatRange(min=0, min_open=True), help="Local average wage, 10,000 CNY a year.")  # fmt: skip # noqa: E501  # one option a line
@json_option()
def route_command(facts_file: Path, routes_name: str, average_wage: float | None, target: str | None) -> None:
    """Say by which ways people can come, what decides each, and what is missing. A person decides."""
    routes = read_document(find_document(routes_name), RouteSet)
    table = read_document(find_document(routes.points_table), IndicatorSet)
    cases = read_facts(facts_file)
    found = [(case.id, find_routes(routes, table, case.facts, average_wage)) for case in cases]
    for case_id, ways in found:
        open_ways = [one.route.id for one in ways.findings if one.is_open is Open.YES]
        unknown = [one.route.id for one in ways.findings if one.is_open is Open.UNKNOWN]
        told = [
            f"open: {', '.join(open_ways) or 'none'}",
            *([f"not known yet: {', '.join(unknown)}"] if unknown else []),
        ]
        click.echo(f"{case_id}: {'; '.join(told)}.", err=True)
    if target:
        write_json(target, {"cases": [_case(*one) for one in found]})


def _case(case_id: str, ways: Ways) -> dict[str, Any]:
    return {
        "id": case_id,
        "work_permit_needed": ways.work_permit_needed,
        "points_apply": ways.points_apply,
        "routes": [_route(one) for one in ways.findings],
    }


def _route(finding: Finding) -> dict[str, Any]:
    days = finding.route.days
    return {
        "route": finding.route.id,
        "open": str(finding.is_open),
        "because": _because(finding),
        "missing": list(finding.missing),
        "days": days.model_dump() if days and finding.is_open is not Open.NO else None,
    }


def _because(finding: Finding) -> str:
    if not finding.because:
        unknown = finding.is_open is Open.UNKNOWN
        return "The legal status is not known; it decides the way." if unknown else finding.route.closed
    said = "; ".join(dict.fromkeys(one.because for one in finding.because))
    return (
        said if finding.is_open is Open.YES else f"{'Not met' if finding.is_open is Open.NO else 'Not known'}: {said}"
    )


commands = [route_command]
