"""Nothing typed is lost: what was posted and could not be carried out is kept as a draft for who typed it."""

from __future__ import annotations

import logging

from flask import Flask, flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from graph.entities.form_draft import FormDraft
from graph.errors import GraphError
from webapp.accounts.form_tickets import FormTicket
from webapp.http.context import graph, now
from webapp.http.extensions import form_tickets
from webapp.http.own_addresses import own_path
from webapp.operations.drafts.keep_draft import keep_draft, settle_draft

log = logging.getLogger(__name__)

TICKET = "draft_of"
"""The hidden field with the ticket of a form."""
WHILE_TYPING = "pages.keep_draft"
"""Where a page sends what is typed so far."""
_NOT_TYPED = frozenset({TICKET, "csrf_token", "action"})
_PLAIN_FORM = "application/x-www-form-urlencoded"


def init_app(app: Flask) -> None:
    """Keep what forms with a ticket were posted with, unless what they ask for was done."""
    app.after_request(follow_post)


def posted_ticket() -> FormTicket | None:
    """The ticket that came with a form; None where there is none, or none of ours."""
    if request.method != "POST" or request.mimetype != _PLAIN_FORM:
        return None
    try:
        text = request.form.get(TICKET, "")
    except HTTPException:  # too long to be read
        return None
    return form_tickets().open(text, now()) if text else None


def keep_posted() -> str | None:
    """Keep what was posted for whose form it is; the page to go on with it, None where nothing could be kept."""
    ticket = posted_ticket()
    if ticket is None or (request.path != ticket.form and request.endpoint != WHILE_TYPING):
        return None
    typed = tuple((name, text) for name, text in request.form.items(multi=True) if name not in _NOT_TYPED)
    draft = FormDraft(ticket.form, ticket.page, typed, now())
    try:
        g.is_draft_kept = keep_draft(graph(), ticket.account_id, draft, ticket.made_at)
    except GraphError as error:
        log.warning("a draft was not kept: %s", type(error).__name__)
        return None
    return own_path(ticket.page) if g.is_draft_kept else None


def send_back() -> Response | None:
    """The answer to a form that came too late for its session; None where it is nobody's who could go on with it.

    What was typed is kept, and stands in the form again: at once, or once they have signed in.
    """
    ticket, is_signed_in = posted_ticket(), bool(current_user.is_authenticated)
    if ticket is None or (is_signed_in and current_user.account.id != ticket.account_id):
        return None
    page = keep_posted()
    if page is None:
        return None
    if request.endpoint == WHILE_TYPING:
        return Response(status=204)
    if is_signed_in:
        flash(_("This page stood open for long, so nothing was sent. What you typed is here: send it again."), "warn")
        return redirect(page)
    flash(_("Your session had ended. What you typed is kept: sign in, and it stands in the form again."), "info")
    return redirect(url_for("auth.sign_in", next=page))


def follow_post(response: Response) -> Response:
    """Forget the draft of a form that did what it asks for; keep it where the form comes back or was refused."""
    ticket = posted_ticket() if "is_draft_kept" not in g else None
    if ticket is None or not current_user.is_authenticated:
        return response
    if 400 <= response.status_code < 500:
        keep_posted()
    elif 300 <= response.status_code < 400 and (ticket.account_id, ticket.form) == (
        current_user.account.id,
        request.path,
    ):
        try:
            settle_draft(graph(), ticket.account_id, ticket.form, now())
        except GraphError as error:
            log.warning("a draft was not forgotten: %s", type(error).__name__)
    return response
