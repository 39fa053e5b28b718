"""The reader's own profile: a supervisor's experience, an investor's thesis."""

from __future__ import annotations

import re

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.entities.providers import ProviderProfile
from graph.errors import InvalidInputError
from graph.taxonomy import load
from graph.taxonomy.model import topic_id
from webapp.http.context import actor, graph, now
from webapp.operations.profiles.change_provider import update_provider_profile
from webapp.presenters.language import language
from webapp.provider.blueprint import blueprint
from webapp.provider.profile_forms import ProfileForm, form_of

_BETWEEN = re.compile(r"[,，、;；\n|]+")
_MOST_FIELDS = 30


@blueprint.get("/profile")
def edit_profile() -> str:
    """The profile, as a form."""
    profile = graph().read(lambda tx: tx.providers.get(actor().subject_id, visible_to=actor()))
    return _page(_filled(profile))


@blueprint.post("/profile")
def save_profile() -> Response | tuple[str, int]:
    """Replace the profile."""
    form = form_of(actor().role)()
    form.offer_choices()
    names = _split(form.fields.data or "")
    if not form.validate() or not names:
        return _page(form), 422
    industries, topics = load().split_tags(names[:_MOST_FIELDS])
    topic_names = {topic_id(name): name for name in topics}
    try:
        update_provider_profile(graph(), actor(), form.written(), tuple(industries), topic_names, now())
    except InvalidInputError as error:
        form.show_error(error)
        return _page(form), 422
    flash(_("Your profile is saved. The next ranking knows it."), "done")
    return redirect(url_for(".edit_profile"))


@blueprint.get("/profile/fields")
def suggest_fields() -> str:
    """Fields that the last word typed may mean, in either language."""
    typed = _BETWEEN.split(request.args.get("fields", ""))[-1].strip()
    found = load().suggest(typed, language()) if typed else []
    return render_template("provider/_suggestions.html", found=found)


def _page(form: ProfileForm) -> str:
    return render_template("provider/profile.html", form=form)


def _filled(profile: ProviderProfile) -> ProfileForm:
    labels = [load().label(code, language(), "industries") for code in profile.industry_ids]
    form = form_of(actor().role).of(profile, _separator().join([*labels, *profile.topics]))
    form.offer_choices()
    return form


def _split(text: str) -> list[str]:
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def _separator() -> str:
    return "、" if language() == "zh" else ", "
