"""Hand a link over to whoever has not opened their account, by WeChat or on paper."""

from __future__ import annotations

from datetime import timedelta

from flask import render_template, request, url_for

from webapp.admin.blueprint import blueprint
from webapp.http.context import actor, graph, now, settings
from webapp.http.extensions import link_tokens
from webapp.operations.accounts.invite_account import make_invitation_token
from webapp.presenters.handed import handed


@blueprint.route("/accounts/<account_id>/hand-over", methods=["GET", "POST"])
def hand_over(account_id: str) -> str:
    """Ask first, then make the link and show it this once."""
    account = graph().read(lambda tx: tx.accounts.get(account_id))
    name, sheet, at = account.name or account.email, None, now()
    lifetime = timedelta(days=settings().invitation_days)
    if request.method == "POST":
        token = make_invitation_token(graph(), link_tokens(), actor(), account_id, at, lifetime)
        sheet = handed(f"{settings().base_url}/invitations/{token}", name, at + lifetime)
    back = url_for(".show_account", account_id=account_id)
    return render_template("auth/hand_over.html", name=name, back=back, here=request.path, sheet=sheet)
