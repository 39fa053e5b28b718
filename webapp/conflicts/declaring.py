"""Either side declares a conflict of interest with the other, sees what it declared, and takes it back."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from graph.transaction import Transaction
from webapp.conflicts.blueprint import blueprint
from webapp.http.context import actor, graph, now
from webapp.operations.conflicts.declare_conflict import declare_conflict, require_seen, take_conflict_back
from webapp.presenters.names import name_of


@blueprint.get("/")
def list_declared() -> str:
    """What one's own side declared."""
    own_id = actor().subject_id
    declared = graph().read(lambda tx: tx.declarations.list_declared(own_id))
    return render_template("conflicts/declared.html", declared=declared)


@blueprint.get("/with/<counterpart_id>")
def choose_conflict(counterpart_id: str) -> str:
    """What declaring does, with the choice whether others are told more than that there is a conflict."""
    who = actor()

    def read(tx: Transaction) -> tuple[dict[str, str], int]:
        require_seen(tx, who, counterpart_id)
        pair = (who.subject_id, counterpart_id) if who.is_seeker else (counterpart_id, who.subject_id)
        name, name_zh = tx.conflicts.names_of([counterpart_id]).get(counterpart_id, ("", ""))
        return {"name": name, "name_zh": name_zh}, len(tx.declarations.list_asked(*pair))

    names, waiting = graph().read(read)
    return render_template(
        "conflicts/declare.html", counterpart_id=counterpart_id, name=name_of(names), waiting=waiting
    )


@blueprint.post("/with/<counterpart_id>")
def declare(counterpart_id: str) -> Response:
    """Declare it."""
    is_confidential = request.form.get("confidential") == "yes"
    ended = declare_conflict(graph(), actor(), counterpart_id, now(), is_confidential=is_confidential)
    text = _("Declared. You two are not proposed to each other, and neither can ask or accept.")
    flash(text, "done")
    if ended:
        words = ngettext(
            "The request that waited between you has ended, and both are told that a conflict stands there.",
            "The %(num)s requests that waited between you have ended, and both are told that a conflict stands there.",
            ended,
        )
        flash(words, "info")
    return redirect(url_for(".list_declared"))


@blueprint.post("/declared/<declared_id>/take-back")
def take_back(declared_id: str) -> Response:
    """Declare it no longer."""
    take_conflict_back(graph(), actor(), declared_id, now())
    flash(_("Taken back. It keeps you apart no more."), "done")
    return redirect(url_for(".list_declared"))
