"""Applications to the incubator: the list, one of them, and what curators decide."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.domain.applications import ApplicantKind
from graph.domain.states.applications import SHOWN_TO_CURATORS, ApplicationState
from graph.entities.application import Application
from graph.errors import InvalidInputError, StateChangedError
from graph.repositories.applications import Sought
from graph.transaction import Transaction
from webapp.forms.fields import show_refusal
from webapp.http.arguments import number_argument
from webapp.http.context import actor, graph, now, settings
from webapp.incubator.applications.forms import DeclineForm, TermsForm, terms_form
from webapp.incubator.blueprint import blueprint
from webapp.operations.applications.accept_application import accept_application as accept
from webapp.operations.applications.decline_application import decline_application as decline
from webapp.operations.applications.probable_doubles import ProbableDouble, probable_doubles
from webapp.operations.pools.invite_supervisor import AlreadyInPoolError
from webapp.words.applications import ABOUT_WHAT, APPLICANTS, NOT_TAKEN_IN, said_rows
from webapp.words.sentences import Sentence
from webapp.words.states import look_of

ROWS = 25
_MOST_PAGES = 10_000
_REFUSED = {
    "since": Sentence("Give a day from today on."),
    "until": Sentence("Give a day after the first, within a few years."),
    "answer": Sentence("Say in a sentence why."),
}
_RECORDS: dict[ApplicantKind, Callable[[str], str]] = {
    ApplicantKind.EXPERT: lambda subject_id: url_for(".show_supervisor", person_id=subject_id),
    ApplicantKind.STARTUP: lambda subject_id: url_for(".show_startup", startup_id=subject_id),
}
"""Where the record stands that came of an application."""

Answer = Response | str | tuple[str, int]


@blueprint.get("/applications")
def list_applications() -> str:
    """Those to be decided first."""
    mine, sought = actor().subject_id, _sought()
    page = number_argument("page", 1, 1, _MOST_PAGES)

    def work(tx: Transaction) -> str:
        whole, found = tx.applications.count(mine), tx.applications.count(mine, sought)
        first = (min(page, max(1, -(-found.total // ROWS))) - 1) * ROWS
        rows = tx.applications.list_page(mine, sought, first, ROWS)
        states = [one for one in ApplicationState if one in SHOWN_TO_CURATORS]
        return render_template(
            "incubator/applications.html",
            rows=rows, whole=whole, found=found.total, first=first + 1 if rows else 0, last=first + len(rows),
            page=first // ROWS + 1, sought=sought, args=_arguments(), public=tx.applications.page_of(mine),
            states=[(one.value, look_of(one)[1], whole.by_state.get(one, 0)) for one in states],
            kinds=[(one.value, words.say({}), whole.by_kind.get(one, 0)) for one, words in APPLICANTS.items()],
            applicants=APPLICANTS,
        )  # fmt: skip

    return graph().read(work)


@blueprint.get("/applications/<application_id>")
def show_application(application_id: str) -> str:
    """What they wrote, who they probably are, and the terms on which they may be taken in."""
    application, doubles = _read(application_id)
    return _page(application, doubles, terms_form(application, doubles, formdata=None))


@blueprint.post("/applications/<application_id>/accept")
def accept_application(application_id: str) -> Answer:
    """Take them in, and invite them."""
    application, doubles = _read(application_id)
    if application.state is not ApplicationState.RECEIVED:
        return _moved_on(application_id)
    form = terms_form(application, doubles)
    if not form.validate():
        return _page(application, doubles, form), 422
    try:
        accept(
            graph(), actor(), application_id, form.terms(), now(), link_days=settings().invitation_days
        )  # fmt: skip
    except InvalidInputError as error:
        show_refusal(form, error, _REFUSED)
        return _page(application, doubles, form), 422
    except AlreadyInPoolError:
        form.record.errors = [_("Somebody with this address is in your pool already: choose that record.")]
        return _page(application, doubles, form), 409
    except StateChangedError:
        return _moved_on(application_id)
    flash(_("%(name)s is accepted, and told what is left to do.", name=application.said.name), "done")
    return redirect(url_for(".show_application", application_id=application_id))


@blueprint.get("/applications/<application_id>/decline")
def choose_decline(application_id: str) -> Answer:
    """Why, and what happens then; of one that was decided or withdrawn it is said how it stands."""
    application, _doubles = _read(application_id, compares=False)
    if application.state is not ApplicationState.RECEIVED:
        return _moved_on(application_id)
    form = DeclineForm(sent_to=url_for(".decline_application", application_id=application_id))
    return render_template("incubator/application_decline.html", application=application, form=form)


@blueprint.post("/applications/<application_id>/decline")
def decline_application(application_id: str) -> Answer:
    """Say no; they are told at once."""
    application, _doubles = _read(application_id, compares=False)
    if application.state is not ApplicationState.RECEIVED:
        return _moved_on(application_id)
    form = DeclineForm()
    if not form.validate():
        return render_template("incubator/application_decline.html", application=application, form=form), 422
    try:
        decline(graph(), actor(), application_id, form.chosen, form.answer.data or "", now())
    except InvalidInputError as error:
        show_refusal(form, error, _REFUSED)
        return render_template("incubator/application_decline.html", application=application, form=form), 422
    except StateChangedError:
        return _moved_on(application_id)
    flash(_("%(name)s is declined, and told so.", name=application.said.name), "done")
    return redirect(url_for(".list_applications"))


def _moved_on(application_id: str) -> tuple[str, int]:
    """Somebody decided, or the applicant withdrew, since the page was opened."""
    application, doubles = _read(application_id)
    flash(_("Nothing was changed: this application moved on since you opened it. Here is how it stands."), "warn")
    return _page(application, doubles, terms_form(application, doubles, formdata=None)), 409


def _read(application_id: str, *, compares: bool = True) -> tuple[Application, list[ProbableDouble]]:
    mine, at = actor().subject_id, now()

    def work(tx: Transaction) -> tuple[Application, list[ProbableDouble]]:
        application = tx.applications.get(application_id, mine)
        is_open = application.state is ApplicationState.RECEIVED
        return application, probable_doubles(tx, application, at) if compares and is_open else []

    return graph().read(work)


def _page(application: Application, doubles: list[ProbableDouble], form: TermsForm) -> str:
    return render_template(
        "incubator/application.html",
        application=application, doubles=doubles, form=form, rows=said_rows(application),
        reason=NOT_TAKEN_IN[application.reason].say({}) if application.reason else "",
        about_what=ABOUT_WHAT[application.kind].say({}),
        record=_RECORDS[application.kind](application.subject_id) if application.subject_id else "",
    )  # fmt: skip


def _sought() -> Sought:
    states, kinds = request.args.getlist("state"), request.args.getlist("kind")
    return Sought(
        " ".join(request.args.get("q", "").split())[:100],
        tuple(one for one in ApplicationState if one in states and one in SHOWN_TO_CURATORS),
        tuple(one for one in ApplicantKind if one in kinds),
    )


def _arguments() -> dict[str, list[str]]:
    return {
        key: values for key, values in request.args.to_dict(flat=False).items() if key in ("q", "state", "kind", "page")
    }
