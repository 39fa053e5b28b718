"""The reader's own profile: a supervisor's experience, an investor's thesis."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.domain.texts import last_name_typed
from graph.entities.providers import ProviderProfile
from graph.errors import InvalidInputError
from graph.taxonomy import load
from webapp.forms.field_names import read_field_names, write_field_names
from webapp.http.context import actor, graph, now
from webapp.operations.profiles.change_provider import update_provider_profile
from webapp.presenters.language import language
from webapp.provider.blueprint import blueprint
from webapp.provider.profile_forms import ProfileForm, form_of


@blueprint.get("/profile")
def edit_profile() -> str:
    """The profile, as a form."""
    profile = graph().read(lambda tx: tx.providers.get(actor().subject_id, visible_to=actor()))
    return _page(_filled(profile))


@blueprint.post("/profile")
def save_profile() -> Response | tuple[str, int]:
    """Replace the profile."""
    form = _filled(graph().read(lambda tx: tx.providers.get(actor().subject_id, visible_to=actor())))
    is_valid = form.validate()
    if is_valid and form.clashes():
        return _page(form), 409
    industries, topics = read_field_names(form.fields.data or "")
    if not is_valid or not (industries or topics):
        return _page(form), 422
    try:
        update_provider_profile(graph(), actor(), form.written(), industries, topics, now())
    except InvalidInputError as error:
        form.show_error(error)
        return _page(form), 422
    flash(_("Your profile is saved. The next ranking knows it."), "done")
    return redirect(url_for(".edit_profile"))


@blueprint.get("/profile/fields")
def suggest_fields() -> str:
    """Fields that the last word typed may mean, in either language."""
    typed = last_name_typed(request.args.get("fields", ""))
    found = load().suggest(typed, language()) if typed else []
    return render_template("provider/_suggestions.html", found=found)


def _page(form: ProfileForm) -> str:
    return render_template("provider/profile.html", form=form)


def _filled(profile: ProviderProfile) -> ProfileForm:
    form = form_of(actor().role).of(profile, write_field_names(profile.industry_ids, profile.topics))
    form.offer_choices()
    return form
