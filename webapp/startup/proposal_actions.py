"""Saving a proposal for later, or taking it off the list with a reason."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.entities.proposal import Proposal
from webapp.http.context import actor, graph, now
from webapp.http.notices import flash_undo
from webapp.operations.needs.choose_proposals import dismiss_proposal, save_proposal, undo_dismissal, unsave_proposal
from webapp.presenters.names import name_of, other_name
from webapp.startup.blueprint import blueprint
from webapp.startup.forms import DismissForm
from webapp.startup.proposals import need_facts, read_need

_ONE = "/needs/<need_id>/proposals/<provider_id>"


@blueprint.post(f"{_ONE}/save")
def save(need_id: str, provider_id: str) -> Response:
    """Keep a proposal for later."""
    proposal = save_proposal(graph(), actor(), need_id, provider_id, now())
    undo = url_for(".unsave", need_id=need_id, provider_id=provider_id)
    flash_undo(_("%(name)s is on your saved list.", name=_name(proposal)), undo)
    return redirect(url_for(".show_need", need_id=need_id))


@blueprint.post(f"{_ONE}/unsave")
def unsave(need_id: str, provider_id: str) -> Response:
    """Take a proposal off the saved list."""
    proposal = unsave_proposal(graph(), actor(), need_id, provider_id, now())
    undo = url_for(".save", need_id=need_id, provider_id=provider_id)
    flash_undo(_("%(name)s is off your saved list.", name=_name(proposal)), undo)
    return redirect(url_for(".show_need", need_id=need_id))


@blueprint.route(f"{_ONE}/dismiss", methods=["GET", "POST"])
def dismiss(need_id: str, provider_id: str) -> Response | str | tuple[str, int]:
    """Ask why somebody is not for this need, and take them off its list."""
    need, _requests = read_need(need_id)
    form = DismissForm()
    form.offer_choices()
    if form.validate_on_submit():
        proposal = dismiss_proposal(graph(), actor(), need_id, provider_id, form.reason.data, now())
        text = _("%(name)s is off your list. This need will not show this name again.", name=_name(proposal))
        undo = url_for(".undo_dismiss", need_id=need_id, provider_id=provider_id)
        flash_undo(text, undo)
        return redirect(url_for(".show_need", need_id=need_id))
    at = now()
    person = graph().read(lambda tx: tx.eligibility.get(need_id, provider_id, tx.calendar.day_of(at)))
    page = render_template("startup/dismiss.html", need=need, form=form, person=person, **need_facts(need))
    return (page, 422) if form.errors else page


@blueprint.post(f"{_ONE}/undo-dismiss")
def undo_dismiss(need_id: str, provider_id: str) -> Response:
    """Put somebody back on the list."""
    proposal = undo_dismissal(graph(), actor(), need_id, provider_id, now())
    flash(_("%(name)s is back on your list.", name=_name(proposal)), "done")
    return redirect(url_for(".show_need", need_id=need_id))


def _name(proposal: Proposal) -> str:
    """Both names, as they stand on the card."""
    names = {"name": proposal.provider_name, "name_zh": proposal.provider_name_zh}
    return f"{name_of(names)} {other_name(names)}".strip()
