"""Deleting somebody from the records whom nobody else keeps and who has no account."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.domain.jobs import ERASE_TRACES
from webapp.http.context import actor, graph, now
from webapp.incubator.blueprint import blueprint
from webapp.incubator.pool.table import read_member
from webapp.jobs.kick import kick
from webapp.operations.privacy import delete_person as operation
from webapp.operations.privacy.delete_person import Hindrance, NotDeletableError
from webapp.words.sentences import Sentence

HINDRANCES: Mapping[Hindrance, Sentence] = {
    Hindrance.HAS_ACCOUNT: Sentence("This person has an account, and deletes it by themselves."),
    Hindrance.IN_OTHER_POOLS: Sentence(
        "This person stands in another incubator’s pool too. End the term here; an administrator can delete them."
    ),
}


@blueprint.route("/supervisors/<person_id>/delete", methods=["GET", "POST"])
def delete_person(person_id: str) -> Response | str:
    """Ask first, then delete a person of the pool."""
    if request.method == "GET":
        return render_template("incubator/person_delete.html", member=read_member(person_id))
    try:
        kick(ERASE_TRACES, operation.delete_person(graph(), actor(), person_id, now()))
    except NotDeletableError as refusal:
        flash(HINDRANCES[refusal.hindrance].say({}), "stop")
        return redirect(url_for(".show_supervisor", person_id=person_id))
    flash(_("The person is deleted."), "done")
    return redirect(url_for(".list_pool"))
