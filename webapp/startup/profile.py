"""The startup's own profile."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.http.context import actor, graph, now
from webapp.operations.profiles.change_startup import update_startup_profile
from webapp.startup.blueprint import blueprint
from webapp.startup.profile_forms import ProfileForm


@blueprint.route("/profile", methods=["GET", "POST"])
def profile() -> Response | str | tuple[str, int]:
    """Show and change what supervisors see of this startup."""
    mine = actor()
    startup = graph().read(lambda tx: tx.startups.get(mine.subject_id, visible_to=mine))
    form = ProfileForm.of(startup)
    if form.validate_on_submit():
        if form.clashes():
            return render_template("startup/profile.html", form=form, startup=startup), 409
        update_startup_profile(graph(), mine, form.fields(startup), now())
        flash(_("Your profile is saved."), "done")
        return redirect(url_for(".profile"))
    page = render_template("startup/profile.html", form=form, startup=startup)
    return (page, 422) if form.errors else page
