"""The page of one account, which several forms of it come back to."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from webapp.accounts.sessions import list_sessions
from webapp.admin.forms import AddressForm, RoleForm
from webapp.forms.fields import field_text
from webapp.http.context import graph

Answer = Response | str | tuple[str, int]


def account_page(account_id: str, form: RoleForm | None = None, address: AddressForm | None = None) -> str:
    """The account with its roles and sessions, and the forms that give it one more role or another address."""
    the_graph = graph()
    account = the_graph.read(lambda tx: tx.accounts.get(account_id))
    return render_template(
        "admin/account.html", account=account, form=form or RoleForm(formdata=None),
        address=address or AddressForm(formdata=None), sessions=list_sessions(account_id),
    )  # fmt: skip


def resolve(form: RoleForm) -> bool:
    """Let a name stand for the id that it means."""
    role, text = field_text(form.role), field_text(form.subject_id)
    return not text or form.resolve(graph().read(lambda tx: tx.accounts.find_subjects(role, text)))


def back(account_id: str) -> Response:
    """To the page of the account."""
    return redirect(url_for("admin.show_account", account_id=account_id))
