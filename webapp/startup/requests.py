"""What happened with each request, and the startup's word in it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.entities.proposal import Proposal
from graph.entities.requests import Remark
from graph.transaction import Transaction
from webapp.http.context import actor, graph, now, organisation_day
from webapp.http.notices import flash_told
from webapp.operations.delivery.who_is_told import provider_of
from webapp.operations.requests.ask_for_introduction import withdraw_request
from webapp.operations.requests.ask_question import answer_question
from webapp.presenters.names import name_of
from webapp.startup.blueprint import blueprint
from webapp.startup.forms import AnswerForm
from webapp.startup.standing import standing_of
from webapp.startup.timeline import Step, timeline_of
from webapp.words.reasons import kept_reasons
from webapp.words.refusals import decline_to_seeker


@blueprint.get("/requests/<proposal_id>")
def show_request(proposal_id: str) -> str:
    """What happened with one request, from the first moment to the last."""
    proposal, steps, remarks = _read_request(proposal_id)
    return render_template(
        "startup/request.html",
        proposal=proposal,
        state=standing_of(proposal),
        pause=proposal.pause if proposal.waits_for_paused(organisation_day()) else None,
        steps=steps,
        remarks=remarks,
        texts=kept_reasons(proposal),
        form=AnswerForm(sent_to=url_for(".answer", proposal_id=proposal_id)),
        reason=decline_to_seeker(proposal.decline_reason),
    )


@blueprint.post("/requests/<proposal_id>/withdraw")
def withdraw(proposal_id: str) -> Response:
    """Take a request back."""
    proposal = withdraw_request(graph(), actor(), proposal_id, now())
    flash(_("Your request to %(name)s is withdrawn.", name=provider_name(proposal)), "done")
    target = url_for(".show_need", need_id=proposal.need_id) if proposal.need_id else url_for(".home")
    return redirect(target)


@blueprint.post("/requests/<proposal_id>/answer")
def answer(proposal_id: str) -> Response | tuple[str, int]:
    """Answer a question that the supervisor asked before deciding."""
    form = AnswerForm()
    if form.validate_on_submit():
        answer_question(graph(), actor(), proposal_id, form.text.data or "", now())
        flash_told(_("Your answer is kept beside the request."), provider_of(_read_request(proposal_id)[0]))
        return redirect(url_for(".show_request", proposal_id=proposal_id))
    proposal, steps, remarks = _read_request(proposal_id)
    state = standing_of(proposal)
    reason = decline_to_seeker(proposal.decline_reason)
    page = render_template(
        "startup/request.html",
        proposal=proposal,
        state=state,
        pause=proposal.pause if proposal.waits_for_paused(organisation_day()) else None,
        steps=steps,
        remarks=remarks,
        texts=kept_reasons(proposal),
        form=form,
        reason=reason,
    )
    return page, 422


def provider_name(proposal: Proposal) -> str:
    """The provider's name in the reader's language."""
    return name_of({"name": proposal.provider_name, "name_zh": proposal.provider_name_zh})


def _read_request(proposal_id: str) -> tuple[Proposal, list[Step], list[Remark]]:
    mine = actor()

    def work(tx: Transaction) -> tuple[Proposal, list[Step], list[Remark]]:
        proposal = tx.proposals.get(proposal_id, visible_to=mine)
        steps = timeline_of(proposal, tx.proposals.list_happenings(proposal_id))
        return proposal, steps, tx.requests.list_remarks(proposal_id)

    found: tuple[Proposal, list[Step], list[Remark]] = graph().read(work)
    return found
