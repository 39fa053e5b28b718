"""Accounts: find, invite, disable, delete, sign out everywhere."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.domain.jobs import ERASE_TRACES
from graph.domain.roles import ROLES
from graph.domain.states.accounts import AccountState
from graph.entities.account import Account
from graph.errors import InvalidInputError, NotFoundError
from webapp.accounts.session_erasure import end_all
from webapp.accounts.sessions import store
from webapp.admin.account_page import Answer, account_page, back, resolve
from webapp.admin.blueprint import blueprint
from webapp.admin.forms import NOBODY, DeletionForm, InviteForm
from webapp.forms.fields import field_text
from webapp.http.context import actor, graph, now, settings
from webapp.http.notices import flash_undo
from webapp.jobs.kick import kick
from webapp.operations.accounts import end_sessions, manage_account
from webapp.operations.accounts.invite_account import invite_account, send_invitation
from webapp.operations.accounts.refusals import AddressTakenError, LastAdministratorError
from webapp.operations.accounts.reset_password import send_password_reset
from webapp.operations.privacy import delete_account as deletion
from webapp.words.roles import role_word
from webapp.words.states import state_choices
from webapp.words.stored import STORED

_PAGE = 25


@blueprint.get("/accounts")
def list_accounts() -> str:
    """Everybody who may sign in, by address, with search and filters in the address."""
    text = request.args.get("q", "").strip()[:100]
    state = request.args.get("state", "") if request.args.get("state") in set(AccountState) else ""
    role = request.args.get("role", "") if request.args.get("role") in ROLES else ""
    after = request.args.get("after", "")
    the_graph = graph()
    found, total = the_graph.read(
        lambda tx: (
            tx.accounts.list_page(after=after, text=text, state=state, role=role, limit=_PAGE + 1),
            tx.accounts.count(text=text, state=state, role=role),
        )
    )
    next_after = found[_PAGE - 1].email if len(found) > _PAGE else ""
    roles = [(name, role_word(name)) for name in ROLES]
    return render_template(
        "admin/accounts.html", accounts=found[:_PAGE], total=total, text=text, state=state, role=role, roles=roles,
        next_after=next_after, is_first=not after, state_choices=state_choices(AccountState),
    )  # fmt: skip


@blueprint.route("/accounts/invite", methods=["GET", "POST"])
def invite() -> Answer:
    """Invite somebody by mail."""
    form = InviteForm()
    if request.method == "GET":
        return render_template("admin/invite.html", form=form)
    if not form.validate() or not resolve(form):
        return render_template("admin/invite.html", form=form), 422
    try:
        account = invite_account(
            graph(), actor(), field_text(form.email), field_text(form.role), field_text(form.subject_id), now(),
            name=field_text(form.name).strip(), language=field_text(form.language), days=settings().invitation_days,
            rank=field_text(form.rank),
        )  # fmt: skip
    except AddressTakenError:
        form.email.errors = [_("There is an account with this address. Find it in the list and give it the role.")]
    except NotFoundError:
        form.subject_id.errors = [NOBODY]
    except InvalidInputError:
        form.email.errors = [_("Write an email address, such as name@company.cn.")]
    else:
        flash(_("The invitation for %(email)s is on its way.", email=account.email), "done")
        return redirect(url_for("admin.show_account", account_id=account.id))
    return render_template("admin/invite.html", form=form), 422


@blueprint.get("/accounts/suggest")
def suggest_subjects() -> str:
    """Organisations and persons by name, as options of the field."""
    text = request.args.get("subject_id", "").strip()[:100]
    role = request.args.get("role", "")
    the_graph = graph()
    roles = [role] if role in ROLES else list(ROLES)
    found = the_graph.read(lambda tx: [one for name in roles for one in tx.accounts.suggest_subjects(name, text)])
    return render_template("admin/suggestions.html", found=found if text else [])


@blueprint.get("/accounts/<account_id>")
def show_account(account_id: str) -> str:
    """One account: its state, roles, and what can be done with it."""
    return account_page(account_id)


@blueprint.post("/accounts/<account_id>/disable")
def disable_account(account_id: str) -> Response:
    """Nobody signs in with it any more; its sessions end."""
    try:
        manage_account.disable_account(graph(), actor(), account_id, now())
    except LastAdministratorError:
        flash(_("This is the last administrator. Make somebody else an administrator first."), "stop")
    else:
        undo_url = url_for("admin.enable_account", account_id=account_id)
        flash_undo(_("The account is disabled, and its sessions are ended."), undo_url)
    return back(account_id)


@blueprint.route("/accounts/<account_id>/delete", methods=["GET", "POST"])
def delete_account(account_id: str) -> Answer:
    """Say what is erased and what stays, then delete somebody's account."""
    form = DeletionForm()
    account = graph().read(lambda tx: tx.accounts.get(account_id))
    if not form.validate_on_submit():
        return _deletion_page(account, form)
    if field_text(form.email).strip().lower() != account.email:
        form.email.errors = [_("This is not the address of this account.")]
        return _deletion_page(account, form)
    try:
        job_id = deletion.delete_account(graph(), actor(), account_id, now())
    except LastAdministratorError:
        flash(_("This is the last administrator. Make somebody else an administrator first."), "stop")
        return back(account_id)
    end_all(store(), account_id)
    kick(ERASE_TRACES, job_id)
    flash(_("The account is deleted."), "done")
    return redirect(url_for("admin.list_accounts"))


def _deletion_page(account: Account, form: DeletionForm) -> Answer:
    page = render_template(
        "admin/account_delete.html", account=account, form=form, stored=STORED.values(),
        backup_days=settings().backup_keep_days,
    )  # fmt: skip
    return (page, 422) if form.errors else page


@blueprint.post("/accounts/<account_id>/enable")
def enable_account(account_id: str) -> Response:
    """Let it sign in again."""
    manage_account.enable_account(graph(), actor(), account_id, now())
    flash(_("The account can be used again."), "done")
    return back(account_id)


@blueprint.post("/accounts/<account_id>/sign-out")
def end_account_sessions(account_id: str) -> Response:
    """Sign somebody out everywhere."""
    end_sessions.sign_out_everywhere(graph(), actor(), account_id, now())
    flash(_("All sessions of this account are ended."), "done")
    return back(account_id)


@blueprint.post("/accounts/<account_id>/invite")
def resend_invitation(account_id: str) -> Response:
    """Send the invitation again, with a new link."""
    send_invitation(graph(), actor(), account_id, now(), days=settings().invitation_days)
    flash(_("A new invitation is on its way. The older link no longer works."), "done")
    return back(account_id)


@blueprint.post("/accounts/<account_id>/reset")
def send_reset(account_id: str) -> Response:
    """Send the link for a new password."""
    send_password_reset(graph(), actor(), account_id, now(), minutes=settings().reset_minutes)
    flash(_("The link for a new password is on its way to them."), "done")
    return back(account_id)


@blueprint.post("/accounts/<account_id>/second-factor/remove")
def remove_second_factor(account_id: str) -> Response:
    """For somebody who lost phone and recovery codes."""
    manage_account.remove_second_factor(graph(), actor(), account_id, now())
    flash(_("The second factor is removed, and all sessions are ended."), "done")
    return back(account_id)
