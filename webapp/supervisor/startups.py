"""The startups that a supervisor guides, and all sessions with them."""

from __future__ import annotations

from datetime import timedelta

from flask import render_template

from graph.entities.supervisors import SessionLine
from graph.transaction import Transaction
from webapp.context import actor, graph, now
from webapp.presenters.dates import local_date
from webapp.supervisor import blueprint

YEAR = timedelta(days=366)


@blueprint.get("/startups")
def list_startups() -> str:
    """Engagements, open ones first."""
    own_id = actor().subject_id
    guided = graph().read(lambda tx: graph().supervisors.list_guided(tx, own_id))
    still_open = [one for one in guided if one.state == "open"]
    ended = [one for one in guided if one.state != "open"]
    return render_template("supervisor/startups.html", open=still_open, ended=ended)


@blueprint.get("/sessions")
def list_sessions() -> str:
    """What is to come, what is to be rated, and what took place within a year."""
    own_id, moment = actor().subject_id, now()

    def read(tx: Transaction) -> list[SessionLine]:
        return graph().supervisors.list_sessions(tx, own_id, moment - YEAR, moment + YEAR, 300)

    lines = graph().read(read)
    days = [(local_date(line.starts_at), line) for line in lines]
    coming = [pair for pair in days if pair[1].state == "planned"]
    held = [pair for pair in reversed(days) if pair[1].state == "held"]
    return render_template("supervisor/sessions.html", coming=coming, held=held)
