"""The roles of an account: given, taken away, and what somebody is within the organisation."""

from __future__ import annotations

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.domain.ranks import ranks_of
from graph.entities.account import Account
from graph.entities.actor import Membership
from graph.errors import NotFoundError
from webapp.admin.account_page import Answer, account_page, back, resolve
from webapp.admin.blueprint import blueprint
from webapp.admin.forms import NOBODY, RoleForm
from webapp.forms.fields import field_text
from webapp.forms.ranks import RankForm
from webapp.http.context import actor, graph, now
from webapp.http.notices import flash_undo
from webapp.operations.accounts import manage_account
from webapp.operations.accounts.change_rank import change_rank
from webapp.operations.accounts.heads import LastHeadError
from webapp.operations.accounts.refusals import LastAdministratorError
from webapp.presenters.names import name_of
from webapp.words.ranks import rank_word
from webapp.words.roles import role_word


@blueprint.post("/accounts/<account_id>/roles")
def grant_role(account_id: str) -> Answer:
    """Give a role; it counts from the next request."""
    form = RoleForm()
    the_graph = graph()
    the_graph.read(lambda tx: tx.accounts.get(account_id))  # an unknown account is a 404, not a wrong field
    if not form.validate() or not resolve(form):
        return account_page(account_id, form), 422
    try:
        manage_account.grant_role(
            the_graph, actor(), account_id, field_text(form.role), field_text(form.subject_id), now(),
            rank=field_text(form.rank),
        )  # fmt: skip
    except NotFoundError:
        form.subject_id.errors = [NOBODY]
        return account_page(account_id, form), 422
    flash(_("The role is given."), "done")
    return back(account_id)


@blueprint.post("/accounts/<account_id>/roles/revoke")
def revoke_role(account_id: str) -> Response:
    """Take a role away; it is gone at the next request."""
    role, _separator, subject_id = request.form.get("membership", "").partition("|")
    held = _held(graph().read(lambda tx: tx.accounts.get(account_id)), role, subject_id)
    try:
        manage_account.revoke_role(graph(), actor(), account_id, role, subject_id, now())
    except LastAdministratorError:
        flash(_("This is the last administrator. Make somebody else an administrator first."), "stop")
    except LastHeadError:
        flash(_("This is the only head there who can sign in. Make somebody else there a head first."), "stop")
    else:
        undo_url = url_for("admin.grant_role", account_id=account_id)
        fields = {"role": role, "subject_id": subject_id, "rank": held.rank, "is_sure": "y"}
        flash_undo(_("The role is taken away."), undo_url, fields)
    return back(account_id)


@blueprint.route("/accounts/<account_id>/rank", methods=["GET", "POST"])
def change_account_rank(account_id: str) -> Answer:
    """Say what each rank of an organisation may do, then make somebody something else there."""
    role, _separator, subject_id = request.values.get("membership", "").partition("|")
    account = graph().read(lambda tx: tx.accounts.get(account_id))
    held = _held(account, role, subject_id)
    if not ranks_of(held.role):
        raise NotFoundError("rank", role)
    form, here = RankForm(role, rank=held.rank, was=held.rank), url_for(
        ".change_account_rank", account_id=account_id, membership=f"{role}|{subject_id}"
    )  # fmt: skip
    whom, name = _called(held), account.name or account.email
    if not form.validate_on_submit():
        page = render_template(
            "auth/rank.html", form=form, name=name, whom=whom, is_own=False, here=here,
            back=url_for(".show_account", account_id=account_id),
        )  # fmt: skip
        return (page, 422) if form.errors else page
    rank, was = field_text(form.rank), field_text(form.was)
    try:
        is_changed = change_rank(graph(), actor(), held, account_id, rank, now(), was=was)
    except LastHeadError:
        flash(_("This is the only head there who can sign in. Make somebody else there a head first."), "stop")
        return back(account_id)
    if is_changed:
        text = _("%(who)s: %(rank)s from now on.", who=name, rank=rank_word(rank))
        flash_undo(text, here, {"rank": was, "was": rank})
    return back(account_id)


def _held(account: Account, role: str, subject_id: str) -> Membership:
    for held in account.memberships:
        if (held.role, held.subject_id) == (role, subject_id):
            return held
    raise NotFoundError("role", role)


def _called(held: Membership) -> str:
    return name_of({"name": held.subject_name, "name_zh": held.subject_name_zh}) or role_word(held.role)
