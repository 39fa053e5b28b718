"""Drafts of forms: kept while one types, and thrown away."""

from __future__ import annotations

from flask import redirect
from flask_babel import gettext as _
from werkzeug.exceptions import UnprocessableEntity
from werkzeug.wrappers import Response

from graph.errors import ConflictError
from webapp.http.context import actor, graph, now
from webapp.http.drafts import keep_posted, posted_ticket
from webapp.http.own_addresses import own_path
from webapp.operations.drafts.keep_draft import settle_draft
from webapp.pages.blueprint import blueprint
from webapp.presenters.dates import clock


@blueprint.post("/drafts")
def keep_draft() -> str:
    """Keep what stands in a form so far; says when."""
    if posted_ticket() is None:
        raise UnprocessableEntity
    if keep_posted() is None:
        raise ConflictError("This form was sent meanwhile, or is too long to be kept.")
    return str(_("Kept at %(time)s", time=clock(now())))


@blueprint.post("/drafts/discard")
def discard_draft() -> Response:
    """Throw away what was typed into a form, and show it as it was before."""
    ticket = posted_ticket()
    if ticket is None or ticket.account_id != actor().account_id:
        raise UnprocessableEntity
    settle_draft(graph(), ticket.account_id, ticket.form, now())
    return redirect(own_path(ticket.page) or "/")
