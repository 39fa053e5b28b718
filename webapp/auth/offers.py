"""Answers to invitations to become a supervisor, from the page of one's own account."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from webapp.auth.blueprint import blueprint
from webapp.http.context import graph, now
from webapp.http.notices import flash_told
from webapp.operations.delivery.who_is_told import Concerned
from webapp.operations.pools.answer_offer import accept_offer, decline_offer


@blueprint.post("/account/offers/<incubator_id>/accept")
def accept_role(incubator_id: str) -> Response:
    """Hold the role, and be in the pool."""
    accept_offer(graph(), current_user.account, incubator_id, now())
    flash(_("You are in the pool, and can act as a supervisor: choose the role below."), "done")
    return redirect(url_for("auth.choose_role"))


@blueprint.post("/account/offers/<incubator_id>/decline")
def decline_role(incubator_id: str) -> Response:
    """Stay as it was."""
    decline_offer(graph(), current_user.account, incubator_id, now())
    incubator = graph().read(lambda tx: tx.incubators.get(incubator_id))
    flash_told(
        _("You declined the invitation."), Concerned(None, incubator_id, incubator["name"], incubator["name_zh"] or "")
    )
    return redirect(url_for("auth.show_account"))
