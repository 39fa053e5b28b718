"""`liulu clock`: states and counted days of cases under a procedure; files only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from graph.domain.calendar import Calendar, DayKind
from graph.domain.mainland import mainland_calendar
from graph.rules.documents import find_document, read_document
from graph.rules.procedures import Procedure
from graph.rules.replay import CaseRun, Event, StepRun, replay
from webapp.cli.output import json_option, write_json
from webapp.cli.pair_files import read_list, refuse_rows
from webapp.words.clock import say_day
from webapp.words.speaking import speaking

ZONE = "Asia/Shanghai"
_FIRST_YEAR, _LAST_YEAR = 1950, 2200


@click.command("clock")
@click.option(
    "--procedure", "procedure_name", required=True, help="A procedure in YAML, or the name of one that ships."
)
@click.option("--events", "events_file", required=True, type=click.Path(path_type=Path), help="CSV: case_id,at,action[,note].")  # fmt: skip # noqa: E501  # one option a line
@click.option(
    "--calendar", "calendar_file", type=click.Path(path_type=Path), help="CSV: date,kind; replaces its years."
)
@json_option()
def clock_command(procedure_name: str, events_file: Path, calendar_file: Path | None, target: str | None) -> None:
    """Play events through a procedure: states, refused moves, and each step's days with the reason why each counts."""
    procedure = read_document(find_document(procedure_name), Procedure)
    calendar = mainland_calendar(ZONE)
    if calendar_file:
        calendar = _read_calendar(calendar_file, calendar)
    cases = _read_events(events_file)
    runs = {case_id: replay(procedure, calendar, events) for case_id, events in cases.items()}
    with speaking("en"):
        answer = {"cases": [_case(case_id, run) for case_id, run in runs.items()]}
    for case in answer["cases"]:
        click.echo(_line(case), err=True)
    if target:
        write_json(target, answer)


def _read_events(path: Path) -> Mapping[str, list[Event]]:
    """Events by case, in the order in which the cases are first named. Raises BadInput with every row that is wrong."""
    cases: dict[str, list[Event]] = defaultdict(list)
    wrong: list[str] = []
    for row in read_list(path, [("case_id",), ("at",), ("action",)], ["note"]):
        moment = _moment(row["at"])
        if moment is None:
            wrong.append(
                f"row {row['']}, at, {row['at'][:40]!r}: write a moment with its zone: 2026-03-02T09:30+08:00."
            )
        wrong += [f"row {row['']}, {name}: it is empty." for name in ("case_id", "action") if not row[name]]
        if moment is not None:
            cases[row["case_id"]].append(Event(moment, row["action"], row.get("note", "")))
    refuse_rows(path, wrong)
    return cases


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo and _FIRST_YEAR <= moment.year <= _LAST_YEAR else None


def _read_calendar(path: Path, calendar: Calendar) -> Calendar:
    """The calendar with the years that a file names as the file has them. Raises BadInput."""
    days: dict[date, DayKind] = {}
    wrong: list[str] = []
    for row in read_list(path, [("date",), ("kind",)]):
        try:
            day = date.fromisoformat(row["date"])
            if day in days:
                wrong.append(f"row {row['']}, date: {day} stands twice. Keep one of the two.")
            days[day] = DayKind(row["kind"])
        except ValueError:
            wrong.append(f"row {row['']}: write a date such as 2027-02-15, and holiday or workday.")
    refuse_rows(path, wrong)
    years = frozenset(day.year for day in days)
    kept = {day: kind for day, kind in calendar.days.items() if day.year not in years}
    return Calendar(calendar.zone, kept | days, calendar.noticed_years | years)


def _case(case_id: str, run: CaseRun) -> dict[str, Any]:
    refused = [
        {"at": one.event.at.isoformat(), "action": one.event.action, "possible": list(one.possible)}
        for one in run.refused
    ]
    return {"case_id": case_id, "state": run.state, "refused": refused, "steps": [_step(run, one) for one in run.steps]}


def _step(run: CaseRun, step: StepRun) -> dict[str, Any]:
    count = run.count(step)
    return {
        "step": step.step.id,
        "from": step.begins.isoformat(),
        "to": step.ends and step.ends.isoformat(),
        "limit": step.step.limit + step.extended,
        "used": count.used,
        "due_on": count.due_on and count.due_on.isoformat(),
        "overdue_by": count.overdue_by,
        "days": [{"date": day.day.isoformat(), "counted": day.counted, "why": say_day(day)} for day in count.days],
    }


def _line(case: Mapping[str, Any]) -> str:
    waiting = [f"{step['step']} due on {step['due_on'] or 'no day yet'}" for step in case["steps"] if not step["to"]]
    refused = len(case["refused"])
    parts = [f"{case['case_id']}: {case['state']}", *waiting, *([f"{refused} refused"] if refused else [])]
    return ", ".join(parts) + "."


commands = [clock_command]
