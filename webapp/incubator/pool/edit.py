"""One value of one supervisor, edited in the row of the pool or in the panel beside it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.errors import InvalidInputError, NotFoundError
from webapp.http.context import actor, graph, now, organisation_day
from webapp.incubator.blueprint import blueprint
from webapp.incubator.pool.change import say_changed
from webapp.incubator.pool.edit_forms import EDITABLE
from webapp.incubator.pool.editable import Editing
from webapp.incubator.pool.table import pool_page, view_arguments
from webapp.operations.pools.change_members import ChangedMeanwhileError, change_members
from webapp.operations.pools.correct_supervisor import AddressTakenError
from webapp.operations.pools.member_plans import Planned, Wanted, plan_changes
from webapp.words.changing import NOT_CHANGED, value_words


@blueprint.get("/pool/<person_id>/<value_name>")
def edit_in_pool(person_id: str, value_name: str) -> str | Response:
    """The table with a form where the value stands."""
    plan = _plan(person_id, value_name)
    if plan.kept:
        return _refused(person_id, plan)
    form = EDITABLE[value_name].form(formdata=None, value=EDITABLE[value_name].stands(plan.record.values))
    return _page(person_id, value_name, form, plan)


@blueprint.post("/pool/<person_id>/<value_name>")
def save_in_pool(person_id: str, value_name: str) -> str | Response | tuple[str, int]:
    """Write the value, unless it was changed since it was opened."""
    plan = _plan(person_id, value_name)
    if plan.kept:
        return _refused(person_id, plan)
    editable = EDITABLE[value_name]
    form: Any = editable.form()
    if not form.validate():
        return _page(person_id, value_name, form, plan, seen=form.seen.data), 422
    try:
        done = change_members(
            graph(), actor(), editable.wanted(form.value.data), {person_id: form.seen.data or ""}, now()
        )
    except ChangedMeanwhileError:
        stands = value_words(plan.record.values, value_name)
        form.value.errors = [
            _("Somebody changed it meanwhile: it says “%(value)s” now. Save again to have yours.", value=stands)
        ]
        return _page(person_id, value_name, form, plan), 422
    except AddressTakenError:
        form.value.errors = [_("Somebody else signs in with this address.")]
        return _page(person_id, value_name, form, plan, seen=form.seen.data), 422
    except InvalidInputError:
        form.value.errors = [editable.refused.say({})]
        return _page(person_id, value_name, form, plan, seen=form.seen.data), 422
    back = _back(person_id)
    if done.changes:
        say_changed(done, back)
    if done.moved:
        flash(_("The link that went to the earlier address no longer works. Send the invitation again."), "warn")
    return redirect(back)


def _page(person_id: str, value_name: str, form: Any, plan: Planned, seen: str | None = None) -> str:
    form.seen.data = plan.mark if seen is None else seen
    return pool_page(person_id, Editing(person_id, value_name, form, in_panel="panel" in request.args))


def _plan(person_id: str, value_name: str) -> Planned:
    """How the value stands, and whether it is the curator's to change."""
    if value_name not in EDITABLE:
        raise NotFoundError("value", value_name)
    wanted: Wanted = EDITABLE[value_name].wanted(None)
    (plan,) = graph().read(lambda tx: plan_changes(tx, actor(), [person_id], wanted, organisation_day()))
    return plan


def _refused(person_id: str, plan: Planned) -> Response:
    (why,) = set(plan.kept.values())
    flash(NOT_CHANGED[why].say({}), "warn")
    return redirect(_back(person_id))


def _back(person_id: str) -> str:
    """The view from which one came, with the panel where it was open."""
    args = view_arguments()
    if "panel" in request.args:
        return url_for(".show_in_pool", person_id=person_id, **args)
    return url_for(".list_pool", **args)
