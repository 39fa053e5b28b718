"""The audit log: who did what to what and when, and whether its chain is whole."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.domain.calendar import Calendar
from graph.driver import Graph
from graph.entities.message import AuditEntry
from graph.exchange.format.formulas import guard
from graph.repositories.audit import Audited, AuditFilter
from graph.transaction import Transaction
from webapp.admin.audit_details import detail_words
from webapp.admin.blueprint import blueprint
from webapp.admin.forms import AuditForm
from webapp.http.arguments import day_argument, moment_argument
from webapp.http.context import actor, graph, now
from webapp.operations.maintenance.note_export import note_audit_export
from webapp.presenters.language import choose_time_zone
from webapp.words.audit import action_words

_PAGE = 50
_MOST_EXPORTED = 100_000
_EXPORTED_AT_ONCE = 1000
_COLUMNS = ("at", "actor_id", "actor_name", "role", "action", "subject_id", "detail", "sequence", "hash")
_ANONYMOUS = frozenset({"rate_session"})
"""What the two sides of a rating know, and nobody else: the log keeps who did it, these pages do not show it."""


@blueprint.get("/audit")
def list_audit() -> str:
    """The log, newest first, by who, what, on what and when."""
    chosen = _chosen()
    the_graph = graph()
    before, before_id = _key()

    def read(tx: Transaction) -> tuple[list[AuditEntry], list[str], dict[str, Audited]]:
        found = tx.audit.list_page(chosen, before=before, before_id=before_id, limit=_PAGE + 1)
        return found, tx.audit.list_actions(), tx.audit.names_of([entry.subject_id for entry in found])

    entries, actions, names = the_graph.read(read)
    form = AuditForm(request.args)
    form.action.choices = [("", _("Everything")), *((code, action_words(code)) for code in actions)]
    report = the_graph.read(lambda tx: tx.audit_chain.verify()) if "verify" in request.args else None
    last = entries[_PAGE - 1] if len(entries) > _PAGE else None
    return render_template(
        "admin/audit.html",
        entries=_shown(entries[:_PAGE], chosen),
        form=form,
        last=last,
        report=report,
        words=action_words,
        details=detail_words,
        names=names,
    )


@blueprint.get("/audit.csv")
def export_audit() -> Response:
    """What the filters show, all of it, as a table for a spreadsheet."""
    name = f"audit-{now():%Y%m%d-%H%M}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    note_audit_export(graph(), actor(), _chosen(), now())
    return Response(_lines(graph(), _chosen()), mimetype="text/csv; charset=utf-8", headers=headers)


def _lines(the_graph: Graph, chosen: AuditFilter) -> Iterator[str]:
    yield "\ufeff" + _line(_COLUMNS)
    before: datetime | None = None
    before_id = ""
    for _number in range(_MOST_EXPORTED // _EXPORTED_AT_ONCE):
        entries = the_graph.read(partial(_page, chosen, before, before_id))
        yield "".join(_line([getattr(entry, column) for column in _COLUMNS]) for entry in _shown(entries, chosen))
        if len(entries) < _EXPORTED_AT_ONCE:
            return
        before, before_id = entries[-1].at, entries[-1].id


def _page(chosen: AuditFilter, before: datetime | None, before_id: str, tx: Transaction) -> list[AuditEntry]:
    return tx.audit.list_page(chosen, before=before, before_id=before_id, limit=_EXPORTED_AT_ONCE)


def _shown(entries: list[AuditEntry], chosen: AuditFilter) -> list[AuditEntry]:
    """Without the authors of ratings; a search for a person does not give them away either."""
    hidden = [entry for entry in entries if entry.action in _ANONYMOUS]
    if chosen.actor and hidden:
        return [entry for entry in entries if entry.action not in _ANONYMOUS]
    return [
        replace(entry, actor_id="", actor_name="", role="", detail="") if entry.action in _ANONYMOUS else entry
        for entry in entries
    ]


def _line(values: tuple[object, ...] | list[object]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([_cell(value) for value in values])
    return out.getvalue()


def _cell(value: object) -> str:
    text = value.isoformat() if isinstance(value, datetime) else "" if value is None else str(value)
    return guard(text)


def _chosen() -> AuditFilter:
    since, until = day_argument("since"), day_argument("until")
    subject = request.args.get("subject", "").strip()[:120]
    return AuditFilter(
        actor=request.args.get("actor", "").strip()[:120],
        action=request.args.get("action", "")[:120],
        subjects=graph().read(lambda tx: tx.audit.find_subjects(subject)),
        **({"since": _start(since)} if since else {}),
        **({"before": _start(until + timedelta(days=1))} if until else {}),
    )


def _start(day: date) -> datetime:
    """The moment in which a day begins for the reader."""
    return Calendar(choose_time_zone()).start_of(day).astimezone(UTC)


def _key() -> tuple[datetime | None, str]:
    before = moment_argument("before")
    return before, request.args.get("before_id", "") if before else ""
