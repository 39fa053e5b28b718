"""Suggesting a colleague of a pool in one's place, with a word."""

from __future__ import annotations

from collections.abc import Sequence

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.entities.proposal import Colleague
from graph.entities.requests import Request
from graph.errors import InvalidInputError
from graph.transaction import Transaction
from webapp.forms.fields import show_refusal
from webapp.http.context import actor, graph, matcher, now
from webapp.http.notices import flash_undo, with_told
from webapp.operations.delivery.who_is_told import startup_of
from webapp.operations.requests.pass_on import pass_on
from webapp.presenters.names import name_of
from webapp.provider.blueprint import blueprint
from webapp.provider.forms import PASS_REFUSED, PassForm

_FIRST = 6
_LOOKED_AT = 300


@blueprint.get("/requests/<request_id>/pass")
def choose_colleague(request_id: str) -> str:
    """Who of the pool could be asked instead, those who fit the question best first."""
    request, colleagues = _read(request_id)
    form = PassForm(sent_to=url_for(".pass_request", request_id=request_id))
    form.offer_choices([_of(one) for one in colleagues[:_FIRST]])
    return _page(request, colleagues, form)


@blueprint.post("/requests/<request_id>/pass")
def pass_request(request_id: str) -> Response | tuple[str, int]:
    """Suggest them; the startup decides."""
    request, colleagues = _read(request_id)
    form = PassForm()
    form.offer_choices([_of(one) for one in colleagues[:_FIRST]])
    chosen = _chosen(form, colleagues)
    if not form.validate() or chosen is None:
        if chosen is None and not form.errors:
            form.somebody.errors = [_("Choose one, or write the name as it stands on the list.")]
        return _page(request, colleagues, form), 422
    try:
        pass_on(graph(), actor(), request_id, chosen.id, form.word.data or "", now())
    except InvalidInputError as error:
        show_refusal(form, error, PASS_REFUSED)
        return _page(request, colleagues, form), 422
    names = {"name": request.startup_name, "name_zh": request.startup_name_zh}
    text = _("You suggest %(name)s to %(startup)s.", startup=name_of(names), name=name_of(chosen))
    flash_undo(with_told(text, startup_of(request)), url_for(".undo_decline_request", request_id=request_id))
    return redirect(url_for(".home"))


def _read(request_id: str) -> tuple[Request, list[Colleague]]:
    who, at = actor(), now()

    def work(tx: Transaction) -> tuple[Request, list[Colleague]]:
        request = tx.requests.get(request_id, visible_to=who)
        return request, tx.passing.list_colleagues(request_id, request.need_id, at) if request.is_waiting else []

    request, colleagues = graph().read(work)
    if not colleagues:
        return request, []
    ranked = matcher().propose(request.need_id, at=at, limit=_LOOKED_AT).proposals
    places = {one.provider_id: place for place, one in enumerate(ranked)}
    return request, sorted(colleagues, key=lambda one: (places.get(one.id, _LOOKED_AT), one.name, one.id))


def _page(request: Request, colleagues: Sequence[Colleague], form: PassForm) -> str:
    more = [name_of(one) for one in colleagues[_FIRST:]]
    return render_template("provider/pass_on.html", request_=request, form=form, more=more, has_any=bool(colleagues))


def _chosen(form: PassForm, colleagues: Sequence[Colleague]) -> Colleague | None:
    """Whoever is named, in either script, else whoever is ticked; None where the name is nobody's, or two people's."""
    name = " ".join((form.somebody.data or "").split()).casefold()
    if name:
        named = [one for one in colleagues if name in (one.name.casefold(), one.name_zh.casefold())]
        return named[0] if len(named) == 1 else None
    return next((one for one in colleagues if one.id == form.colleague.data), None)


def _of(colleague: Colleague) -> tuple[str, str]:
    return colleague.id, name_of(colleague)
