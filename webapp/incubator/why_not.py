"""Why is our supervisor not proposed: the rule that leaves somebody out, or the facts by which others are ahead."""

from __future__ import annotations

from flask import render_template, request

from graph.entities.incubators import OpenNeed
from graph.entities.pools import PoolMember
from graph.errors import NotFoundError
from matching.results import WhyNot
from webapp.context import actor, graph, matcher, now
from webapp.incubator import blueprint
from webapp.incubator.pool import read_members
from webapp.presenters.dates import today


@blueprint.get("/needs/<need_id>/why-not")
def show_why_not(need_id: str) -> str:
    """One of the own startups' open needs beside one supervisor of the own pool."""
    need = _own_need(need_id)
    members = [member for member in read_members() if not member.term.is_over(today())]
    chosen = _chosen(members, request.args.get("person", ""))
    answer, is_first = _answer(need, chosen) if chosen else (None, False)
    return render_template(
        "incubator/why_not.html", need=need, members=members, chosen=chosen, answer=answer, is_first=is_first
    )


def _own_need(need_id: str) -> OpenNeed:
    """The need, if a startup that is here today has it open; raises NotFoundError."""
    incubator_id, on = actor().subject_id, now().date()
    needs = graph().read(lambda tx: graph().incubators.list_open_needs(tx, incubator_id, on))
    need = next((one for one in needs if one.id == need_id and one.kind == "mentor"), None)
    if need is None:
        raise NotFoundError("need", need_id)
    return need


def _chosen(members: list[PoolMember], person_id: str) -> PoolMember | None:
    if not person_id:
        return None
    chosen = next((member for member in members if member.id == person_id), None)
    if chosen is None:
        raise NotFoundError("supervisor", person_id)
    return chosen


def _answer(need: OpenNeed, chosen: PoolMember) -> tuple[WhyNot | None, bool]:
    """What was found against the best by fit; the second says that this is the best. None where nobody is left."""
    at = now()
    best = matcher().propose(need.id, at=at, limit=1).proposals
    against = best[0].provider_id if best else chosen.id
    return matcher().compare(need.id, against, chosen.id, at=at), bool(best) and against == chosen.id
