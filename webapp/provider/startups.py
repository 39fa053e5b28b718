"""The startups that a supervisor guides or an investor talks with."""

from __future__ import annotations

from flask import render_template

from webapp.http.context import actor, graph
from webapp.provider.blueprint import blueprint
from webapp.words.kinds import words_for_role
from webapp.words.outcomes import ended_status


@blueprint.get("/startups")
def list_startups() -> str:
    """Engagements, open ones first."""
    own_id, words = actor().subject_id, words_for_role(actor().role)
    guided = graph().read(lambda tx: tx.providers.list_guided(own_id))
    still_open = [one for one in guided if one.is_open]
    ended = [one for one in guided if not one.is_open]
    return render_template(
        "provider/startups.html",
        open=still_open,
        ended=ended,
        ended_status=ended_status,
        heading=words.works_with(len(still_open)),
        lede=words.has_ended(len(ended)),
    )
