"""A supervisor's own profile."""

from __future__ import annotations

import re

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.entities.providers import ProviderProfile
from graph.taxonomy import load
from graph.taxonomy.model import topic_id
from webapp.context import actor, graph, now
from webapp.operations.change_supervisor import ProfileFields, update_supervisor_profile
from webapp.presenters.language import language
from webapp.supervisor import blueprint
from webapp.supervisor.forms import ProfileForm

_BETWEEN = re.compile(r"[,，、;；\n|]+")
_MOST_FIELDS = 30


@blueprint.get("/profile")
def edit_profile() -> str:
    """The profile, as a form."""
    profile = graph().read(lambda tx: graph().providers.get(tx, actor().subject_id, visible_to=actor()))
    return _page(_filled(profile))


@blueprint.post("/profile")
def save_profile() -> Response | tuple[str, int]:
    """Replace the profile."""
    form = _with_choices(ProfileForm())
    names = _split(form.fields.data or "")
    if not form.validate() or not names:
        return _page(form), 422
    industries, topics = load().split_tags(names[:_MOST_FIELDS])
    texts = {key: (form[key].data or "").strip() for key in ("headline", "headline_zh", "summary", "summary_zh")}
    fields = ProfileFields(**texts, stages=tuple(form.stages.data or ()), languages=tuple(form.languages.data or ()))
    topic_names = {topic_id(name): name for name in topics}
    update_supervisor_profile(graph(), actor(), fields, tuple(industries), topic_names, now())
    flash(_("Your profile is saved. The next ranking knows it."), "done")
    return redirect(url_for(".edit_profile"))


@blueprint.get("/profile/fields")
def suggest_fields() -> str:
    """Fields that the last word typed may mean, in either language."""
    typed = _BETWEEN.split(request.args.get("fields", ""))[-1].strip()
    found = load().suggest(typed, language()) if typed else []
    return render_template("supervisor/_suggestions.html", found=found)


def _page(form: ProfileForm) -> str:
    return render_template("supervisor/profile.html", form=form)


def _filled(profile: ProviderProfile) -> ProfileForm:
    labels = [load().label(code, language(), "industries") for code in profile.industry_ids]
    values = {key: getattr(profile, key) for key in ("headline", "headline_zh", "summary", "summary_zh")}
    form = ProfileForm(
        formdata=None,
        **values,
        fields=_separator().join([*labels, *profile.topics]),
        stages=list(profile.stages),
        languages=list(profile.languages),
    )
    return _with_choices(form)


def _with_choices(form: ProfileForm) -> ProfileForm:
    for name in ("stages", "languages"):
        terms = load().list(name).terms
        form[name].choices = [(code, term.label(language())) for code, term in terms.items()]
    return form


def _split(text: str) -> list[str]:
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def _separator() -> str:
    return "、" if language() == "zh" else ", "
