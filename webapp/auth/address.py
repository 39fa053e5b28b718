"""A new address for one's account: asked for with the password, confirmed by the new one, taken back by the old one."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from graph.entities.account import LinkPurpose
from graph.errors import InvalidInputError
from webapp.auth.after_sign_in import enter
from webapp.auth.blueprint import blueprint
from webapp.auth.forms import AddressForm, ConfirmForm
from webapp.auth.sign_in import too_many_text
from webapp.forms.fields import field_text
from webapp.http.context import actor, graph, now, settings
from webapp.http.extensions import throttle
from webapp.operations.accounts import change_address as operation
from webapp.operations.accounts.links import find_by_link
from webapp.operations.accounts.refusals import LinkExpiredError, TooManyAttemptsError, WrongCredentialsError

Answer = Response | str | tuple[str, int]


@blueprint.route("/account/address", methods=["GET", "POST"])
def ask_for_address() -> Answer:
    """Ask for another address; what is said is the same where somebody else has it."""
    form = AddressForm()
    if not form.is_submitted():
        return _page(form)
    if not form.validate():
        return _page(form), 422
    try:
        operation.ask_for_address(
            graph(), throttle(), actor(), field_text(form.password), field_text(form.email), now()
        )  # fmt: skip
    except WrongCredentialsError:
        form.password.errors = [_("This is not your present password.")]
        return _page(form), 422
    except TooManyAttemptsError as refusal:
        form.password.errors = [too_many_text(refusal)]
        return _page(form), 429
    except InvalidInputError:
        form.email.errors = [_("Write another email address than your present one, such as name@company.cn.")]
        return _page(form), 422
    wanted = field_text(form.email).strip()
    flash(
        _("We wrote to %(email)s. Open the link there: until then your address stays as it is.", email=wanted), "done"
    )
    return redirect(url_for("auth.show_account"))


@blueprint.route("/address/<token>", methods=["GET", "POST"])
def confirm_address(token: str) -> Answer:
    """The new address is read by whoever asked: it is the account's from now on, and all other sessions end."""
    try:
        account = find_by_link(graph(), token, LinkPurpose.CONFIRM_ADDRESS, now())
        form = ConfirmForm()
        if not form.validate_on_submit():
            return render_template("auth/address_confirm.html", form=form)
        was_here = current_user.is_authenticated and current_user.account.id == account.id
        changed = operation.confirm_address(graph(), token, now())
    except LinkExpiredError:
        return render_template("auth/link_expired.html", purpose=LinkPurpose.CONFIRM_ADDRESS), 410
    if was_here:
        enter(changed)
    flash(_("Your address is %(email)s from now on. All other sessions are ended.", email=changed.email), "done")
    return redirect(url_for("auth.show_account") if was_here else url_for("auth.sign_in", email=changed.email))


@blueprint.route("/address/<token>/not-me", methods=["GET", "POST"])
def object_to_address(token: str) -> Answer:
    """The owner did not ask: the address of before stays, or comes back."""
    try:
        find_by_link(graph(), token, LinkPurpose.KEEP_ADDRESS, now())
        form = ConfirmForm()
        if not form.validate_on_submit():
            return render_template("auth/address_object.html", form=form)
        kept = operation.object_to_address(graph(), token, now(), minutes=settings().reset_minutes)
    except LinkExpiredError:
        return render_template("auth/link_expired.html", purpose=LinkPurpose.KEEP_ADDRESS), 410
    text = _(
        "Your address is %(email)s. Everybody is signed out: choose a new password with the link that we sent you.",
        email=kept.email,
    )
    flash(text, "done")
    return redirect(url_for("auth.sign_in", email=kept.email))


def _page(form: AddressForm) -> str:
    return render_template("auth/address.html", form=form)
