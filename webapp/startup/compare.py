"""Side by side: some of those found in the directory, or saved for a need."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask_babel import gettext as _

from graph.domain.kinds import KINDS
from graph.domain.states.requests import RequestState
from graph.errors import NotFoundError
from webapp.http.context import matcher, now, settings
from webapp.startup.blueprint import blueprint
from webapp.startup.comparing import MOST_COMPARED, compared
from webapp.startup.directory import Wish, ranked
from webapp.startup.investors import card_with, read_facts, with_kinds
from webapp.startup.proposals import read_need, refusal_in_words
from webapp.startup.ranking import MOST, View, list_url
from webapp.words.kinds import words_for


@blueprint.get("/people/compare")
def compare() -> str:
    """Some of the directory, in order of fit."""
    wish = Wish.of(request.args)
    wanted = set(request.args.getlist("id"))
    _ranking, cards = ranked(wish)
    chosen = [card for one, card in cards.items() if one in wanted][:MOST_COMPARED]
    return render_template(
        "startup/compare.html",
        wish=wish,
        need=None,
        cards=chosen,
        rows=compared(chosen),
        said=words_for(wish.kind),
        crumb=_("Find people"),
        about=wish.words or _("For your profile"),
        back=url_for(".browse", **wish.arguments),
    )


@blueprint.get("/needs/<need_id>/compare")
def compare_saved(need_id: str) -> str:
    """Those saved for a need, in order of fit: the ticked ones, else the first of all."""
    need, requests = read_need(need_id)
    if not need.is_open or need.kind not in KINDS:
        raise NotFoundError("need", need_id)
    saved = {item.provider_id for item in requests if item.state is RequestState.SAVED}
    wanted = saved & set(request.args.getlist("id")) or saved
    ranking = matcher().propose(need_id, at=now(), limit=MOST, policy=settings().page_policy)
    proposals = [one for one in ranking.proposals if one.provider_id in wanted][:MOST_COMPARED]
    facts = read_facts(need.kind, proposals)
    cards = [card_with(one, need.kind, facts, RequestState.SAVED) for one in with_kinds(proposals, facts)]
    return render_template(
        "startup/compare.html",
        wish=None,
        need=need,
        refusal=refusal_in_words(need),
        cards=cards,
        rows=compared(cards),
        said=words_for(need.kind),
        crumb=need.title,
        about=need.title,
        back=list_url(need_id, View(saved=True)),
    )
