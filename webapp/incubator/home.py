"""The curator's first page: what is stuck, with whom, since when."""

from __future__ import annotations

from flask import render_template

from graph.domain.stuck import StuckSort
from webapp.http.context import actor, graph, now, organisation_day, settings
from webapp.incubator.attention import read_attention
from webapp.incubator.blueprint import blueprint
from webapp.incubator.pool.table import count_doubles
from webapp.incubator.waiting.lines import line_of
from webapp.words.pool import PoolWords

SHOWN = 6


@blueprint.get("/")
def home() -> str:
    """What needs me now."""
    attention = read_attention(graph(), actor().subject_id, now())
    groups = {
        "requests": attention.stuck(StuckSort.REQUEST, StuckSort.ELSEWHERE),
        "needs": attention.stuck(StuckSort.NEED),
        "work": attention.stuck(StuckSort.WORK),
        "loads": attention.stuck(StuckSort.LOAD),
    }
    return render_template(
        "incubator/home.html",
        attention=attention,
        groups={name: [line_of(one, attention.on, {}) for one in things[:SHOWN]] for name, things in groups.items()},
        counts={name: len(things) for name, things in groups.items()},
        people=sum(member.term.is_running(attention.on) for member in attention.members),
        waiting=len(attention.things),
        shown=SHOWN,
        words=PoolWords(organisation_day()),
        doubles=count_doubles(),
        applications=attention.applications,
        expire_after_days=settings().expire_after_days,
    )
