"""Requests: read one, accept it, decline it with a reason, ask before deciding."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.domain.reasons import DeclineReason
from graph.entities.providers import ProviderProfile
from graph.entities.requests import Remark, Request
from graph.errors import ConflictToConfirmError, InvalidInputError
from graph.transaction import Transaction
from webapp.forms.fields import show_refusal
from webapp.http.conflicts import asked_of_provider, ticked
from webapp.http.context import actor, graph, now, settings
from webapp.http.notices import flash_told, flash_undo, with_told
from webapp.jobs.readings import note_reading_later
from webapp.operations.delivery.who_is_told import startup_of
from webapp.operations.requests.accept_proposal import accept_proposal
from webapp.operations.requests.ask_question import ask_question
from webapp.operations.requests.decline_proposal import decline_proposal, undo_decline
from webapp.presenters.dates import day, today
from webapp.presenters.names import name_of
from webapp.provider.blueprint import blueprint
from webapp.provider.cards import RequestCard, card_of
from webapp.provider.forms import DECLINE_REFUSED, DeclineForm, QuestionForm
from webapp.words.errors import explain
from webapp.words.kinds import words_for_role
from webapp.words.refusals import decline_choices, decline_to_provider

ASK_AGAIN_AFTER = timedelta(days=60)


@blueprint.get("/requests")
def list_requests() -> str:
    """Requests that wait, and those that were answered."""
    own_id = actor().subject_id

    def read(tx: Transaction) -> tuple[list[Request], list[Request]]:
        return tx.requests.list_waiting(own_id), tx.requests.list_answered(own_id)

    waiting, answered = graph().read(read)
    return render_template("provider/requests.html", waiting=waiting, answered=answered)


@blueprint.get("/requests/<request_id>")
def show_request(request_id: str) -> str:
    """One request, with what was said about it and, once answered, what became of it."""
    card, remarks = _read(request_id)
    if card.request.is_waiting and card.request.read_at is None:
        note_reading_later([request_id], now())
    return _page(card, remarks, QuestionForm(sent_to=url_for(".ask_startup", request_id=request_id)))


@blueprint.post("/requests/<request_id>/accept")
def accept_request(request_id: str) -> Response | tuple[str, int]:
    """Take the startup on; a conflict of interest that came up meanwhile is said and asked about first."""
    try:
        engagement = accept_proposal(graph(), actor(), request_id, now(), ticked())
    except ConflictToConfirmError as refusal:
        card, remarks = _read(request_id)
        form = QuestionForm(formdata=None, sent_to=url_for(".ask_startup", request_id=request_id))
        return _page(card, remarks, form, is_unconfirmed=True), explain(refusal)[0]
    names = {"name": engagement.startup_name, "name_zh": engagement.startup_name_zh}
    flash(words_for_role(actor().role).accepted % {"startup": name_of(names)}, "done")
    return redirect(url_for("engagements.show_engagement", engagement_id=engagement.id))


@blueprint.get("/requests/<request_id>/decline")
def choose_reason(request_id: str) -> str:
    """The reasons, each with its effect."""
    return _reasons_page(request_id, DeclineForm(ask_again_on=today() + ASK_AGAIN_AFTER))


@blueprint.post("/requests/<request_id>/decline")
def decline_request(request_id: str) -> Response | str | tuple[str, int]:
    """Decline for one of the reasons."""
    form = DeclineForm()
    if not form.validate():
        return _reasons_page(request_id, form), 422
    reason, note, again = form.reason.data or "", form.note.data or "", form.ask_again_on.data
    pauses = bool(form.pauses.data)
    try:
        declined = decline_proposal(
            graph(), actor(), request_id, now(), reason=reason, note=note, ask_again_on=again, pauses=pauses
        )
    except InvalidInputError as error:
        show_refusal(form, error, DECLINE_REFUSED)
        return _reasons_page(request_id, form), 422
    undo = url_for(".undo_decline_request", request_id=request_id)
    text = _("You declined the request of %(startup)s.", startup=_startup(declined))
    flash_undo(with_told(text, startup_of(declined)), undo)
    if pauses and reason == DeclineReason.NO_TIME:
        flash(_("No new request reaches you until %(day)s.", day=day(again)), "done")
    return redirect(url_for(".home"))


@blueprint.post("/requests/<request_id>/undo-decline")
def undo_decline_request(request_id: str) -> Response:
    """Let it wait again."""
    request_again = undo_decline(
        graph(), actor(), request_id, now(), most_open=settings().max_open_requests
    )  # fmt: skip
    flash(_("The request of %(startup)s waits for your answer again.", startup=_startup(request_again)), "done")
    return redirect(url_for(".show_request", request_id=request_id))


@blueprint.post("/requests/<request_id>/question")
def ask_startup(request_id: str) -> Response | tuple[str, int]:
    """Send the startup a question; the request goes on waiting."""
    form = QuestionForm()
    if not form.validate():
        card, remarks = _read(request_id)
        return _page(card, remarks, form), 422
    ask_question(graph(), actor(), request_id, form.text.data or "", now())
    asked = _read(request_id)[0].request
    flash_told(_("Your question is asked. The request goes on waiting for your answer."), startup_of(asked))
    return redirect(url_for(".show_request", request_id=request_id, _anchor="remarks"))


def _page(card: RequestCard, remarks: list[Remark], form: QuestionForm, *, is_unconfirmed: bool = False) -> str:
    return render_template(
        "provider/request.html", card=card, remarks=remarks, form=form, decline_to_provider=decline_to_provider,
        is_unconfirmed=is_unconfirmed, ticked=ticked(),
    )  # fmt: skip


def _read(request_id: str) -> tuple[RequestCard, list[Remark]]:
    who = actor()

    def read(tx: Transaction) -> tuple[Request, ProviderProfile, list[Remark], int | None]:
        found = tx.requests.get(request_id, visible_to=who)
        profile = tx.providers.get(found.provider_id, visible_to=who)
        remarks = tx.requests.list_remarks(request_id)
        return found, profile, remarks, tx.providers.usual_minutes(found.provider_id)

    found, profile, remarks, minutes = graph().read(read)
    asked = asked_of_provider(found.provider_id, [found.startup_id]) if found.is_waiting else {}
    conflicts = asked.get(found.startup_id, ())
    return card_of(found, profile, minutes, explained=found.is_waiting, conflicts=conflicts), remarks


def _reasons_page(request_id: str, form: DeclineForm) -> str:
    found = graph().read(lambda tx: tx.requests.get(request_id, visible_to=actor()))
    chosen = request.form.get("reason") or (form.reason.data if form.kept_at else "")
    for field in (form.note, form.ask_again_on):  # each reason has a form of its own, with these fields
        field.id = f"{field.name}-{chosen}"
    return render_template(
        "provider/decline.html", request_=found, form=form, chosen=chosen, choices=decline_choices(found.kind)
    )


def _startup(found: Request) -> str:
    return name_of({"name": found.startup_name, "name_zh": found.startup_name_zh})
