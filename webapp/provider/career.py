"""What a supervisor has done: the help areas that they stand for, and the entries of their career."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.entities.career import Career
from graph.entities.providers import ProviderProfile
from graph.errors import InvalidInputError
from graph.transaction import Transaction
from webapp.http.context import actor, graph, now
from webapp.operations.profiles.change_career import (
    add_career,
    change_career,
    confirm_areas,
    own_career,
    remove_career,
)
from webapp.presenters.careers import unconfirmed
from webapp.provider.blueprint import blueprint
from webapp.provider.career_forms import AreasForm, CareerForm


@blueprint.get("/career")
def show_career() -> str:
    """Confirmed areas, those that the texts speak of, and the entries."""
    return _page()


@blueprint.post("/career/areas")
def save_areas() -> Response | tuple[str, int]:
    """Stand for the areas that are ticked, and for no others."""
    form = AreasForm()
    if not form.validate():
        return _page(), 422
    confirm_areas(graph(), actor(), form.help_areas.data or (), now())
    flash(_("Your help areas are saved. The next ranking knows them."), "done")
    return redirect(url_for(".show_career"))


@blueprint.get("/career/new")
def new_career() -> str:
    """An empty entry."""
    return _form(CareerForm(), None)


@blueprint.post("/career/new")
def create_career() -> Response | tuple[str, int]:
    """Add an entry."""
    form = CareerForm()
    if form.validate():
        try:
            add_career(graph(), actor(), form.written(), now())
        except InvalidInputError as error:
            form.show_error(error)
        else:
            flash(_("The entry is added."), "done")
            return redirect(url_for(".show_career"))
    return _form(form, None), 422


@blueprint.get("/career/<career_id>")
def edit_career(career_id: str) -> str:
    """An entry, as a form."""
    career = _own(career_id)
    return _form(CareerForm.of(career.record), career)


@blueprint.post("/career/<career_id>")
def save_career(career_id: str) -> Response | tuple[str, int]:
    """Change an entry."""
    career, form = _own(career_id), CareerForm()
    if form.validate():
        try:
            change_career(graph(), actor(), career_id, form.written(), now())
        except InvalidInputError as error:
            form.show_error(error)
        else:
            flash(_("The entry is saved."), "done")
            return redirect(url_for(".show_career"))
    return _form(form, career), 422


@blueprint.post("/career/<career_id>/remove")
def delete_career(career_id: str) -> Response:
    """Take an entry away."""
    remove_career(graph(), actor(), career_id, now())
    flash(_("The entry is removed."), "done")
    return redirect(url_for(".show_career"))


def _own(career_id: str) -> Career:
    return graph().read(lambda tx: own_career(tx, actor(), career_id))


def _form(form: CareerForm, career: Career | None) -> str:
    return render_template("provider/career_entry.html", form=form, career=career)


def _page() -> str:
    def read(tx: Transaction) -> tuple[ProviderProfile, list[Career]]:
        profile = tx.providers.get(actor().subject_id, visible_to=actor())
        return profile, tx.careers.list_of_people([profile.id])

    profile, careers = graph().read(read)
    found = unconfirmed(profile, careers)
    return render_template("provider/career.html", confirmed=profile.confirmed_areas, found=found, careers=careers)
