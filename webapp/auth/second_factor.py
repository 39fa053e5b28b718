"""Turn the second factor on and off."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from graph.domain.roles import needs_second_factor
from webapp.accounts.totp import new_secret, qr_svg
from webapp.auth.blueprint import blueprint
from webapp.auth.forms import PasswordForm, SecondFactorForm
from webapp.auth.sign_in import too_many_text
from webapp.forms.fields import field_text
from webapp.http.context import actor, graph, now, settings
from webapp.http.extensions import secret_box, throttle
from webapp.operations.accounts.refusals import TooManyAttemptsError, WrongCodeError, WrongCredentialsError
from webapp.operations.accounts.update_account import require_password, turn_off_second_factor, turn_on_second_factor

Answer = Response | str | tuple[str, int]


@blueprint.route("/account/second-factor", methods=["GET", "POST"])
def set_up_second_factor() -> Answer:
    """Show the picture for the app, and check that the app has it."""
    if current_user.account.has_second_factor:
        return redirect(url_for("auth.show_account"))
    secret = secret_box().open(session.get("new_secret", ""), actor().account_id) or new_secret()
    session["new_secret"] = secret_box().seal(secret, actor().account_id)
    form = SecondFactorForm()
    if request.method == "GET":
        return _page(form, secret)
    if not form.validate():
        return _page(form, secret), 422
    try:
        require_password(graph(), throttle(), actor(), field_text(form.password))
        codes = turn_on_second_factor(graph(), secret_box(), actor(), secret, field_text(form.code), now())
    except WrongCredentialsError:
        form.password.errors = [_("This is not your password.")]
        return _page(form, secret), 422
    except TooManyAttemptsError as refusal:
        form.password.errors = [too_many_text(refusal)]
        return _page(form, secret), 429
    except WrongCodeError:
        form.code.errors = [_("The code does not fit. Check the clock of your phone and try the next one.")]
        return _page(form, secret), 422
    session.pop("new_secret")
    return render_template("auth/recovery_codes.html", codes=codes)


def _page(form: SecondFactorForm, secret: str) -> str:
    parts = [secret[at : at + 4] for at in range(0, len(secret), 4)]
    required = needs_second_factor(actor().role) and settings().is_production
    picture = qr_svg(secret, current_user.account.email)
    return render_template(
        "auth/second_factor.html", form=form, picture=picture, secret=" ".join(parts), required=required
    )


@blueprint.route("/account/second-factor/off", methods=["GET", "POST"])
def turn_off() -> Answer:
    """Ask for the password, then sign in without codes from now on."""
    form = PasswordForm()
    if request.method == "GET":
        return render_template("auth/second_factor_off.html", form=form)
    if not form.validate():
        return render_template("auth/second_factor_off.html", form=form), 422
    try:
        turn_off_second_factor(graph(), throttle(), actor(), field_text(form.password), now())
    except WrongCredentialsError:
        form.password.errors = [_("This is not your password.")]
        return render_template("auth/second_factor_off.html", form=form), 422
    except TooManyAttemptsError as refusal:
        form.password.errors = [too_many_text(refusal)]
        return render_template("auth/second_factor_off.html", form=form), 429
    flash(_("The second factor is off."), "done")
    return redirect(url_for("auth.show_account"))
