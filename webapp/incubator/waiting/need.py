"""One need of an own startup for the curator: whom it was shown, and whom to suggest, or to ask in its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from graph.domain.kinds import KINDS
from graph.domain.roles import Side
from graph.entities.need import Need
from graph.entities.proposal import Asking, Proposal
from graph.errors import ConflictError, LimitReachedError, NotFoundError
from graph.repositories.suggested import Suggested
from graph.transaction import Transaction
from matching.explanation.fact_json import dump_fact, dump_reasons
from matching.results import RankedProvider, Ranking
from webapp.http.conflicts import asked_of_startup, ticked
from webapp.http.context import actor, graph, matcher, now, organisation_day, settings
from webapp.http.list_notes import unread_of
from webapp.http.notices import flash_told
from webapp.incubator.blueprint import blueprint
from webapp.incubator.waiting.move_forms import SuggestForm
from webapp.operations.delivery.who_is_told import Concerned
from webapp.operations.stuck.ask_on_behalf import ask_on_behalf
from webapp.operations.stuck.suggest_providers import MOST_SUGGESTED, suggest_providers
from webapp.presenters.dates import moment
from webapp.presenters.language import language
from webapp.presenters.names import name_of, spoken_name
from webapp.startup.cards import card_of
from webapp.startup.proposals import with_conflicts
from webapp.words.conflicts import ShownConflict
from webapp.words.errors import explain
from webapp.words.kinds import wanted
from webapp.words.startup import shown_tags

MOST_LISTED = 10


@dataclass(frozen=True)
class Known:
    """A need of a startup that is here, what was proposed for it, and whose pages this incubator may open."""

    need: Need
    startup: dict[str, str]
    proposals: list[Proposal]
    suggested: list[Suggested]
    pool: frozenset[str]


@blueprint.get("/needs/<need_id>")
def show_need(need_id: str) -> str:
    """The need, its proposals, and the ranking to choose from."""
    return _page(need_id, SuggestForm(formdata=None), [])


@blueprint.post("/needs/<need_id>/suggest")
def suggest(need_id: str) -> Response | str | tuple[str, int]:
    """Suggest those who were chosen to the startup."""
    form, chosen = SuggestForm(), _chosen()
    if not _is_complete(form, chosen):
        return _page(need_id, form, chosen), 422
    try:
        suggest_providers(graph(), actor(), need_id, chosen, form.word.data or "", now())
    except ConflictError as refusal:
        return _refused(need_id, form, chosen, refusal)
    flash_told(ngettext("Suggested.", "%(num)s suggested.", len(chosen)), _startup_of(_read(need_id)))
    return redirect(url_for(".show_need", need_id=need_id))


@blueprint.post("/needs/<need_id>/ask")
def ask(need_id: str) -> Response | str | tuple[str, int]:
    """Ask those who were chosen in the startup's name; first say what that does."""
    form, chosen = SuggestForm(), _chosen()
    if not _is_complete(form, chosen):
        return _page(need_id, form, chosen), 422
    known, ranking = _read(need_id), _rank(need_id)
    ranked = {one.provider_id: one for one in ranking.proposals}
    gone = [one for one in chosen if one not in ranked]
    if gone:
        flash(_why_gone(known, gone), "warn")
        return _page(need_id, form, [one for one in chosen if one in ranked]), 409
    if request.form.get("sure") != "yes":
        names = [name_of(ranked[one]) for one in chosen]
        return render_template(
            "incubator/ask_for.html",
            need=known.need,
            startup=known.startup,
            names=names,
            chosen=chosen,
            form=form,
            asked_about=_asked_about(known, ranked, chosen),
        )
    askings = {one: _asking(form.word.data or "", ranked[one], ranking) for one in chosen}
    try:
        asked = ask_on_behalf(graph(), actor(), need_id, askings, now(), most_open=settings().max_open_requests)
    except (ConflictError, LimitReachedError) as refusal:
        return _refused(need_id, form, chosen, refusal)
    providers = [Concerned(Side.PROVIDER, one, ranked[one].name, ranked[one].name_zh or "") for one in chosen]
    said = ngettext("Asked in their name.", "%(num)s asked in their name.", len(asked))
    flash_told(said, _startup_of(known), *providers)
    return redirect(url_for(".show_need", need_id=need_id))


def _asked_about(
    known: Known, ranked: dict[str, RankedProvider], chosen: list[str]
) -> list[tuple[str, list[ShownConflict]]]:
    """Whom the startup is to confirm a conflict of interest with, by name, and which."""
    asked = asked_of_startup(known.need.startup_id, chosen)
    return [(name_of(ranked[one]), asked[one]) for one in chosen if one in asked]


