"""Another email address for somebody's account, begun by an administrator."""

from __future__ import annotations

from flask import flash
from flask_babel import gettext as _

from graph.errors import InvalidInputError
from webapp.admin.account_page import Answer, account_page, back
from webapp.admin.blueprint import blueprint
from webapp.admin.forms import AddressForm
from webapp.forms.fields import field_text
from webapp.http.context import actor, graph, now
from webapp.operations.accounts.change_address import ask_for_address_of


@blueprint.post("/accounts/<account_id>/address")
def ask_for_account_address(account_id: str) -> Answer:
    """Send a link to the new address and word to the old one; that somebody else has it is told nobody."""
    graph().read(lambda tx: tx.accounts.get(account_id))  # an unknown account is a 404, not a wrong field
    form = AddressForm()
    if not form.validate():
        return account_page(account_id, address=form), 422
    try:
        ask_for_address_of(graph(), actor(), account_id, field_text(form.email), now())
    except InvalidInputError:
        form.email.errors = [_("Write another email address than the present one, such as name@company.cn.")]
        return account_page(account_id, address=form), 422
    wanted = field_text(form.email).strip()
    flash(_("We wrote to %(email)s. Until the link there is opened the address stays as it is.", email=wanted), "done")
    return back(account_id)
