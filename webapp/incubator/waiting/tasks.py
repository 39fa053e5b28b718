"""What a curator has to do: what is stuck and theirs, answers to give, applications, terms that end; by its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from flask import render_template, url_for
from flask_babel import gettext as _

from graph.entities import Actor
from graph.entities.stuck import StuckThing
from graph.entities.tasks import AnswerToGive, EndingTerm, Task, ToDecide
from graph.transaction import Transaction
from webapp.http.context import actor, graph, now, organisation_day
from webapp.http.kept_readings import KeptReadings, kept
from webapp.http.navigation import counts
from webapp.incubator.blueprint import blueprint
from webapp.incubator.waiting.lines import Move, line_of
from webapp.presenters.names import name_of
from webapp.words.applications import APPLICANTS

_MOST_READERS = 50


@dataclass(frozen=True)
class TaskLine:
    """A task in the reader's words; `key`: of the stuck thing that it is, empty for others."""

    task: Task
    key: str
    who: str
    who_url: str
    whom: str
    what: str
    what_url: str
    sort: str
    notes: tuple[str, ...]
    moves: tuple[Move, ...]


def read_things(who: Actor) -> list[StuckThing]:
    """All that waits in the reader's incubator; every page counts it."""
    at = now()
    return list(graph().read(lambda tx: _kept_things().read(tx, who.subject_id, at)))


def read_tasks(who: Actor) -> list[Task]:
    """The reader's tasks."""
    at = now()
    return list(graph().read(lambda tx: _kept_tasks().read(tx, (who.subject_id, who.account_id), at)))


@counts("incubator.list_tasks")
def count_tasks(who: Actor) -> int:
    """How many tasks the reader has."""
    return len(read_tasks(who))


def _kept_things() -> KeptReadings[str, list[StuckThing]]:
    return kept("things", lambda: KeptReadings(_list_things, is_worth=lambda _things: True, most=_MOST_READERS))


def _kept_tasks() -> KeptReadings[tuple[str, str], list[Task]]:
    return kept("tasks", lambda: KeptReadings(_list_tasks, is_worth=lambda _tasks: True, most=_MOST_READERS))


def _list_things(tx: Transaction, incubator_id: str, at: datetime) -> list[StuckThing]:
    return tx.stuck.list_things(incubator_id, at)


def _list_tasks(tx: Transaction, reader: tuple[str, str], at: datetime) -> list[Task]:
    incubator_id, account_id = reader
    return tx.tasks.list_of(incubator_id, account_id, _kept_things().read(tx, incubator_id, at), at)


@blueprint.get("/tasks")
def list_tasks() -> str:
    """The reader's tasks, overdue ones first."""
    on = organisation_day()
    tasks = read_tasks(actor())
    return render_template(
        "incubator/tasks.html", lines=[_line(one, on) for one in tasks], on=on,
        overdue=sum(one.is_overdue(on) for one in tasks),
    )  # fmt: skip


def _line(task: Task, on: date) -> TaskLine:
    if isinstance(task.what, StuckThing):
        line = line_of(task.what, on, {})
        url = line.what_url or line.who_url or line.whom_url
        whom = line.whom or ("" if task.what.provider_id else _("somebody who fits"))
        return TaskLine(
            task, task.what.key, line.who, line.who_url, whom, line.what, url, line.waits_for, line.notes, line.moves
        )
    if isinstance(task.what, AnswerToGive):
        return _answer(task, task.what)
    if isinstance(task.what, ToDecide):
        return _application(task, task.what)
    return _term(task, task.what)


def _answer(task: Task, what: AnswerToGive) -> TaskLine:
    url = url_for("answering.show_request", request_id=what.id)
    who = name_of({"name": what.startup_name, "name_zh": what.startup_name_zh})
    whom = name_of({"name": what.provider_name, "name_zh": what.provider_name_zh})
    moves = (Move(_("Answer for them"), url=url),)
    return TaskLine(task, "", who, "", whom, what.need_title, url, _("an answer that you give for them"), (), moves)


def _application(task: Task, what: ToDecide) -> TaskLine:
    url, kind = url_for("incubator.show_application", application_id=what.id), APPLICANTS[what.kind].say({})
    moves = (Move(_("Decide"), url=url),)
    return TaskLine(task, "", what.name, url, kind, "", url, _("an answer to an application"), (), moves)


def _term(task: Task, what: EndingTerm) -> TaskLine:
    url = url_for("incubator.show_in_pool", person_id=what.id)
    moves = (Move(_("Renew or end the term"), url=url),)
    return TaskLine(task, "", name_of(what), url, "", "", url, _("a word on the term, which ends"), (), moves)
