"""What stands between a startup and a supervisor, without asking anybody; and letting it pass for a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import TextAreaField
from wtforms.validators import Length

from graph.entities.conflicts import Conflict
from graph.repositories.declarations import Named, PastWaiver
from graph.transaction import Transaction
from webapp.conflicts.blueprint import blueprint
from webapp.forms.base import BaseForm
from webapp.forms.fields import Written
from webapp.http.context import actor, graph, now, organisation_day
from webapp.operations.conflicts.asked_about import ReadConflicts
from webapp.operations.conflicts.waive_conflict import (
    LONGEST_REASON,
    incubator_of,
    may_waive,
    require_pair,
    take_waiver_back,
    waive_conflict,
)
from webapp.words.conflicts import KINDS, SEVERITIES, ShownConflict, show_conflict


class WaiveForm(BaseForm):
    """Why a conflict may pass."""

    reason = TextAreaField(
        _l("Why may it pass?"),
        [
            Written(_l("Write why it may pass.")),
            Length(max=LONGEST_REASON, message=_l("Keep it under 1,000 characters.")),
        ],
    )


@dataclass(frozen=True)
class Line:
    """One conflict as the page says it; `kind` is empty where it is confidential."""

    kind: str
    shown: ShownConflict
    since: date | None
    until: date | None
    severity: str
    forbids: bool
    is_waived: bool
    reason: str
    waiver_id: str
    may_waive: bool


@dataclass(frozen=True)
class Checked:
    """Whom there is to choose from, and what stands between the two who were chosen."""

    startups: list[Named]
    people: list[Named]
    conflicts: ReadConflicts | None = None
    past: tuple[PastWaiver, ...] = ()


@blueprint.get("/pair")
def check_pair() -> str:
    """The form, and what stands between the two once they are chosen."""
    startup_id, person_id = (request.args.get(name, "")[:100] for name in ("startup", "person"))
    return _page(startup_id, person_id)


@blueprint.post("/pair/<startup_id>/<provider_id>/waive/<conflict_kind>")
def waive(startup_id: str, provider_id: str, conflict_kind: str) -> Response | tuple[str, int]:
    """Let one conflict pass."""
    form = WaiveForm()
    if not form.validate():
        graph().read(lambda tx: require_pair(tx, actor(), startup_id, provider_id))
        return _page(startup_id, provider_id, form, conflict_kind), 422
    waive_conflict(graph(), actor(), startup_id, provider_id, conflict_kind, form.reason.data or "", now())
    flash(_("It passes from now on. Your reason stands here, and the audit log says that you decided it."), "done")
    return redirect(url_for(".check_pair", startup=startup_id, person=provider_id))


@blueprint.post("/pair/<startup_id>/waivers/<waiver_id>/take-back")
def take_waiver_off(startup_id: str, waiver_id: str) -> Response:
    """Let it pass no more."""
    provider_id = take_waiver_back(graph(), actor(), startup_id, waiver_id, now())
    flash(_("It counts again from now on."), "done")
    return redirect(url_for(".check_pair", startup=startup_id, person=provider_id))


def _page(startup_id: str, person_id: str, form: WaiveForm | None = None, wrong: str = "") -> str:
    who, on = actor(), organisation_day()

    def read(tx: Transaction) -> Checked:
        startups, people = tx.declarations.list_to_check(incubator_of(who), on)
        if not startup_id or not person_id:
            return Checked(startups, people)
        require_pair(tx, who, startup_id, person_id)
        found = tuple(tx.conflicts.find([startup_id], on, others={person_id}))
        past = tuple(one for one in tx.declarations.list_waivers(startup_id, person_id) if one.revoked_at)
        return Checked(startups, people, ReadConflicts(found, tx.conflicts.names(found)), past)

    checked = graph().read(read)
    lines = [_line(one, checked.conflicts, on) for one in checked.conflicts.conflicts] if checked.conflicts else []
    return render_template(
        "conflicts/pair.html", checked=checked, lines=lines, startup_id=startup_id, person_id=person_id,
        forms={line.kind: _form(line.kind, form if line.kind == wrong else None) for line in lines}, wrong=wrong,
        kinds=KINDS,
    )  # fmt: skip


def _form(kind: str, posted: WaiveForm | None) -> WaiveForm:
    """The form of one conflict: its field has an id of its own, as several stand on the page."""
    form = posted or WaiveForm(formdata=None)
    form.reason.id = f"reason-{kind}"
    return form


def _line(one: Conflict, read: ReadConflicts, on: date) -> Line:
    hidden, waiver = one.is_confidential, one.waiver
    return Line(
        kind="" if hidden else one.kind,
        shown=show_conflict(one, read.names, on),
        since=None if hidden else one.period.since,
        until=None if hidden else one.period.until,
        severity=str(SEVERITIES[one.severity]),
        forbids=one.forbids,
        is_waived=waiver is not None,
        reason=waiver.reason if waiver else "",
        waiver_id=waiver.id if waiver else "",
        may_waive=may_waive(one),
    )
