"""Change the same things about several supervisors: what to change, what that comes to for each, and Undo."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from graph.errors import InvalidInputError
from webapp.forms.fields import show_refusal
from webapp.http.context import actor, graph, now, organisation_day
from webapp.http.notices import flash_undo
from webapp.incubator.blueprint import blueprint
from webapp.incubator.pool.bulk import ask_action, back_to_view, chosen_of_form
from webapp.incubator.pool.change_forms import CHANGE_REFUSED, ChangeForm
from webapp.incubator.pool.undo_seal import open_changes, seal_changes
from webapp.operations.pools.change_members import (
    Changed,
    ChangedMeanwhileError,
    change_members,
    checked,
    put_members_back,
)
from webapp.operations.pools.member_plans import Planned, plan_changes
from webapp.presenters.dates import today
from webapp.presenters.names import name_of
from webapp.words.changing import NOT_CHANGED, lines_of


@blueprint.post("/pool/change")
def change_chosen() -> str | tuple[str, int]:
    """What the change comes to for each; `again` asks for other answers, with those that were given."""
    form, chosen = ChangeForm(), chosen_of_form()
    if "again" in request.form:
        return ask_action("change", chosen, form)
    if not form.validate():
        return ask_action("change", chosen, form), 422
    try:
        checked(form.written(), today())
    except InvalidInputError as error:
        show_refusal(form, error, CHANGE_REFUSED)
        return ask_action("change", chosen, form), 422
    return _preview([one.id for one in chosen], form)


@blueprint.post("/pool/change/confirm")
def confirm_change() -> str | Response | tuple[str, int]:
    """Change them as was shown; where somebody's record is another by now, show it anew."""
    form, seen = ChangeForm(), _seen()
    if not seen:
        flash(_("Choose at least one supervisor first."), "warn")
        return redirect(back_to_view())
    if not form.validate():
        return ask_action("change", chosen_of_form(seen), form), 422
    try:
        done = change_members(graph(), actor(), form.written(), seen, now())
    except ChangedMeanwhileError as error:
        return _preview(list(seen), form, error.names), 409
    except InvalidInputError as error:
        show_refusal(form, error, CHANGE_REFUSED)
        return ask_action("change", chosen_of_form(seen), form), 422
    say_changed(done, back_to_view())
    return redirect(back_to_view())


@blueprint.post("/pool/change/undo")
def undo_change() -> Response:
    """Let the records stand as before, but those that were changed since."""
    put = put_members_back(graph(), actor(), open_changes(actor(), request.form.get("change", "")), now())
    if put.count:
        said = ngettext("%(num)s supervisor stands as before.", "%(num)s supervisors stand as before.", put.count)
        flash(said, "done")
    if put.kept:
        flash(
            _("Changed since, or no longer yours to change, so not undone: %(names)s.", names=_named(put.kept)), "warn"
        )
    if put.gone:
        flash(ngettext("%(num)s is no longer in your pool.", "%(num)s are no longer in your pool.", put.gone), "warn")
    return redirect(back_to_view())


def say_changed(done: Changed, back: str) -> None:
    """Say how many were changed, with Undo, which leads back."""
    if not done.changes:
        flash(_("Nothing had to be changed."), "info")
        return
    count = len(done.changes)
    said = ngettext("%(num)s record is changed.", "%(num)s records are changed.", count)
    flash_undo(said, url_for(".undo_change"), {"change": seal_changes(actor(), done.changes), "back": back})


def _preview(ids: Sequence[str], form: ChangeForm, others: tuple[str, ...] = ()) -> str:
    wanted = form.written()
    plans = graph().read(lambda tx: plan_changes(tx, actor(), ids, wanted, organisation_day()))
    return render_template(
        "incubator/change.html",
        changing=[(one, lines_of(one.record.values, one.after)) for one in plans if one.changed],
        staying=[_name(one) for one in plans if not one.changed and not one.kept],
        kept=_kept([one for one in plans if not one.changed]), in_part=_kept([one for one in plans if one.changed]),
        marks=[f"{one.record.id} {one.mark}" for one in plans], ids=ids, answers=form.as_hidden(),
        others=_named(others), back=back_to_view(),
    )  # fmt: skip


def _kept(plans: Sequence[Planned]) -> list[tuple[str, list[str]]]:
    """What is not the curator's to change: each reason, and whom it is about."""
    found = sorted((why, _name(one)) for one in plans for why in set(one.kept.values()))
    return [
        (NOT_CHANGED[why].say({}), [name for _why, name in group])
        for why, group in groupby(found, key=lambda pair: pair[0])
    ]


def _seen() -> dict[str, str]:
    """The mark of each one's plan, as it was shown."""
    pairs = (line.partition(" ") for line in request.form.getlist("seen"))
    return {person_id: mark for person_id, _space, mark in pairs if person_id}


def _name(plan: Planned) -> str:
    return name_of({"name": plan.record.name, "name_zh": plan.record.name_zh})


def _named(names: Sequence[str]) -> str:
    return str(_(", ").join(names))
