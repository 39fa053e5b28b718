"""Requests to those who have no account: passed on to them, and their answer written down."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.domain.reach import answerer_of
from graph.entities import Actor
from graph.entities.requests import Remark, Request
from graph.errors import ConflictToConfirmError, InvalidInputError, StateChangedError
from graph.transaction import Transaction
from webapp.answering.blueprint import blueprint
from webapp.answering.forms import ANSWER_REFUSED, NoForm, YesForm
from webapp.forms.fields import show_refusal
from webapp.http.conflicts import asked_of_provider, ticked
from webapp.http.context import actor, graph, now, organisation_day
from webapp.http.navigation import counts
from webapp.http.notices import flash_told
from webapp.operations.delivery.who_is_told import startup_of
from webapp.operations.requests.answer_on_behalf import accept_on_behalf, decline_on_behalf, forward_request
from webapp.presenters.dates import today
from webapp.presenters.names import name_of
from webapp.words.errors import explain
from webapp.words.refusals import decline_choices

_OF_NO = "no-"
"""Both forms stand on one page: the names of the second begin so."""


@blueprint.get("/")
def list_requests() -> str:
    """What waits for an answer that we give for somebody, the oldest first."""
    waiting = graph().read(lambda tx: tx.answering.list_waiting(_answerer(actor()), organisation_day()))
    return render_template("answering/list.html", waiting=waiting)


@counts("answering.list_requests")
def count_waiting(who: Actor) -> int:
    """How many wait."""
    return graph().read(lambda tx: tx.answering.count_waiting(_answerer(who), organisation_day()))


@blueprint.get("/<request_id>")
def show_request(request_id: str) -> str:
    """One request, with words to pass on and a form for each answer."""
    return _page(request_id, _yes(), _no())


@blueprint.post("/<request_id>/forward")
def forward(request_id: str) -> Response:
    """Note that they were told."""
    request = forward_request(graph(), actor(), request_id, now())
    flash(_("Noted: %(name)s was told. Write their answer down once you have it.", name=_provider(request)), "done")
    return redirect(url_for(".show_request", request_id=request_id))


@blueprint.post("/<request_id>/accept")
def accept(request_id: str) -> Response | tuple[str, int]:
    """They said yes."""
    form = YesForm()
    if not form.validate() or form.answered_on.data is None:
        return _page(request_id, form, _no()), 422
    try:
        opened = accept_on_behalf(
            graph(), actor(), request_id, form.answered_on.data, form.words.data or "", now(), ticked()
        )
    except StateChangedError:
        return _moved_on(request_id, form, _no())
    except ConflictToConfirmError as refusal:
        return _page(request_id, form, _no(), is_unconfirmed=True), explain(refusal)[0]
    except InvalidInputError as error:
        show_refusal(form, error, ANSWER_REFUSED)
        return _page(request_id, form, _no()), 422
    flash_told(_("The yes is written down."), startup_of(opened))
    return redirect(url_for(".list_requests"))


@blueprint.post("/<request_id>/decline")
def decline(request_id: str) -> Response | tuple[str, int]:
    """They said no."""
    form = _reasons(request_id, NoForm(prefix=_OF_NO))
    if not form.validate() or form.answered_on.data is None:
        return _page(request_id, _yes(), form), 422
    said, reason, again = form.words.data or "", form.reason.data or "", form.ask_again_on.data
    try:
        declined = decline_on_behalf(
            graph(), actor(), request_id, form.answered_on.data, said, now(), reason=reason, ask_again_on=again
        )
    except StateChangedError:
        return _moved_on(request_id, _yes(), form)
    except InvalidInputError as error:
        show_refusal(form, error, ANSWER_REFUSED)
        return _page(request_id, _yes(), form), 422
    flash_told(_("The no is written down, with its reason."), startup_of(declined))
    return redirect(url_for(".list_requests"))


def _page(request_id: str, yes: YesForm, no: NoForm, *, is_unconfirmed: bool = False) -> str:
    who = actor()

    def read(tx: Transaction) -> tuple[Request, list[Remark]]:
        return tx.requests.get(request_id, visible_to=who), tx.requests.list_remarks(request_id)

    request, remarks = graph().read(read)
    no = _with_reasons(no, request.kind)
    asked = asked_of_provider(request.provider_id, [request.startup_id]) if request.is_waiting else {}
    conflicts = asked.get(request.startup_id, [])
    return render_template(
        "answering/show.html", request_=request, remarks=remarks, yes=yes, no=no,
        conflicts=conflicts, ticked=ticked(), is_unconfirmed=is_unconfirmed,
    )  # fmt: skip


def _moved_on(request_id: str, yes: YesForm, no: NoForm) -> tuple[str, int]:
    """Somebody answered, or the startup took it back, since the page was opened."""
    flash(_("Nothing was written down: this request moved on since you opened it. Here is how it stands."), "warn")
    return _page(request_id, yes, no), 409


def _reasons(request_id: str, form: NoForm) -> NoForm:
    who = actor()
    return _with_reasons(form, graph().read(lambda tx: tx.requests.get(request_id, visible_to=who)).kind)


def _with_reasons(form: NoForm, kind: str) -> NoForm:
    form.reason.choices = [(choice.code, choice.title) for choice in decline_choices(kind)]
    return form


def _yes() -> YesForm:
    return YesForm(formdata=None, answered_on=today())


def _no() -> NoForm:
    return NoForm(formdata=None, prefix=_OF_NO, answered_on=today())


def _answerer(who: Actor) -> str:
    return answerer_of(who.role, who.subject_id)


def _provider(request: Request) -> str:
    return name_of({"name": request.provider_name, "name_zh": request.provider_name_zh})
