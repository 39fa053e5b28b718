"""Correct the record of a supervisor who does not speak for themselves yet."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.errors import InvalidInputError
from webapp.forms.field_names import read_field_names
from webapp.forms.fields import show_refusal
from webapp.http.context import actor, graph, now, organisation_day
from webapp.incubator.blueprint import blueprint
from webapp.incubator.pool.correct_forms import CORRECTION_REFUSED, CorrectionForm
from webapp.incubator.pool.table import read_member
from webapp.operations.pools.correct_supervisor import (
    AddressTakenError,
    SpeaksForThemselvesError,
    correct_supervisor,
    may_correct,
)
from webapp.presenters.names import name_of


@blueprint.get("/supervisors/<person_id>/correct")
def correct_member(person_id: str) -> str | Response:
    """The record as a form; who keeps it themselves is not corrected by others."""
    member = read_member(person_id)
    if not graph().read(lambda tx: may_correct(tx, actor(), person_id, organisation_day())):
        return _theirs(person_id, name_of(member))
    return _page(person_id, CorrectionForm.of(member))


@blueprint.post("/supervisors/<person_id>/correct")
def save_correction(person_id: str) -> str | Response | tuple[str, int]:
    """Replace the record."""
    member = read_member(person_id)
    form = CorrectionForm.of(member)
    if not form.validate():
        return _page(person_id, form), 422
    if form.clashes():
        return _page(person_id, form), 409
    industries, topics = read_field_names(form.fields.data or "")
    try:
        is_moved = correct_supervisor(graph(), actor(), person_id, form.written(), industries, topics, now())
    except SpeaksForThemselvesError:
        return _theirs(person_id, name_of(member))
    except AddressTakenError:
        form.email.errors = [_("Somebody else signs in with this address.")]
        return _page(person_id, form), 422
    except InvalidInputError as error:
        show_refusal(form, error, CORRECTION_REFUSED)
        return _page(person_id, form), 422
    flash(_("The record is corrected. The next ranking knows it."), "done")
    if is_moved:
        flash(_("The link that went to the earlier address no longer works. Send the invitation again."), "warn")
    return redirect(url_for(".show_supervisor", person_id=person_id))


def _theirs(person_id: str, name: str) -> Response:
    flash(
        _("%(name)s keeps their own profile, or is with another incubator too. Write to them instead.", name=name),
        "warn",
    )
    return redirect(url_for(".show_supervisor", person_id=person_id))


def _page(person_id: str, form: CorrectionForm) -> str:
    return render_template("incubator/correct.html", person_id=person_id, form=form)
