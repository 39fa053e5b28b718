"""The people who act for one's own organisation: who they are, inviting and taking away; and answers to being asked."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from graph.errors import InvalidInputError, NotFoundError
from graph.repositories.minding import Left
from webapp.auth.blueprint import blueprint
from webapp.auth.forms import ColleagueForm
from webapp.forms.fields import field_text
from webapp.http.context import actor, graph, now, settings
from webapp.operations.accounts.mind_colleagues import (
    LastColleagueError,
    answer_role_offer,
    invite_colleague,
    remove_colleague,
)
from webapp.presenters.names import name_of


@blueprint.get("/account/colleagues")
def list_colleagues() -> str:
    """Who acts for the organisation for which the reader acts."""
    return _page(ColleagueForm(formdata=None, language=current_user.account.language))


@blueprint.post("/account/colleagues")
def add_colleague() -> Response | tuple[str, int]:
    """Invite somebody; whether they have an account is not told."""
    form = ColleagueForm()
    if not form.validate():
        return _page(form), 422
    try:
        is_sent = invite_colleague(
            graph(), actor(), field_text(form.email), now(), days=settings().invitation_days,
            name=field_text(form.name), language=field_text(form.language),
        )  # fmt: skip
    except InvalidInputError:
        form.email.errors = [_("Write an email address, such as name@company.cn.")]
        return _page(form), 422
    email = field_text(form.email).strip()
    if is_sent:
        flash(_("The invitation for %(email)s is on its way.", email=email), "done")
    else:
        flash(_("No email goes to %(email)s: they act for you already, or may not sign in.", email=email), "stop")
    return redirect(url_for("auth.list_colleagues"))


@blueprint.route("/account/colleagues/<account_id>/remove", methods=["GET", "POST"])
def take_away_colleague(account_id: str) -> Response | str:
    """Ask first, then take the role away; who acts alone cannot go."""
    who = actor()
    everybody = graph().read(lambda tx: tx.colleagues.list_of(who))
    colleague = next((one for one in everybody if one.id == account_id), None)
    if colleague is None:
        raise NotFoundError("colleague", account_id)
    if request.method == "GET":
        return render_template("auth/colleague_remove.html", colleague=colleague)
    try:
        left = remove_colleague(graph(), who, account_id, now())
    except LastColleagueError:
        flash(_("Nobody else can sign in for your organisation. Invite a colleague first."), "stop")
        return redirect(url_for("auth.list_colleagues"))
    flash(_("%(who)s no longer acts for your organisation.", who=colleague.name or colleague.email), "done")
    if left.startups or left.supervisors:
        flash(_said_left(left), "info")
    is_oneself = account_id == who.account_id
    return redirect(url_for("auth.show_account" if is_oneself else "auth.list_colleagues"))


@blueprint.post("/account/asked/<offer_id>/accept")
def take_on_role(offer_id: str) -> Response:
    """Act for who asked."""
    offer = answer_role_offer(graph(), current_user.account, offer_id, now(), accepts=True)
    flash(_("You can act for %(whom)s from now on: choose the role below.", whom=name_of(offer)), "done")
    return redirect(url_for("auth.choose_role"))


@blueprint.post("/account/asked/<offer_id>/decline")
def decline_asked_role(offer_id: str) -> Response:
    """Stay as it was."""
    answer_role_offer(graph(), current_user.account, offer_id, now(), accepts=False)
    flash(_("You declined. Nothing has changed."), "done")
    return redirect(url_for("auth.show_account"))


def _said_left(left: Left) -> str:
    startups = ngettext("%(num)s startup", "%(num)s startups", left.startups)
    supervisors = ngettext("%(num)s supervisor", "%(num)s supervisors", left.supervisors)
    words = _(
        "Nobody minds %(startups)s and %(supervisors)s any more: choose a colleague for them in the tables.",
        startups=startups, supervisors=supervisors,
    )  # fmt: skip
    return str(words)


def _page(form: ColleagueForm) -> str:
    who = actor()
    everybody = graph().read(lambda tx: tx.colleagues.list_of(who))
    alone = sum(one.is_here for one in everybody) == 1
    return render_template("auth/colleagues.html", colleagues=everybody, form=form, is_alone=alone)
