"""A forgotten password: ask for a link, then choose a new one."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.entities.account import LinkPurpose
from webapp.auth.after_sign_in import client_address
from webapp.auth.blueprint import blueprint
from webapp.auth.forms import EmailForm, NewPasswordForm, weakness_text
from webapp.auth.sign_in import too_many_text
from webapp.forms.fields import field_text
from webapp.http.context import graph, now, settings
from webapp.http.extensions import throttle
from webapp.operations.accounts import reset_password as operation
from webapp.operations.accounts.links import find_by_link
from webapp.operations.accounts.refusals import LinkExpiredError, TooManyAttemptsError, WeakPasswordError

Answer = Response | str | tuple[str, int]


@blueprint.route("/reset", methods=["GET", "POST"])
def request_reset() -> Answer:
    """Ask for a link; the answer is the same for addresses that nobody has."""
    form = EmailForm(email=request.args.get("email", "")[:254])
    if request.method == "GET":
        return render_template("auth/request_reset.html", form=form, minutes=settings().reset_minutes)
    if not form.validate():
        return render_template("auth/request_reset.html", form=form, minutes=settings().reset_minutes), 422
    try:
        operation.request_password_reset(
            graph(), throttle(), field_text(form.email), client_address(), now(),
            minutes=settings().reset_minutes, invitation_days=settings().invitation_days,
        )  # fmt: skip
    except TooManyAttemptsError as refusal:
        form.email.errors = [too_many_text(refusal)]
        return render_template("auth/request_reset.html", form=form, minutes=settings().reset_minutes), 429
    return render_template("auth/reset_sent.html", email=field_text(form.email), minutes=settings().reset_minutes)


@blueprint.route("/reset/<token>", methods=["GET", "POST"])
def reset_password(token: str) -> Answer:
    """Choose a new password; every session ends, and one signs in with it."""
    try:
        account = find_by_link(graph(), token, LinkPurpose.RESET, now())
    except LinkExpiredError:
        return render_template("auth/link_expired.html", purpose=LinkPurpose.RESET), 410
    form = NewPasswordForm()
    if request.method == "GET":
        return render_template("auth/reset.html", form=form, account=account)
    if not form.validate():
        return render_template("auth/reset.html", form=form, account=account), 422
    try:
        operation.reset_password(graph(), token, field_text(form.password), now())
    except WeakPasswordError as refusal:
        form.password.errors = [weakness_text(str(refusal.params["weakness"]))]
        return render_template("auth/reset.html", form=form, account=account), 422
    except LinkExpiredError:
        return render_template("auth/link_expired.html", purpose=LinkPurpose.RESET), 410
    flash(_("Your password is changed. Sign in with it."), "done")
    return redirect(url_for("auth.sign_in", email=account.email))
