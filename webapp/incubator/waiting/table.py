"""Who waits for whom since when: every request, need and engagement that does not move, and its export."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _

from graph.entities import Actor
from graph.entities.stuck import FollowUp, StuckThing
from graph.errors import NotFoundError
from webapp.http.arguments import PAGE_SIZES
from webapp.http.context import actor, graph, now, organisation_day
from webapp.http.navigation import counts
from webapp.incubator.blueprint import blueprint
from webapp.incubator.minder_filter import minder_options
from webapp.incubator.minding import read_minders
from webapp.incubator.spreadsheets import Sheet, as_csv, as_xlsx
from webapp.incubator.waiting.lines import line_of, sort_words
from webapp.incubator.waiting.tasks import read_things
from webapp.incubator.waiting.view import ARGUMENTS, choose, page_of, read_view
from webapp.operations.stuck.note_export import note_export
from webapp.presenters.dates import local_date, today

BULK = ("remind", "snooze", "assign", "write", "close")


@dataclass(frozen=True)
class Waiting:
    """All that waits, who may mind it by account, and the installation's day."""

    things: list[StuckThing]
    minders: dict[str, str]
    on: date


def read_waiting() -> Waiting:
    """Read it, once a page."""
    return Waiting(read_things(actor()), read_minders(), organisation_day())


@counts("incubator.list_waiting")
def count_stuck(who: Actor) -> int:
    """How many things are stuck and not put off: as the first page and the list say."""
    on = organisation_day()
    return sum(one.wants_care(on) for one in read_things(who))


@blueprint.get("/waiting")
def list_waiting() -> str:
    """What is stuck, the longest first."""
    view, waiting = read_view(request.args), read_waiting()
    found = choose(waiting.things, view, waiting.on, actor().account_id)
    shown, first, last = page_of(found, view)
    everybody = "all" in request.args.getlist("chosen")
    on_page = {one.key for one in shown}
    args = _arguments()
    return render_template(
        "incubator/waiting.html",
        view=view, found=found, lines=[line_of(one, waiting.on, waiting.minders) for one in shown],
        first=first, last=last, total=len(waiting.things), args=args, everybody=everybody,
        stuck=sum(one.wants_care(waiting.on) for one in waiting.things),
        rest=[one.key for one in found if one.key not in on_page] if everybody else [],
        chosen={one.key for one in found} if everybody else set(),
        keep={key: value for key, value in args.items() if key not in ("q", "page", "chosen")},
        back=url_for(".list_waiting", **{key: value for key, value in args.items() if key != "chosen"}),
        options=_options(waiting), sorts=_sorts(), sizes=[(str(size), str(size)) for size in PAGE_SIZES],
        next_count=min(view.size, len(found) - last), bulk=_bulk_words(),
    )  # fmt: skip


@blueprint.get("/waiting.<kind>")
def export_waiting(kind: str) -> Response:
    """What is shown, as CSV or as a workbook; the audit log says who took it."""
    if kind not in ("csv", "xlsx"):
        raise NotFoundError("file", kind)
    view, waiting = read_view(request.args), read_waiting()
    found = choose(waiting.things, view, waiting.on, actor().account_id)
    note_export(graph(), actor(), "export_stuck_things", len(found), kind, now())
    sheet, name = _sheet(found, waiting), f"waiting-{today().isoformat()}.{kind}"
    return as_csv(sheet, name) if kind == "csv" else as_xlsx(sheet, name)


def _arguments() -> dict[str, Any]:
    return {key: values for key, values in request.args.to_dict(flat=False).items() if key in ARGUMENTS}


def _options(waiting: Waiting) -> dict[str, list[tuple[str, str, int]]]:
    words, on, me = sort_words(), waiting.on, actor().account_id
    care = [one for one in waiting.things if one.wants_care(on)]
    return {
        "kind": [(sort.value, words[sort], sum(one.sort is sort for one in care)) for sort in words],
        "show": [
            ("stuck", _("stuck"), len(care)),
            ("all", _("all that waits"), len(waiting.things)),
            ("snoozed", _("put off"), sum(one.is_snoozed(on) for one in waiting.things)),
        ],
        "who": minder_options(Counter(one.minder_id for one in care), waiting.minders, me),
    }


def _sorts() -> list[tuple[str, str]]:
    return [
        ("-days", _("longest wait")),
        ("days", _("shortest wait")),
        ("who", _("who waits")),
        ("whom", _("for whom")),
        ("due", _("due first")),
    ]


def _bulk_words() -> list[tuple[str, str]]:
    words = {
        "remind": _("Remind"),
        "snooze": _("Put off…"),
        "assign": _("Hand on…"),
        "write": _("Write to the founders…"),
        "close": _("Close…"),
    }
    return [(action, words[action]) for action in BULK]


def _sheet(found: list[StuckThing], waiting: Waiting) -> Sheet:
    heads = [
        _("Who waits"), _("For whom"), _("For what"), _("Waits for"), _("How it stands"), _("Since"), _("Days"),
        _("Put off to"), _("Minded by"), _("Due"),
    ]  # fmt: skip
    rows: list[list[object]] = []
    for one in found:
        line, noted = line_of(one, waiting.on, waiting.minders), one.follow_up or FollowUp("")
        rows.append(
            [
                line.who, line.whom, line.what, line.waits_for, line.state, local_date(one.since) or waiting.on,
                one.days, noted.snoozed_until or "", waiting.minders.get(one.minder_id, ""), noted.due_on or "",
            ]
        )  # fmt: skip
    return Sheet(_("Who waits for whom"), heads, rows)
