"""Letter templates of the incubator: whoever acts for it writes, changes and deletes them."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.entities.letter_template import LetterTemplate
from graph.errors import InvalidInputError
from webapp.http.context import actor, graph, now
from webapp.incubator.blueprint import blueprint
from webapp.incubator.letters.forms import TemplateForm
from webapp.operations.letters.keep_templates import (
    TemplateChangedError,
    add_template,
    change_template,
    delete_template,
)
from webapp.words.letters import placeholder_rows

_LONGEST_REVISION = 9


@blueprint.get("/letters")
def list_templates() -> str:
    """Every template of the incubator."""
    mine = actor().subject_id
    templates = graph().read(lambda tx: tx.letters.list_templates(mine))
    return render_template("incubator/letter_templates.html", templates=templates)


@blueprint.get("/letters/new")
def new_template() -> str:
    """The form of a new one."""
    return _page(None, TemplateForm(sent_to=url_for(".create_template")))


@blueprint.post("/letters/new")
def create_template() -> Response | tuple[str, int]:
    """Keep it."""
    form = TemplateForm()
    if not form.validate():
        return _page(None, form), 422
    try:
        add_template(graph(), actor(), form.name.data or "", form.letter, now())
    except InvalidInputError as error:
        return _refused(None, form, error), 422
    return _saved(form)


@blueprint.get("/letters/<template_id>")
def edit_template(template_id: str) -> str:
    """One template, to be changed or deleted."""
    template = _read(template_id)
    return _page(template, TemplateForm.of(template, url_for(".save_template", template_id=template_id)))


@blueprint.post("/letters/<template_id>")
def save_template(template_id: str) -> Response | tuple[str, int]:
    """Write it anew, unless it was changed in another window since."""
    template, form = _read(template_id), TemplateForm()
    if not form.validate():
        return _page(template, form), 422
    try:
        change_template(graph(), actor(), template_id, form.name.data or "", form.letter, _seen(form), now())
    except TemplateChangedError as error:
        form.seen.data = str(error.template.revision)
        return _page(error.template, form, error.template), 409
    except InvalidInputError as error:
        return _refused(template, form, error), 422
    return _saved(form)


@blueprint.post("/letters/<template_id>/delete")
def remove_template(template_id: str) -> Response | tuple[str, int]:
    """Delete it, unless it was changed in another window since."""
    form = TemplateForm()
    try:
        name = delete_template(graph(), actor(), template_id, _seen(form), now())
    except TemplateChangedError as error:
        again = TemplateForm.of(error.template, url_for(".save_template", template_id=template_id))
        return _page(error.template, again, error.template), 409
    flash(_("The template “%(name)s” is deleted.", name=name), "done")
    return redirect(url_for(".list_templates"))


def _read(template_id: str) -> LetterTemplate:
    mine = actor().subject_id
    return graph().read(lambda tx: tx.letters.get_template(template_id, mine))


def _page(template: LetterTemplate | None, form: TemplateForm, standing: LetterTemplate | None = None) -> str:
    return render_template(
        "incubator/letter_template.html",
        template=template, form=form, standing=standing, placeholders=placeholder_rows(),
    )  # fmt: skip


def _refused(template: LetterTemplate | None, form: TemplateForm, error: InvalidInputError) -> str:
    """What the form cannot know by itself: that the name is taken, or that there are too many."""
    is_taken = bool(error.params.get("taken"))
    form.name.errors = [
        _("There is a template of this name already.")
        if is_taken
        else _("There are very many templates already. Delete one first.")
    ]
    return _page(template, form)


def _saved(form: TemplateForm) -> Response:
    flash(_("The template “%(name)s” is saved. Your colleagues can use it too.", name=form.name.data), "done")
    return redirect(url_for(".list_templates"))


def _seen(form: TemplateForm) -> int:
    said = str(form.seen.data or "")
    return int(said) if said.isdecimal() and len(said) <= _LONGEST_REVISION else -1
