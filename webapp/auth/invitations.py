"""The page behind an invitation link."""

from __future__ import annotations

from flask import flash, render_template, request
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.entities.account import LinkPurpose
from webapp.auth.after_sign_in import enter, go_on, remember_language
from webapp.auth.blueprint import blueprint
from webapp.auth.forms import InvitationForm, weakness_text
from webapp.forms.fields import field_text
from webapp.http.context import graph, now
from webapp.operations.accounts import accept_invitation as operation
from webapp.operations.accounts.links import find_by_link
from webapp.operations.accounts.refusals import LinkExpiredError, WeakPasswordError


@blueprint.route("/invitations/<token>", methods=["GET", "POST"])
def accept_invitation(token: str) -> Response | str | tuple[str, int]:
    """Choose a name, a language and a password; then one is signed in."""
    try:
        invited = find_by_link(graph(), token, LinkPurpose.INVITE, now())
    except LinkExpiredError:
        return render_template("auth/link_expired.html", purpose=LinkPurpose.INVITE), 410
    form = InvitationForm(name=invited.name, language=str(get_locale() or invited.language)[:2])
    if request.method == "GET":
        return render_template("auth/invitation.html", form=form, invited=invited)
    if not form.validate():
        return render_template("auth/invitation.html", form=form, invited=invited), 422
    try:
        account = operation.accept_invitation(
            graph(), token, field_text(form.name).strip(), field_text(form.language), field_text(form.password), now()
        )  # fmt: skip
    except WeakPasswordError as refusal:
        form.password.errors = [weakness_text(str(refusal.params["weakness"]))]
        return render_template("auth/invitation.html", form=form, invited=invited), 422
    except LinkExpiredError:
        return render_template("auth/link_expired.html", purpose=LinkPurpose.INVITE), 410
    enter(account)
    flash(_("Welcome, %(name)s. Your account is open.", name=account.name), "done")
    return remember_language(go_on(account, None), account.language)
