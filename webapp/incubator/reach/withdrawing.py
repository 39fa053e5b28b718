"""Taking an invitation back: asked first, for nothing undoes it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.errors import NotFoundError, StateChangedError
from webapp.http.context import actor, graph, now
from webapp.http.own_addresses import own_path
from webapp.incubator.blueprint import blueprint
from webapp.incubator.pool.table import read_member
from webapp.incubator.reach.meanwhile import what_happened_to
from webapp.operations.pools.withdraw_invitation import may_withdraw, withdraw_invitation
from webapp.presenters.language import language
from webapp.presenters.names import name_of


@blueprint.route("/supervisors/<person_id>/withdraw", methods=["GET", "POST"])
def withdraw(person_id: str) -> Response | str:
    """Ask first, then take the invitation of somebody of the pool back."""
    back = own_path(request.values.get("back"))
    try:
        member = read_member(person_id)
        if request.method == "GET":
            who, at = actor(), now()
            if not graph().read(lambda tx: may_withdraw(tx, who, person_id, at)):
                return _too_late(person_id, url_for(".show_supervisor", person_id=person_id))
            return render_template("incubator/withdraw.html", member=member, back=back or "")
        stays = withdraw_invitation(graph(), actor(), person_id, now())
    except StateChangedError:
        return _too_late(person_id, url_for(".show_supervisor", person_id=person_id))
    except NotFoundError:
        if not what_happened_to(person_id):
            raise
        return _too_late(person_id, url_for(".list_pool"))
    text = _("The invitation of %(name)s is taken back. The link that was sent opens nothing any more.")
    if member.term.is_invited:
        text = _("The invitation of %(name)s into your pool is taken back.")
    flash(text % {"name": name_of(member)}, "done")
    if stays:
        return redirect(back or url_for(".show_supervisor", person_id=person_id))
    # Their own page and panel are gone with them.
    return redirect(back if back and person_id not in back else url_for(".list_pool"))


def _too_late(person_id: str, page: str) -> Response:
    """It was taken back or accepted before, maybe in another window: what was, and how it stands."""
    space = "" if language() == "zh" else " "
    said = (_("There is no invitation to take back any more."), what_happened_to(person_id))
    flash(space.join(filter(None, said)), "warn")
    return redirect(page)
