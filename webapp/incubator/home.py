"""The curator's first page: what is stuck, with whom, since when."""

from __future__ import annotations

from flask import render_template

from graph.entities import Actor
from webapp.http.context import actor, graph, now, organisation_day, settings
from webapp.http.navigation import counts
from webapp.incubator.attention import LATE_DAYS, read_attention
from webapp.incubator.blueprint import blueprint
from webapp.incubator.pool import count_doubles
from webapp.presenters.dates import days_since
from webapp.words.pool import PoolWords

SHOWN = 6


@blueprint.get("/")
def home() -> str:
    """What needs me now."""
    attention = read_attention(graph(), actor().subject_id, now())
    return render_template(
        "incubator/home.html",
        attention=attention,
        shown=SHOWN,
        words=PoolWords(organisation_day()),
        late_days=LATE_DAYS,
        doubles=count_doubles(),
        expire_after_days=settings().expire_after_days,
    )


@counts("incubator.home")
def count_late(who: Actor) -> int:
    """How many requests have waited a week or longer."""
    waiting = graph().read(lambda tx: tx.incubators.list_requests(who.subject_id, organisation_day()))
    return sum(1 for one in waiting if days_since(one.asked_at) >= LATE_DAYS)