def _why_gone(known: Known, gone: list[str]) -> str:
    """Why somebody who was chosen is not to be asked any more: mostly somebody was faster.

    Raises NotFoundError for whom nobody proposed here.
    """
    proposed = {one.provider_id: one for one in known.proposals}
    named = graph().read(lambda tx: {one for one in gone if tx.colleagues.name_of(one) is not None})
    said = []
    for provider_id in gone:
        one = proposed.get(provider_id)
        if one is None and provider_id not in named:
            raise NotFoundError("provider", provider_id)
        if one is not None and one.was_asked and one.asked_at:
            name = name_of({"name": one.provider_name, "name_zh": one.provider_name_zh or ""})
            by, at = spoken_name(one.asked_by or ""), moment(one.asked_at)
            by_whom = _("%(name)s was already asked by %(by)s on %(when)s.", name=name, by=by, when=at)
            said.append(by_whom if by else _("%(name)s was already asked on %(when)s.", name=name, when=at))
        else:
            said.append(_("Somebody whom you chose cannot be asked for this need any more."))
    said.append(_("Nothing was sent; your words stand here."))
    return ("" if language() == "zh" else " ").join(dict.fromkeys(said))


def _startup_of(known: Known) -> Concerned:
    return Concerned(Side.SEEKER, known.startup["id"], known.startup["name"], known.startup["name_zh"])


def _chosen() -> list[str]:
    return list(dict.fromkeys(request.form.getlist("provider")))


def _is_complete(form: SuggestForm, chosen: list[str]) -> bool:
    """Whether one to three are chosen and something is written; what is missing is said in the form."""
    is_written = form.validate()
    if not 1 <= len(chosen) <= MOST_SUGGESTED:
        form.form_errors = [_("Choose one to %(most)s people below.", most=MOST_SUGGESTED)]
        return False
    return bool(is_written)


def _refused(
    need_id: str, form: SuggestForm, chosen: list[str], refusal: ConflictError | LimitReachedError
) -> tuple[str, int]:
    status, said = explain(refusal)
    flash(said.happened, "warn")
    return _page(need_id, form, chosen), status


def _read(need_id: str) -> Known:
    who, on = actor(), organisation_day()

    def work(tx: Transaction) -> Known:
        need = tx.needs.get(need_id, visible_to=who)
        startup = next(
            (one for one in tx.incubators.list_startups(who.subject_id, on) if one.id == need.startup_id), None
        )
        if startup is None or need.is_draft:
            raise NotFoundError("need", need_id)
        names = {"id": startup.id, "name": startup.name, "name_zh": startup.name_zh or ""}
        members = tx.pools.member_ids(who.subject_id)
        return Known(need, names, tx.proposals.list_of_need(need_id), tx.suggested.list_of_need(need_id), members)

    return graph().read(work)


def _rank(need_id: str) -> Ranking:
    return matcher().propose(need_id, at=now(), limit=MOST_LISTED)


def _page(need_id: str, form: SuggestForm, chosen: list[str]) -> str:
    known = _read(need_id)
    can_ask = known.need.is_open and known.need.kind in KINDS
    ranking = _rank(need_id) if can_ask else None
    proposals = ranking.proposals if ranking else ()
    return render_template(
        "incubator/need.html",
        need=known.need, startup=known.startup, pool=known.pool, suggested=known.suggested,
        proposals=[_shown(one) for one in known.proposals],
        cards=with_conflicts(known.need.startup_id, [card_of(one, known.need.kind) for one in proposals]),
        form=form, chosen=chosen, wanted=wanted,
        fields=shown_tags(known.need), most=MOST_SUGGESTED, unread=unread_of(ranking) if ranking else 0,
    )  # fmt: skip


def _shown(one: Proposal) -> dict[str, Any]:
    """How a proposal stands, as far as it is not the startup's own business: what it saved or put aside is."""
    return {
        "provider_id": one.provider_id, "name": one.provider_name, "name_zh": one.provider_name_zh or "",
        "state": one.state if one.was_asked else None, "asked_at": one.asked_at, "proposed_on": one.proposed_on,
    }  # fmt: skip


def _asking(note: str, one: RankedProvider, ranking: Ranking) -> Asking:
    return Asking(
        note=note, asked_by=actor().name, reasons=dump_reasons(one.reasons),
        caution=dump_fact(one.caution) if one.caution else "", score=one.score, fit=one.fit, position=one.position,
        model_id=ranking.model.id, confirmed=ticked(),
    )  # fmt: skip
