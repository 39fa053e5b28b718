"""Asking for an introduction: the form where somebody may be asked, and why not where nobody may."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.domain.eligibility import RuleCode, forbids
from graph.domain.reach import Reach
from graph.domain.states.requests import RequestState
from graph.entities.need import Need
from graph.entities.proposal import Asking, Proposal
from graph.entities.wait import Wait
from graph.errors import (
    ConflictError,
    ConflictToConfirmError,
    GraphError,
    LimitReachedError,
    NotEligibleError,
    TooManyOpenRequestsError,
)
from matching.explanation.fact_json import dump_fact, dump_reasons
from matching.results import Explanation as Why
from webapp.http.conflicts import ticked
from webapp.http.context import actor, graph, matcher, now, settings
from webapp.http.notices import flash_undo
from webapp.operations.requests.ask_for_introduction import ask_for_introduction
from webapp.startup.asked import find_asked, find_asked_elsewhere, list_waiting
from webapp.startup.blueprint import blueprint
from webapp.startup.forms import AskForm
from webapp.startup.investors import card_with, read_facts
from webapp.startup.proposals import need_facts, read_need_and_waits, with_conflicts
from webapp.startup.requests import provider_name
from webapp.startup.waiting_list import wait_with, wait_words
from webapp.words.errors import explain


@blueprint.get("/needs/<need_id>/proposals/<provider_id>/ask")
def ask(need_id: str, provider_id: str) -> str:
    """The form, or why this person may not be asked just now."""
    need, requests, waits, why = _read(need_id, provider_id)
    note_of = request.args.get("note_of", "")
    note = next((item.note for item in requests if item.id == note_of), None)
    return _page(need, requests, waits, why, AskForm(data={"note": note or ""}), _refusal(need, why))


@blueprint.post("/needs/<need_id>/proposals/<provider_id>/ask")
def send_request(need_id: str, provider_id: str) -> Response | tuple[str, int]:
    """Ask; a refusal leaves the note in the form, to be sent later or to somebody else."""
    need, requests, waits, why = _read(need_id, provider_id)
    form = AskForm()
    if not form.validate():
        return _page(need, requests, waits, why, form, None), 422
    asking, most = _asking(form.note.data or "", why), settings().max_open_requests
    try:
        asked = ask_for_introduction(graph(), actor(), need_id, provider_id, asking, now(), most_open=most)
    except (ConflictError, LimitReachedError) as refusal:
        # As they stand now: another tab or a colleague may have been here.
        need, requests, waits = read_need_and_waits(need_id)
        return _page(need, requests, waits, why, form, refusal), explain(refusal)[0]
    text = _("You asked %(name)s. We tell you as soon as there is an answer.", name=provider_name(asked))
    flash_undo(text, url_for(".withdraw", proposal_id=asked.id))
    return redirect(url_for(".show_request", proposal_id=asked.id))


def _read(need_id: str, provider_id: str) -> tuple[Need, list[Proposal], list[Wait], Why]:
    need, requests, waits = read_need_and_waits(need_id)
    return need, requests, waits, matcher().explain(need_id, provider_id, at=now(), policy=settings().page_policy)


def _refusal(need: Need, why: Why) -> ConflictError | None:
    """Why this person may not be asked for this need, as far as it is known before it is tried."""
    refusal = need.refusal_to_ask(settings().max_open_requests)
    if refusal is None and why.left_out and forbids(why.left_out):
        who = why.proposal
        return NotEligibleError(RuleCode(why.left_out), kind=need.kind, name=who.name, name_zh=who.name_zh or "")
    return refusal


def _page(
    need: Need, requests: list[Proposal], waits: list[Wait], why: Why, form: AskForm, refusal: GraphError | None
) -> str:
    asked = find_asked(requests, why.proposal.provider_id) if refusal else None
    if asked is None and isinstance(refusal, NotEligibleError) and refusal.rule is RuleCode.ALREADY_ASKED:
        asked = find_asked_elsewhere(_all_waiting(), why.proposal.provider_id, need.id)
    (card,) = with_conflicts(
        need.startup_id, [card_with(why.proposal, need.kind, read_facts(need.kind, [why.proposal]))]
    )
    return render_template(
        "startup/ask.html",
        need=need,
        form=form,
        card=card,
        ticked=ticked(),
        is_unconfirmed=isinstance(refusal, ConflictToConfirmError),
        refusal=explain(refusal)[1] if refusal and not isinstance(refusal, ConflictToConfirmError) else None,
        asked=asked,
        is_full=isinstance(refusal, NotEligibleError) and refusal.rule is RuleCode.NO_FREE_PLACE,
        wait=wait_with(waits, why.proposal.provider_id),
        wait_words=wait_words,
        waiting=list_waiting(requests) if isinstance(refusal, TooManyOpenRequestsError) else [],
        most=settings().max_open_requests,
        through=why.proposal.reach is Reach.INCUBATOR,
        expire_days=settings().expire_after_days,
        **need_facts(need),
    )


def _all_waiting() -> list[Proposal]:
    mine = actor()
    return graph().read(lambda tx: tx.proposals.list_of_startup(mine.subject_id, {RequestState.ASKED}, visible_to=mine))


def _asking(note: str, why: Why) -> Asking:
    proposal = why.proposal
    return Asking(
        note=note,
        asked_by=actor().name,
        reasons=dump_reasons(proposal.reasons),
        caution=dump_fact(proposal.caution) if proposal.caution else "",
        score=proposal.score,
        fit=proposal.fit,
        position=why.position,
        model_id=why.model.id,
        confirmed=ticked(),
    )
