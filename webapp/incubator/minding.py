"""Which curator minds a startup or a supervisor: said for one on its page, or for several at once, with Undo."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from graph.errors import InvalidInputError
from webapp.forms.fields import show_refusal
from webapp.http.context import actor, graph, now
from webapp.http.notices import flash_undo
from webapp.http.own_addresses import own_path
from webapp.incubator.blueprint import blueprint
from webapp.incubator.waiting.move_forms import REFUSED, MinderForm
from webapp.operations.pools.change_pool import MOST_AT_ONCE
from webapp.operations.pools.choose_minder import choose_minder, put_back_minder
from webapp.operations.stuck.follow_up import colleagues
from webapp.presenters.names import spoken_name


@blueprint.post("/minder")
def change_minder() -> Response | str | tuple[str, int]:
    """Let a colleague mind those who were chosen, or nobody."""
    ids, form = list(dict.fromkeys(request.form.getlist("id"))), new_form()
    if not 1 <= len(ids) <= MOST_AT_ONCE:
        flash(_("Choose one, and at most %(most)s.", most=MOST_AT_ONCE), "warn")
        return redirect(_back())
    try:
        if not form.validate():
            return ask_minder(ids, form), 422
        minder_id = form.minder.data or ""
        events = choose_minder(graph(), actor(), ids, minder_id, now())
    except InvalidInputError as error:
        show_refusal(form, error, REFUSED)
        return ask_minder(ids, form), 422
    if not events:
        flash(_("Nothing had to be changed."), "info")
        return redirect(_back())
    count, name = len(events), read_minders().get(minder_id, "")
    if name:
        said = ngettext("%(name)s minds the one you chose.", "%(name)s minds the %(num)s you chose.", count, name=name)
    else:
        said = ngettext("Nobody minds the one you chose.", "Nobody minds the %(num)s you chose.", count)
    flash_undo(said, url_for(".undo_minder"), {"event": events, "back": _back()})
    return redirect(_back())


@blueprint.post("/minder/undo")
def undo_minder() -> Response:
    """Let those of the message be minded as before."""
    events = set(request.form.getlist("event"))
    put = put_back_minder(graph(), actor(), events, now())
    flash(ngettext("%(num)s is minded as before.", "%(num)s are minded as before.", put), "done")
    kept = len(events) - put
    if kept > 0:
        flash(ngettext("%(num)s was changed since and stays.", "%(num)s were changed since and stay.", kept), "info")
    return redirect(_back())


def read_minders() -> dict[str, str]:
    """Who acts for the incubator, by account."""
    who = actor()
    return {one.id: spoken_name(one.name) or one.email for one in graph().read(lambda tx: colleagues(tx, who))}


def new_form(**values: Any) -> MinderForm:
    """The form, with everybody who may mind somebody; filled in where values are given."""
    form = MinderForm(formdata=None, **values) if values else MinderForm()
    form.offer(read_minders())
    return form


def ask_minder(ids: list[str], form: MinderForm) -> str:
    """The page that asks who minds those who were chosen."""
    return render_template("incubator/minder.html", ids=ids, count=len(ids), form=form, back=_back())


def _back() -> str:
    target = own_path(request.values.get("back"))
    return target if target and target.startswith(url_for(".home")) else url_for(".home")
