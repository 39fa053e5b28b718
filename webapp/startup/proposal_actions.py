"""Saving a proposal for later, or taking it off the list with a reason."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
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
from webapp.startup.ranking import View, list_url

_ONE = "/needs/<need_id>/proposals/<provider_id>"


@blueprint.post(f"{_ONE}/save")
def save(need_id: str, provider_id: str) -> Response:
    """Keep a proposal for later."""
    proposal = save_proposal(graph(), actor(), need_id, provider_id, now())
    undo = _url(".unsave", need_id, provider_id)
    flash_undo(_("%(name)s is on your saved list.", name=_name(proposal)), undo)
    return _back(need_id, provider_id)


@blueprint.post(f"{_ONE}/unsave")
def unsave(need_id: str, provider_id: str) -> Response:
    """Take a proposal off the saved list."""
    proposal = unsave_proposal(graph(), actor(), need_id, provider_id, now())
    undo = _url(".save", need_id, provider_id)
    flash_undo(_("%(name)s is off your saved list.", name=_name(proposal)), undo)
    return _back(need_id, provider_id)


@blueprint.route(f"{_ONE}/dismiss", methods=["GET", "POST"])
def dismiss(need_id: str, provider_id: str) -> Response | str | tuple[str, int]:
    """Ask why somebody is not for this need, and take them off its list."""
    need, _requests = read_need(need_id)
    form = DismissForm().at(provider_id)
    if form.validate_on_submit():
        proposal = dismiss_proposal(
            graph(), actor(), need_id, provider_id, form.reason.data, now(), note=form.note.data or ""
        )  # fmt: skip
        text = _("%(name)s is off your list. You find the name under “Put aside”.", name=_name(proposal))
        flash_undo(text, _url(".undo_dismiss", need_id, provider_id))
        return _back(need_id)
    at = now()
    person = graph().read(lambda tx: tx.eligibility.get(need_id, provider_id, tx.calendar.day_of(at)))
    page = render_template(
        "startup/dismiss.html", need=need, form=form, person=person, back=list_url(need_id, View.of(request.args)),
        is_in_place="HX-Request" in request.headers, action=_url(".dismiss", need_id, provider_id), **need_facts(need),
    )  # fmt: skip
    return (page, 422) if form.errors else page


@blueprint.post(f"{_ONE}/undo-dismiss")
def undo_dismiss(need_id: str, provider_id: str) -> Response:
    """Put somebody back on the list."""
    proposal = undo_dismissal(graph(), actor(), need_id, provider_id, now())
    flash(_("%(name)s is back on your list.", name=_name(proposal)), "done")
    return _back(need_id, provider_id)


def _url(endpoint: str, need_id: str, provider_id: str) -> str:
    """The address of a step about one proposal, with the view of the list from which it comes."""
    return url_for(endpoint, need_id=need_id, provider_id=provider_id, **View.of(request.args).arguments)


def _back(need_id: str, provider_id: str = "") -> Response:
    """To the list as it stood: filters, order, how many are shown, and the card."""
    return redirect(list_url(need_id, View.of(request.args), f"proposal-{provider_id}" if provider_id else None))


def _name(proposal: Proposal) -> str:
    """Both names, as they stand on the card."""
    names = {"name": proposal.provider_name, "name_zh": proposal.provider_name_zh}
    return f"{name_of(names)} {other_name(names)}".strip()
