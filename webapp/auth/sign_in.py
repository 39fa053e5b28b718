"""Sign in with a password and, where it is on, a code; sign out."""

from __future__ import annotations

import time

from flask import flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user, logout_user
from werkzeug.wrappers import Response

from webapp.accounts import sessions
from webapp.auth.after_sign_in import client_address, enter, go_on, home_url
from webapp.auth.blueprint import blueprint
from webapp.auth.forms import CodeForm, SignInForm
from webapp.forms.fields import field_text
from webapp.http.context import actor, graph, now
from webapp.http.extensions import load_user, secret_box, throttle, user_key
from webapp.http.own_addresses import own_path
from webapp.operations.accounts import end_sessions
from webapp.operations.accounts.refusals import TooManyAttemptsError, WrongCodeError, WrongCredentialsError
from webapp.operations.accounts.sign_in import check_second_factor
from webapp.operations.accounts.sign_in import sign_in as sign_in_operation

_CODE_SECONDS = 600
Answer = Response | str | tuple[str, int]


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Answer:
    """The page with address and password."""
    if request.method == "GET" and current_user.is_authenticated:
        return redirect(own_path(request.args.get("next")) or home_url(current_user.actor.role))
    form = SignInForm()
    if request.method == "GET":
        form.email.data = request.args.get("email", "")[:254]
        form.next.data = own_path(request.args.get("next")) or ""
        return render_template("auth/sign_in.html", form=form)
    if not form.validate():
        return render_template("auth/sign_in.html", form=form), 422
    return _try_password(form)


def _try_password(form: SignInForm) -> Answer:
    try:
        found = sign_in_operation(
            graph(), throttle(), field_text(form.email), field_text(form.password), client_address(), now()
        )  # fmt: skip
    except WrongCredentialsError:
        form.password.errors = [_("The address or the password is wrong.")]
        return render_template("auth/sign_in.html", form=form), 422
    except TooManyAttemptsError as refusal:
        form.password.errors = [too_many_text(refusal)]
        return render_template("auth/sign_in.html", form=form), 429
    if found.needs_code:
        sessions.begin(found.account.id)
        session["pending"] = [user_key(found.account), int(time.time()), form.next.data or ""]
        return redirect(url_for("auth.check_code"))
    enter(found.account)
    return go_on(found.account, form.next.data)


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
def check_code() -> Answer:
    """The second factor; only for who gave the right password within the last ten minutes."""
    key, since, target = session.get("pending", ("", 0, ""))
    pending = load_user(key) if key and time.time() - since <= _CODE_SECONDS else None
    if pending is None:  # none, too old, or the password was changed meanwhile
        session.pop("pending", None)
        return redirect(url_for("auth.sign_in"))
    form = CodeForm()
    if request.method == "GET":
        return render_template("auth/code.html", form=form)
    if not form.validate():
        return render_template("auth/code.html", form=form), 422
    try:
        account = check_second_factor(
            graph(), throttle(), secret_box(), pending.account.id, field_text(form.code), client_address(), now()
        )  # fmt: skip
    except WrongCodeError:
        form.code.errors = [_("The code is wrong or was used already. Wait for the next one.")]
        return render_template("auth/code.html", form=form), 422
    except TooManyAttemptsError as refusal:
        form.code.errors = [too_many_text(refusal)]
        return render_template("auth/code.html", form=form), 429
    enter(account)
    return go_on(account, target)


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """End this session, here and in Redis."""
    end_sessions.note_sign_out(graph(), actor(), now())
    logout_user()
    sessions.end()
    flash(_("You are signed out."), "done")
    return redirect(url_for("auth.sign_in"))


def too_many_text(refusal: TooManyAttemptsError) -> str:
    """How long to wait."""
    return str(_("Too many attempts. Wait %(minutes)s minutes and try again.", minutes=refusal.params["minutes"]))
