"""The public page of the incubator: what it says, who may apply, and whether it is on."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.entities.application import ApplicationPage
from graph.errors import InvalidInputError
from webapp.forms.fields import show_refusal
from webapp.http.context import actor, graph, now
from webapp.incubator.applications.forms import PageForm
from webapp.incubator.blueprint import blueprint
from webapp.operations.applications.change_page import change_page
from webapp.presenters.qr import qr_code
from webapp.words.sentences import Sentence

_REFUSED = {
    "open_to": Sentence("Tick who may apply, or switch the page off."),
    "introduction": Sentence("Keep it under 2,000 characters."),
    "introduction_zh": Sentence("Keep it under 2,000 characters."),
}


@blueprint.get("/applications/page")
def edit_application_page() -> str:
    """The form, and the address."""
    page = _read()
    return _page(page, PageForm.of(page, url_for(".save_application_page")))


@blueprint.post("/applications/page")
def save_application_page() -> Response | tuple[str, int]:
    """Write it."""
    page, form = _read(), PageForm()
    if not form.validate():
        return _page(page, form), 422
    try:
        written = change_page(graph(), actor(), form.written(page), now())
    except InvalidInputError as error:
        show_refusal(form, error, _REFUSED)
        return _page(page, form), 422
    flash(_("The page is saved, and on.") if written.is_on else _("The page is saved, and off."), "done")
    return redirect(url_for(".edit_application_page"))


def _read() -> ApplicationPage:
    mine = actor().subject_id
    return graph().read(lambda tx: tx.applications.page_of(mine))


def _page(page: ApplicationPage, form: PageForm) -> str:
    address = url_for("applying.show_page", page_address=page.address, _external=True) if page.address else ""
    code = qr_code(address) if address else None
    return render_template("incubator/application_page.html", page=page, form=form, address=address, code=code)
