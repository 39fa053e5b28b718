"""The requests of an incubator's startups that went on with a conflict of interest that both sides were shown."""

from __future__ import annotations

from flask import render_template

from graph.entities.confirmation import Confirmation
from graph.repositories.confirmations import ConfirmedRequest
from graph.rules.ties import Tie
from graph.transaction import Transaction
from webapp.conflicts.blueprint import blueprint
from webapp.http.context import actor, graph, organisation_day
from webapp.presenters.dates import local_date
from webapp.words.conflicts import KINDS, say_ties

Names = dict[str, tuple[str, str]]


@blueprint.get("/confirmed")
def list_confirmed() -> str:
    """Who went on with which conflict, when, and who confirmed it; the latest first."""
    own_id, on = actor().subject_id, organisation_day()

    def read(tx: Transaction) -> tuple[list[ConfirmedRequest], Names]:
        found = tx.confirmations.list_of_incubator(own_id, on)
        said = [said for one in found for said in one.confirmations]
        ties = [tie for one in said for conflict in one.conflicts for tie in conflict.evidence]
        return found, tx.conflicts.names_of({*_ends(ties), *(one.by for one in said)})

    found, names = graph().read(read)
    return render_template("conflicts/confirmed.html", requests=found, said=lambda one: _said(one, names), names=names)


def _ends(ties: list[Tie]) -> set[str]:
    return {end for tie in ties for end in (tie.left_id, tie.right_id)}


def _said(one: Confirmation, names: Names) -> list[tuple[str, str]]:
    """Each conflict as it was confirmed: its kind, and the sentences that showed it; none where it is confidential."""
    day = local_date(one.at) or organisation_day()
    return [
        (str(KINDS[conflict.kind]), " ".join(say_ties(conflict.evidence, names, day))) for conflict in one.conflicts
    ]
