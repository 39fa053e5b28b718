"""Who can be reached, and how: by an account, through whoever answers for them, or not at all."""

from __future__ import annotations

from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from graph.domain.reach import Reach, answerer_of
from graph.domain.roles import INCUBATOR
from graph.repositories.answering import ReachOfOne
from webapp.answering.blueprint import blueprint
from webapp.http.context import actor, graph, now, organisation_day, settings
from webapp.incubator.reach.invite_many import invite_or_ask
from webapp.operations.exchange.loaded_people import loaded_people
from webapp.operations.pools.answer_for import answer_for, stop_answering_for
from webapp.presenters.names import name_of
from webapp.words.reach import account_words, reach_words

ACTIONS = {"answer_for": answer_for, "stop_answering_for": stop_answering_for}


@blueprint.get("/reach")
def list_reach() -> str:
    """Everybody for whom the reader may answer, who cannot be reached first; or who came in by one import."""
    people, load_id = _people(), request.args.get("import", "")[:100]
    file_name, loaded = loaded_people(graph(), actor(), settings().home, load_id) if load_id else ("", frozenset())
    if load_id:
        people = [one for one in people if one.id in loaded]
    chosen = request.args.get("reach", "")
    shown = [one for one in people if chosen not in set(Reach) or one.reach == chosen]
    counts = {reach: sum(one.reach is reach for one in people) for reach in Reach}
    return render_template(
        "answering/reach.html", people=shown, total=len(people), counts=counts, chosen=chosen, may_invite=_may_invite(),
        account_words=account_words, reach_words=partial(reach_words, answerer=_answerer()),
        load_id=load_id, file_name=file_name,
        ticked={one.id for one in shown if load_id and one.email and one.account_state is None},
    )  # fmt: skip


@blueprint.post("/reach")
def change_reach() -> Response | str:
    """Invite some of them; of many first say how many, and in which language."""
    ids = _chosen()
    if ids and request.form.get("action") == "invite" and _may_invite():
        return invite_or_ask(ids, url_for(".change_reach"), url_for(".list_reach"))
    return redirect(url_for(".list_reach"))


@blueprint.post("/reach/answers")
def choose_who_answers() -> Response:
    """Answer for some of them from now on, or no more."""
    action, ids = request.form.get("action", ""), _chosen()
    if ids and action in ACTIONS:
        _say(action, len(ACTIONS[action](graph(), actor(), ids, now())))
    return redirect(url_for(".list_reach"))


def _chosen() -> list[str]:
    ids = list(dict.fromkeys(request.form.getlist("id")))
    if not ids:
        flash(_("Choose at least one person first."), "warn")
    return ids


def _people() -> list[ReachOfOne]:
    who, day = actor(), organisation_day()
    if who.role == INCUBATOR:
        found = graph().read(lambda tx: tx.answering.list_of_pool(who.subject_id, day))
    else:
        found = graph().read(lambda tx: tx.answering.list_unreached(day))
    order = [Reach.NONE, Reach.INCUBATOR, Reach.ACCOUNT]
    return sorted(found, key=lambda one: (order.index(one.reach), name_of(one), one.id))


def _answerer() -> str:
    who = actor()
    return answerer_of(who.role, who.subject_id)


def _may_invite() -> bool:
    """Administrators invite on the page of accounts."""
    return actor().role == INCUBATOR


def _say(action: str, count: int) -> None:
    if not count:
        has_one = _("Nothing was changed: they have an account, or somebody answers for them already.")
        flash(has_one if action == "answer_for" else _("Nothing was changed: you answer for none of them."), "info")
    elif action == "answer_for":
        words = ngettext(
            "You answer for %(num)s person: what they are asked comes to you under “Answers for others”.",
            "You answer for %(num)s people: what they are asked comes to you under “Answers for others”.", count,
        )  # fmt: skip
        flash(words, "done")
    else:
        words = ngettext(
            "You answer for %(num)s person no more: nobody asks them until they have an account.",
            "You answer for %(num)s people no more: nobody asks them until they have an account.", count,
        )  # fmt: skip
        flash(words, "done")
