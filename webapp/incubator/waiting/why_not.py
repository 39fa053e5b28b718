"""Why is our supervisor, or an investor, not proposed: the rule that leaves them out, or where others are ahead."""

from __future__ import annotations

from flask import render_template, request

from graph.domain.kinds import KINDS
from graph.entities.incubators import OpenNeed
from graph.entities.pools import PoolMember
from graph.errors import NotFoundError
from matching.results import NameMatch
from webapp.http.context import actor, graph, matcher, now, organisation_day
from webapp.incubator.blueprint import blueprint
from webapp.incubator.pool.table import read_pool
from webapp.words.kinds import words_for, words_for_curators
from webapp.words.why_not import differences_in_words, why_not_sentence


@blueprint.get("/needs/<need_id>/why-not")
def show_why_not(need_id: str) -> str:
    """One of the own startups' open needs beside one supervisor of the own pool, or an investor by name."""
    need = _own_need(need_id)
    typed = " ".join(request.args.get("name", "").split())[:100]
    members: list[PoolMember] = []
    chosen: PoolMember | NameMatch | None
    if KINDS[need.kind].is_pooled:
        members = [member for member in read_pool().members if _is_shown(member)]
        chosen = _chosen(members, request.args.get("person", ""))
    else:
        found = matcher().search_names(need.kind, typed, 1, startup_id=need.startup_id) if typed else ()
        chosen = found[0] if found else None
    answer = matcher().compare_with_best(need.id, chosen.id, at=now()) if chosen else None
    return render_template(
        "incubator/why_not.html",
        need=need,
        members=members,
        typed=typed,
        chosen=chosen,
        answer=answer,
        differences=differences_in_words(answer) if answer else [],
        sentence=why_not_sentence(answer) if answer else "",
        is_first=answer is not None and answer.position == 1,
        said=words_for(need.kind),
        curator=words_for_curators(need.kind),
        is_pooled=KINDS[need.kind].is_pooled,
    )


def _own_need(need_id: str) -> OpenNeed:
    """The need, if a startup that is here today has it open; raises NotFoundError."""
    incubator_id, on = actor().subject_id, organisation_day()
    needs = graph().read(lambda tx: tx.incubators.list_open_needs(incubator_id, on))
    need = next((one for one in needs if one.id == need_id and one.kind in KINDS), None)
    if need is None:
        raise NotFoundError("need", need_id)
    return need


def _is_shown(member: PoolMember) -> bool:
    """Who left, or has not accepted yet, is nobody to compare."""
    return not member.term.is_over(organisation_day()) and not member.term.is_only_invited


def _chosen(members: list[PoolMember], person_id: str) -> PoolMember | None:
    if not person_id:
        return None
    chosen = next((member for member in members if member.id == person_id), None)
    if chosen is None:
        raise NotFoundError("pool member", person_id)
    return chosen
