"""The owner looks at their profile as it stands, and says that it is still true, or changes it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.domain.kinds import KINDS, kind_of_role
from webapp.http.context import actor, graph, now
from webapp.operations.profiles.confirm_profile import confirm_profile
from webapp.presenters.tickets import ticket_words
from webapp.provider.blueprint import blueprint
from webapp.words import profile_pages as page_words


@blueprint.get("/profile/confirm")
def show_confirm() -> str:
    """The profile as it stands."""
    profile = graph().read(lambda tx: tx.providers.get(actor().subject_id, visible_to=actor()))
    ticket = ticket_words(profile) if KINDS[kind_of_role(actor().role).name].invests else ""
    return render_template("provider/confirm.html", profile=profile, ticket=ticket, said=page_words)


@blueprint.post("/profile/confirm")
def confirm() -> Response:
    """All still true."""
    confirm_profile(graph(), actor(), now())
    flash(_("Thank you. Your profile counts as confirmed from today on."), "done")
    return redirect(url_for(".home"))
