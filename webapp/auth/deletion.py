"""Deleting one's own account."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user, logout_user
from werkzeug.wrappers import Response

from graph.domain.jobs import ERASE_TRACES
from webapp.accounts import sessions
from webapp.accounts.session_erasure import end_all
from webapp.auth.blueprint import blueprint
from webapp.auth.forms import DeletionForm
from webapp.auth.sign_in import too_many_text
from webapp.forms.fields import field_text
from webapp.http.context import actor, graph, now, settings
from webapp.http.extensions import throttle
from webapp.jobs.kick import kick
from webapp.operations.accounts.refusals import LastAdministratorError, TooManyAttemptsError, WrongCredentialsError
from webapp.operations.privacy.delete_account import delete_own_account
from webapp.words.stored import STORED

Answer = Response | str | tuple[str, int]


@blueprint.route("/account/delete", methods=["GET", "POST"])
def delete_account() -> Answer:
    """Say what is erased and what stays, ask for the password, then delete the account."""
    form, account_id = DeletionForm(), current_user.account.id
    if not form.validate_on_submit():
        return _page(form)
    try:
        job_id = delete_own_account(graph(), throttle(), actor(), field_text(form.password), now())
    except WrongCredentialsError:
        form.password.errors = [_("This is not your password.")]
        return _page(form)
    except TooManyAttemptsError as refusal:
        form.password.errors = [too_many_text(refusal)]
        return _page(form, 429)
    except LastAdministratorError:
        form.password.errors = [_("This is the last administrator. Make somebody else an administrator first.")]
        return _page(form, 409)
    kick(ERASE_TRACES, job_id)
    logout_user()
    sessions.end()
    end_all(sessions.store(), account_id)
    flash(_("Your account is deleted."), "done")
    return redirect(url_for("auth.sign_in"))


def _page(form: DeletionForm, status: int = 422) -> Answer:
    page = render_template(
        "auth/delete_account.html", form=form, stored=STORED.values(), backup_days=settings().backup_keep_days
    )
    return (page, status) if form.errors else page
