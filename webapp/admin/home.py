"""The administrator's first page: does everything work, and what needs a hand."""

from __future__ import annotations

from flask import render_template

from graph.domain.states.accounts import AccountState
from webapp.accounts.sessions import store
from webapp.admin.blueprint import blueprint
from webapp.admin.health import list_parts
from webapp.http.context import graph, now, settings
from webapp.version import VERSION
from webapp.words import jobs as words


@blueprint.get("/")
def home() -> str:
    """Health of each part, jobs and accounts in figures."""
    the_graph = graph()
    parts = list_parts(the_graph, store(), now(), settings().backup_every_hours)
    jobs, accounts = the_graph.read(
        lambda tx: (
            tx.jobs.list_newest(limit=5),
            [(state, tx.accounts.count(state=state)) for state in AccountState],
        )
    )
    return render_template(
        "admin/home.html", said=words, at=now(), parts=parts, jobs=jobs, accounts=accounts,
        version=VERSION, troubled=sum(part.state != "good" for part in parts),
    )  # fmt: skip
