"""The proposals of a need: the list, who was left out, and the note of what was shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from flask import after_this_request, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from graph.domain.kinds import KINDS
from graph.domain.states.requests import RequestState
from graph.entities.need import Need
from graph.entities.proposal import Proposal as Request
from graph.entities.wait import Wait
from graph.transaction import Transaction
from matching.results import RankedProvider, Ranking
from webapp.http.conflicts import asked_of_startup
from webapp.http.context import actor, graph, matcher, now, settings
from webapp.http.list_notes import list_notes
from webapp.jobs.showings import note_showing_later
from webapp.startup.blueprint import blueprint
from webapp.startup.cards import Card
from webapp.startup.comparing import MOST_COMPARED
from webapp.startup.investors import card_with, read_facts, with_kinds, within_ticket
from webapp.startup.ranking import MOST, PAGE, View, chosen_of, filter_groups, list_url, sorts_of, why_url
from webapp.startup.standing import standing_of
from webapp.startup.waiting_list import wait_words
from webapp.words import startup as words
from webapp.words.errors import explain
from webapp.words.explanation import Explanation
from webapp.words.help_areas import area_words
from webapp.words.kinds import asked_for, words_for
from webapp.words.refusals import dismissal_words
from webapp.words.rules import left_out_sentence, rule_title


@blueprint.get("/needs/<need_id>")
def show_need(need_id: str) -> str | Response:
    """Ranked proposals for an open need; a draft goes on in its form, a closed need shows what became of it."""
    need, requests, waits = read_need_and_waits(need_id)
    suggested = graph().read(lambda tx: tx.suggested.list_of_need(need_id))
    if need.is_draft:
        return redirect(url_for(".edit_need_form", need_id=need_id))
    if need.is_closed or need.kind not in KINDS:
        return render_template("startup/closed_need.html", need=need, requests=requests, **need_facts(need))
    at = now()
    ranking = matcher().propose(need_id, at=at, limit=MOST, policy=settings().page_policy)
    view = View.of(request.args)
    states = {item.provider_id: item.state for item in requests}
    facts = read_facts(need.kind, ranking.proposals)
    proposals, within = with_kinds(ranking.proposals, facts), within_ticket(facts, need.amount)
    chosen = chosen_of(proposals, view, states, within)
    shown = chosen[: view.shown]
    _note_shown(need_id, ranking, shown, at)
    return render_template(
        "startup/proposals.html",
        need=need,
        view=view,
        suggested=[one for one in suggested if not one.state.was_asked],
        refusal=refusal_in_words(need),
        total=len(chosen),
        all_count=len(ranking.proposals),
        saved_count=sum(states.get(item.provider_id) is RequestState.SAVED for item in ranking.proposals),
        cards=with_conflicts(
            need.startup_id,
            [card_with(item, need.kind, facts, states.get(item.provider_id, RequestState.SHOWN)) for item in shown],
        ),
        groups=filter_groups(proposals, view, words_for(need.kind), within),
        **list_notes(ranking),
        has_left_out=bool(sum(ranking.excluded.values())),
        asked=[item for item in requests if item.was_asked],
        standing_of=standing_of,
        waits=[wait for wait in waits if wait.need_id == need.id],
        wait_words=wait_words,
        aside=[item for item in requests if item.state is RequestState.DISMISSED],
        why_not_words=dismissal_words,
        why_url=why_url,
        list_url=list_url,
        next_id=chosen[view.shown].provider_id if len(chosen) > view.shown else "",
        sorts=sorts_of(proposals),
        page_size=PAGE,
        most_compared=MOST_COMPARED,
        **need_facts(need),
    )


@blueprint.get("/needs/<need_id>/left-out")
def list_left_out(need_id: str) -> str:
    """Everybody who was left out, and by which rule."""
    need, _requests = read_need(need_id)
    ranking = matcher().propose(need_id, at=now(), limit=1)
    people = sorted(ranking.excluded_people, key=lambda item: (item.name, item.id))
    groups = [
        (
            rule_title(code),
            count,
            words_for(need.kind).count(count),
            [person for person in people if person.code == code],
        )
        for code, count in sorted(ranking.excluded.items(), key=lambda item: (-item[1], item[0]))
        if count
    ]
    return render_template(
        "startup/left_out.html", need=need, groups=groups, sentence=left_out_sentence(ranking), **need_facts(need)
    )


def read_need(need_id: str) -> tuple[Need, list[Request]]:
    """A need of the startup that acts, with everything that was said about it; raises NotFoundError."""
    need, requests, _waits = read_need_and_waits(need_id)
    return need, requests


def read_need_and_waits(need_id: str) -> tuple[Need, list[Request], list[Wait]]:
    """The same, and whose places the startup waits for; raises NotFoundError."""
    mine = actor()

    def work(tx: Transaction) -> tuple[Need, list[Request], list[Wait]]:
        need, requests = tx.needs.get(need_id, visible_to=mine), tx.proposals.list_of_need(need_id)
        return need, requests, tx.waits.list_of_startup(need.startup_id)

    return graph().read(work)


def with_conflicts(startup_id: str, cards: list[Card]) -> list[Card]:
    """The cards, each with the conflicts of interest that whoever asks is to confirm."""
    asked = asked_of_startup(startup_id, [card.id for card in cards])
    return [replace(card, conflicts=asked[card.id]) if card.id in asked else card for card in cards]


def refusal_in_words(need: Need) -> Explanation | None:
    """Why nobody may be asked for an open need just now; None where somebody may."""
    refusal = need.refusal_to_ask(settings().max_open_requests) if need.is_open else None
    return explain(refusal)[1] if refusal else None


def need_facts(need: Need) -> dict[str, object]:
    """What every page of a need says below its question."""
    fields = words.shown_tags(need)
    return {
        "kind": asked_for(need.kind, need.amount),
        "said": words_for(need.kind) if need.kind in KINDS else None,
        "proposed": [words_for(kind).many for kind in KINDS],
        "areas": area_words(need.help_areas),
        "fields": fields,
        "stage": words.word(need.stage, "stages"),
    }


def _note_shown(need_id: str, ranking: Ranking, shown: list[RankedProvider], at: datetime) -> None:
    """Once the page is made, leave the note to a job, so that reading writes nothing."""
    rows = [
        (item.provider_id, item.position, item.score, item.shown_probability, item.by_fit_position, item.why_shown)
        for item in shown
    ]

    @after_this_request
    def enqueue(response: Response) -> Response:
        if response.status_code == 200 and rows:
            note_showing_later(need_id, rows, ranking.model.id, at)
        return response
