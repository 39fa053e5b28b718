"""One's own account: profile, password, sessions, roles."""

from __future__ import annotations

from zoneinfo import available_timezones

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user, logout_user
from werkzeug.wrappers import Response

from graph.domain.roles import INCUBATOR
from webapp.accounts import sessions
from webapp.auth.after_sign_in import enter, home_url, remember_language
from webapp.auth.blueprint import blueprint
from webapp.auth.forms import ChangePasswordForm, ProfileForm, weakness_text
from webapp.auth.sign_in import too_many_text
from webapp.forms.fields import field_text
from webapp.http.context import actor, graph, now, organisation_day
from webapp.http.extensions import throttle
from webapp.operations.accounts import end_sessions, update_account
from webapp.operations.accounts.refusals import TooManyAttemptsError, WeakPasswordError, WrongCredentialsError
from webapp.operations.stuck import send_digests

Answer = Response | str | tuple[str, int]
_ZONES = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))


def _page(profile: ProfileForm, password: ChangePasswordForm) -> str:
    account = current_user.account
    offers, asked, digest = graph().read(
        lambda tx: (
            tx.accounts.list_offers(account.id, organisation_day()),
            tx.colleagues.list_offers(account.id),
            tx.digests.is_wanted(account.id),
        )
    )
    return render_template(
        "auth/account.html",
        account=account,
        offers=offers,
        asked=asked,
        profile=profile,
        is_curator=any(held.role == INCUBATOR for held in account.memberships),
        has_digest=digest,
        password=password,
        zones=_ZONES,
        sessions=sessions.list_sessions(account.id),
    )


def _profile_form() -> ProfileForm:
    return ProfileForm(obj=current_user.account, prefix="profile")


def _password_form() -> ChangePasswordForm:
    return ChangePasswordForm(prefix="password")


@blueprint.get("/account")
def show_account() -> str:
    """Everything about one's own account."""
    return _page(_profile_form(), _password_form())


@blueprint.post("/account/profile")
def update_profile() -> Answer:
    """Name, language and time zone."""
    form = _profile_form()
    if not form.validate():
        return _page(form, _password_form()), 422
    update_account.update_account_profile(
        graph(), actor(), field_text(form.name), field_text(form.language), field_text(form.time_zone), now()
    )  # fmt: skip
    flash(_("Your profile is saved."), "done")
    return remember_language(redirect(url_for("auth.show_account")), field_text(form.language))


@blueprint.post("/account/password")
def change_password() -> Answer:
    """A new password; every other session ends."""
    form = _password_form()
    if not form.validate():
        return _page(_profile_form(), form), 422
    try:
        account = update_account.change_password(
            graph(), throttle(), actor(), field_text(form.old), field_text(form.new), now()
        )  # fmt: skip
    except WrongCredentialsError:
        form.old.errors = [_("This is not your present password.")]
        return _page(_profile_form(), form), 422
    except TooManyAttemptsError as refusal:
        form.old.errors = [too_many_text(refusal)]
        return _page(_profile_form(), form), 429
    except WeakPasswordError as refusal:
        form.new.errors = [weakness_text(str(refusal.params["weakness"]))]
        return _page(_profile_form(), form), 422
    enter(account)
    flash(_("Your password is changed. All other sessions are ended."), "done")
    return redirect(url_for("auth.show_account"))


@blueprint.post("/account/digest")
def choose_digest() -> Response:
    """Get the summary of each week from now on, or no more."""
    wanted = request.form.get("wanted") == "yes"
    send_digests.choose_digest(graph(), actor(), now(), wanted=wanted)
    text = _("You get a summary every Monday from now on.") if wanted else _("You get no summary any more.")
    flash(text, "done")
    return redirect(url_for("auth.show_account", _anchor="digest"))


@blueprint.post("/account/sessions/<handle>/end")
def end_session(handle: str) -> Response:
    """End one of one's own sessions."""
    if not sessions.end_one(actor().account_id, handle):
        abort(404)
    flash(_("The session is ended."), "done")
    return redirect(url_for("auth.show_account"))


@blueprint.post("/account/sign-out-everywhere")
def sign_out_everywhere() -> Response:
    """End every session, this one too."""
    end_sessions.sign_out_everywhere(graph(), actor(), actor().account_id, now())
    logout_user()
    sessions.end()
    flash(_("You are signed out everywhere."), "done")
    return redirect(url_for("auth.sign_in"))


@blueprint.get("/account/roles")
def choose_role() -> Response:
    """The part of one's account where the roles are."""
    return redirect(url_for("auth.show_account", _anchor="roles"))


@blueprint.post("/account/role")
def switch_role() -> Response:
    """Act in another of one's roles."""
    role, _separator, subject_id = request.form.get("membership", "").partition("|")
    if not any((held.role, held.subject_id) == (role, subject_id) for held in actor().memberships):
        abort(404)
    session["membership"] = [role, subject_id]
    return redirect(home_url(role))
