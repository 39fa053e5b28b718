"""Hand a link over to somebody of the pool or to a founder who has no account yet, by WeChat or on paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from flask import render_template, request, url_for

from graph.errors import ConflictError, ForbiddenError, GraphError, InvalidInputError, NotFoundError
from webapp.http.context import actor, graph, now, settings
from webapp.http.extensions import link_tokens
from webapp.incubator.blueprint import blueprint
from webapp.incubator.pool.table import read_member
from webapp.incubator.startups.lines import read_lines
from webapp.operations.accounts.hand_over import (
    ActsForOthersError,
    HandedLink,
    hand_over_to_founder,
    hand_over_to_member,
)
from webapp.operations.pools.correct_supervisor import AddressTakenError, SpeaksForThemselvesError
from webapp.presenters.handed import handed
from webapp.presenters.names import name_of
from webapp.words.sentences import Sentence

Answer = str | tuple[str, int]
REFUSED: Mapping[str, Sentence] = {
    SpeaksForThemselvesError.code: Sentence(
        "They have an account, are not in your pool today, or are with another incubator too: no link is made for them."
    ),
    InvalidInputError.code: Sentence("No address is known. Correct the record first: an account has an address."),
    AddressTakenError.code: Sentence("Somebody else signs in with this address."),
    ActsForOthersError.code: Sentence(
        "The account with this address is for something else, too: only they themselves open it, by the email."
    ),
}
"""Why no link is made, by the code of the refusal."""


@blueprint.route("/supervisors/<person_id>/hand-over", methods=["GET", "POST"])
def hand_over(person_id: str) -> Answer:
    """Ask first, then make the link and show it this once."""
    name, back = name_of(read_member(person_id)), url_for(".show_supervisor", person_id=person_id)
    if request.method == "GET":
        return _page(name, back)
    lifetime = timedelta(days=settings().invitation_days)
    try:
        made = hand_over_to_member(graph(), link_tokens(), actor(), person_id, now(), lifetime)
    except (SpeaksForThemselvesError, AddressTakenError, ActsForOthersError, InvalidInputError) as error:
        return _refused(name, back, error)
    return _sheet(made, name, back)


@blueprint.route("/startups/<startup_id>/founders/<account_id>/hand-over", methods=["GET", "POST"])
def hand_over_to_a_founder(startup_id: str, account_id: str) -> Answer:
    """The same for who was invited to act for a startup."""
    line = next((one for one in read_lines()[0] if one.startup.id == startup_id), None)
    founder = next((one for one in line.founders if one.id == account_id), None) if line else None
    if founder is None:
        raise NotFoundError("account", account_id)
    name, back = founder.name or founder.email, url_for(".show_startup", startup_id=startup_id)
    if request.method == "GET":
        return _page(name, back)
    lifetime = timedelta(days=settings().invitation_days)
    try:
        made = hand_over_to_founder(graph(), link_tokens(), actor(), startup_id, account_id, now(), lifetime)
    except ActsForOthersError as error:
        return _refused(name, back, error)
    return _sheet(made, name, back)


def _sheet(made: HandedLink, name: str, back: str) -> str:
    incubator = graph().read(lambda tx: tx.incubators.get(actor().subject_id))
    link = f"{settings().base_url}/invitations/{made.token}"
    names = {"name": incubator["name"] or "", "name_zh": incubator["name_zh"] or ""}
    return _page(name, back, sheet=handed(link, name, made.expires_at, names))


def _refused(name: str, back: str, error: GraphError) -> tuple[str, int]:
    status = {ConflictError: 409, ForbiddenError: 403}
    code = next((status[kind] for kind in status if isinstance(error, kind)), 422)
    return _page(name, back, refusal=REFUSED[error.code].say({})), code


def _page(name: str, back: str, **said: object) -> str:
    return render_template("auth/hand_over.html", name=name, back=back, here=request.path, **said)
