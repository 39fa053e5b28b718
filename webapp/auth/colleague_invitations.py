"""An invitation of a colleague that nobody has answered: sent again, or to another address."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.errors import InvalidInputError, NotFoundError, StateChangedError
from graph.repositories.colleagues import Colleague
from webapp.auth.blueprint import blueprint
from webapp.auth.colleague_forms import AddressForm
from webapp.forms.fields import field_text
from webapp.http.context import actor, graph, now, settings
from webapp.operations.accounts.heads import require_head
from webapp.operations.accounts.mind_colleagues import invite_colleague_again


@blueprint.route("/account/colleagues/<account_id>/invite", methods=["GET", "POST"])
def invite_again(account_id: str) -> Response | str | tuple[str, int]:
    """Ask where to, then send it; who answered meanwhile is told of, and gets nothing."""
    colleague = _colleague(account_id)
    form = AddressForm(email=colleague.email)
    if not colleague.is_awaited:
        return _answered(colleague)
    if not form.is_submitted():
        return render_template("auth/colleague_invite.html", form=form, colleague=colleague)
    if not form.validate():
        return render_template("auth/colleague_invite.html", form=form, colleague=colleague), 422
    email = field_text(form.email).strip()
    try:
        is_sent = invite_colleague_again(graph(), actor(), account_id, email, now(), days=settings().invitation_days)
    except InvalidInputError:
        form.email.errors = [_("Write an email address, such as name@company.cn.")]
        return render_template("auth/colleague_invite.html", form=form, colleague=colleague), 422
    except StateChangedError:
        return _answered(_colleague(account_id))
    if is_sent:
        flash(_("The invitation for %(email)s is on its way.", email=email), "done")
    else:
        flash(_("No email goes to %(email)s: they act for you already, or may not sign in.", email=email), "stop")
    return redirect(url_for("auth.list_colleagues"))


def _answered(colleague: Colleague) -> Response:
    who = colleague.name or colleague.email
    if colleague.is_here:
        flash(_("%(who)s accepted meanwhile: there is no invitation to send any more.", who=who), "info")
    else:
        flash(_("%(who)s may not sign in: an administrator disabled the account.", who=who), "warn")
    return redirect(url_for("auth.list_colleagues"))


def _colleague(account_id: str) -> Colleague:
    who = actor()
    everybody = graph().read(lambda tx: tx.colleagues.list_of(who))
    require_head(everybody, who)
    colleague = next((one for one in everybody if one.id == account_id), None)
    if colleague is None:
        raise NotFoundError("colleague", account_id)
    return colleague
