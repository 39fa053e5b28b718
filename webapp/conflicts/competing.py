"""Competitors of a startup: those noted, and those that records suggest, for a founder or a curator to confirm."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.repositories.competitors import Competitor, LikelyCompetitor
from graph.transaction import Transaction
from webapp.conflicts.blueprint import blueprint
from webapp.http.context import actor, graph, now
from webapp.operations.conflicts.say_competitor import require_own, say_competitor
from webapp.words import startup as words


@blueprint.get("/competitors/<startup_id>")
def list_competitors(startup_id: str) -> str:
    """Both lists; nothing suggested counts before somebody said yes."""
    who = actor()

    def read(tx: Transaction) -> tuple[list[LikelyCompetitor], list[Competitor]]:
        require_own(tx, who, startup_id)
        return tx.competitors.list_likely(startup_id), tx.competitors.list_noted(startup_id, who.subject_id)

    likely, noted = graph().read(read)
    return render_template(
        "conflicts/competitors.html", startup_id=startup_id, likely=likely, noted=noted,
        shared=lambda one: ", ".join([*(words.word(code, "industries") for code in one.fields), *one.topics]),
    )  # fmt: skip


@blueprint.post("/competitors/<startup_id>")
def answer_competitor(startup_id: str) -> Response:
    """Say yes or no to one that is suggested."""
    competes = request.form.get("answer") == "yes"
    say_competitor(graph(), actor(), startup_id, request.form.get("other", "")[:100], now(), competes=competes)
    said = _("Noted as a competitor. Whoever guides it, works for it or has money in it is asked about from now on.")
    flash(said if competes else _("Noted: no competitor. It is not suggested again."), "done")
    return redirect(url_for(".list_competitors", startup_id=startup_id))
