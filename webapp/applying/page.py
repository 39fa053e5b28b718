"""The public page of an incubator, and the forms on which one applies there."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from graph.domain.applications import CONFIRM_WITHIN, ApplicantKind
from graph.entities.application import ApplicationPage
from graph.errors import InvalidInputError, LimitReachedError, NotFoundError
from webapp.applying.blueprint import blueprint
from webapp.applying.forms import FORMS, WRITE_AN_ADDRESS, ApplicationForm
from webapp.auth.after_sign_in import client_address
from webapp.auth.sign_in import too_many_text
from webapp.http.context import graph, now
from webapp.http.error_handlers import answer, answer_too_old
from webapp.http.extensions import throttle
from webapp.operations.accounts.refusals import TooManyAttemptsError
from webapp.operations.applications.apply import apply as operation
from webapp.presenters.names import name_of
from webapp.words.applications import consent_words

TRAP = "fax"
"""A field that no reader sees: what fills it in is a program, and gets the same answer."""
_SUGGEST = "suggest"

Answer = Response | str | tuple[str, int]


@blueprint.get("/apply/<page_address>")
def show_page(page_address: str) -> str:
    """What the incubator says, and who may apply."""
    return render_template("applying/page.html", page=_read(page_address))


@blueprint.get("/apply/<page_address>/sent")
def show_sent(page_address: str) -> str:
    """What follows: the same whatever is known of the address."""
    return render_template("applying/sent.html", page=_read(page_address), days=CONFIRM_WITHIN.days)


@blueprint.route("/apply/<page_address>/<applicant_kind>", methods=["GET", "POST"])
def apply(page_address: str, applicant_kind: str) -> Answer:
    """The form of those who apply as this; what was typed stands in it again where it is not sent."""
    page, kind = _welcoming(page_address, applicant_kind)
    form = FORMS[kind]()
    if not form.is_submitted():
        return _form_page(page, kind, form)
    if request.form.get("action") == _SUGGEST:
        form.suggest()
        return _form_page(page, kind, form)
    if not form.validate():
        form.suggest()
        return _form_page(page, kind, form), 422
    if request.form.get(TRAP):
        return _done(page)
    return _apply(page, kind, form)


def _apply(page: ApplicationPage, kind: ApplicantKind, form: ApplicationForm) -> Answer:
    try:
        operation(
            graph(), throttle(), page.address, kind, form.said(), consent_words(name_of(page)), now(),
            client=client_address(),
        )  # fmt: skip
    except InvalidInputError:
        form.email.errors = [WRITE_AN_ADDRESS]
        return _form_page(page, kind, form), 422
    except TooManyAttemptsError as refusal:
        form.email.errors = [too_many_text(refusal)]
        return _form_page(page, kind, form), 429
    except LimitReachedError:
        form.email.errors = [_("Very many have applied here today. Keep what you wrote, and send it tomorrow.")]
        return _form_page(page, kind, form), 429
    return _done(page)


def _read(address: str) -> ApplicationPage:
    return graph().read(lambda tx: tx.applications.page_at(address))


def _welcoming(page_address: str, applicant_kind: str) -> tuple[ApplicationPage, ApplicantKind]:
    """The page at an address and as what one applies there; raises NotFoundError."""
    page = _read(page_address)
    if applicant_kind not in page.welcomed:
        raise NotFoundError("page", page_address)
    return page, ApplicantKind(applicant_kind)


def _done(page: ApplicationPage) -> Response:
    return redirect(url_for(".show_sent", page_address=page.address))


def _form_page(page: ApplicationPage, kind: ApplicantKind, form: ApplicationForm) -> str:
    return render_template(
        f"applying/{kind}.html", page=page, form=form, consent=consent_words(name_of(page)), trap=TRAP, suggest=_SUGGEST
    )  # fmt: skip


@blueprint.errorhandler(CSRFError)
def show_again(error: CSRFError) -> Answer:
    """A form that stood open longer than its session: it comes back as it was typed, and nothing was sent."""
    if request.endpoint != f"{blueprint.name}.apply":
        return answer_too_old(error)
    try:
        page, kind = _welcoming(**request.view_args or {})
    except NotFoundError as refusal:  # nothing else catches what is raised here
        return answer(refusal)
    flash(_("This page stood open for long, so nothing was sent. What you typed is here: send it again."), "warn")
    return _form_page(page, kind, FORMS[kind]()), 400
