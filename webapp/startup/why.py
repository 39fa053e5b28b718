"""Why somebody is proposed, at an address of its own, and why somebody else is not."""

from __future__ import annotations

from flask import render_template, request
from flask_babel import gettext as _

from graph.domain.eligibility import RuleCode, forbids
from graph.domain.states.requests import RequestState
from graph.entities.need import Need
from matching.results import Explanation, PathStep
from webapp.http.context import actor, matcher, now, settings
from webapp.presenters.bars import fold_bars
from webapp.presenters.names import initials, name_of
from webapp.startup.blueprint import blueprint
from webapp.startup.investors import card_with, read_facts
from webapp.startup.proposals import need_facts, read_need, read_need_and_waits, refusal_in_words, with_conflicts
from webapp.startup.ranking import View, list_url
from webapp.startup.waiting_list import wait_with, wait_words
from webapp.words.fits import band_words
from webapp.words.kind_words import KindWords
from webapp.words.kinds import words_for
from webapp.words.paths import SHAPES, node_word, tie_word
from webapp.words.rules import rule_sentence
from webapp.words.why_not import differences_in_words, why_not_sentence


@blueprint.get("/needs/<need_id>/proposals/<provider_id>")
def show_why(need_id: str, provider_id: str) -> str:
    """The card, open: what moved the fit, the path, where they stood, and a comparison on demand."""
    need, requests, waits = read_need_and_waits(need_id)
    asked_for = " ".join(request.args.get("against", "").split())[:100]
    other = _find_visible(need, asked_for)
    explanation = matcher().explain(need_id, provider_id, at=now(), policy=settings().page_policy, other=other)
    against = explanation.why_not_other
    states = {item.provider_id: item for item in requests}
    state = states[provider_id].state if provider_id in states else RequestState.SHOWN
    refusal = refusal_in_words(need)
    bars, small_bars = fold_bars(need.kind, explanation.bars)
    view = View.of(request.args)
    return render_template(
        "startup/why.html",
        view=view,
        back=list_url(need_id, view),
        # Asked for by the list, which puts it where the card stands.
        is_in_place="HX-Request" in request.headers,
        need=need,
        card=with_conflicts(
            need.startup_id,
            [card_with(explanation.proposal, need.kind, read_facts(need.kind, [explanation.proposal]), state)],
        )[0],
        explanation=explanation,
        left_out=_left_out(need.kind, explanation),
        is_full=explanation.left_out == RuleCode.NO_FREE_PLACE,
        wait=wait_with(waits, provider_id),
        wait_words=wait_words,
        bars=bars,
        together=sum(round(bar.contribution, 2) for bar in explanation.bars),
        small_bars=small_bars,
        path=path_of(explanation.path, words_for(need.kind)),
        chances=chances(explanation),
        asked_for=asked_for,
        against=against,
        refusal=refusal,
        may_ask=not refusal and not (explanation.left_out and forbids(explanation.left_out)),
        against_sentence=why_not_sentence(against) if against else "",
        differences=differences_in_words(against) if against else [],
        against_fit=band_words(against.band) if against and against.band else "",
        **need_facts(need),
    )


@blueprint.get("/needs/<need_id>/names")
def suggest_names(need_id: str) -> str:
    """Names of providers while one types, as options."""
    need, _requests = read_need(need_id)
    typed = (request.args.get("q") or request.args.get("against", ""))[:100].strip()
    found = matcher().search_names(need.kind, typed, 8, startup_id=actor().subject_id) if typed else ()
    return render_template("startup/suggestions.html", options=[(name_of(hit), name_of(hit)) for hit in found])


def path_of(steps: tuple[PathStep, ...], said: KindWords) -> dict[str, object]:
    """The path as `path_picture` draws it; empty where there is none."""
    if len(steps) < 2:
        return {}
    first, *between, last = steps
    nodes = [
        _node(first, "startup", _("you")) | {"you": True},
        *(_node(step, SHAPES[step.label], node_word(step.label)) for step in between),
        # Whoever stands at the end of a path is proposed; a person on the way may be anybody.
        _node(last, said.path_shape, said.at_path_end),
    ]
    return {"nodes": nodes, "links": [tie_word(step.via) for step in steps[1:]]}


def _node(step: PathStep, shape: str, word: str) -> dict[str, object]:
    return {
        "kind": shape, "name": name_of(step), "role": word, "letter": initials(step.name, step.name_zh), "you": False,
    }  # fmt: skip


def chances(explanation: Explanation) -> dict[str, float]:
    """Once they are asked: the chances of a yes and of a good end in whole percents, and their product, which whoever
    multiplies what stands there finds. Whether the startup asks is its own to know."""
    proposal = explanation.proposal
    they, well = (round(chance, 2) for chance in (proposal.provider_probability, proposal.outcome))
    return {"they": they, "well": well, "both": they * well}


def _left_out(kind: str, explanation: Explanation) -> str:
    code = explanation.left_out
    return rule_sentence(kind, code, name_of(explanation.proposal)) if code else ""


def _find_visible(need: Need, typed: str) -> str:
    """The id of the first person of that name; empty where nobody visible to the startup has it."""
    found = matcher().search_names(need.kind, typed, 1, startup_id=actor().subject_id) if typed else ()
    return found[0].id if found else ""
