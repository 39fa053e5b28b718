"""Who acts for one's own organisation: inviting, ranks, taking away; and answers to being asked."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from graph.domain.ranks import Act, is_head
from graph.errors import InvalidInputError, NotFoundError
from graph.repositories.colleagues import Colleague
from graph.repositories.minding import Left
from webapp.auth.blueprint import blueprint
from webapp.auth.colleague_forms import ColleagueForm
from webapp.forms.fields import field_text
from webapp.forms.ranks import RankForm
from webapp.http.context import actor, graph, now, settings
from webapp.http.notices import flash_undo
from webapp.operations.accounts.change_rank import change_rank
from webapp.operations.accounts.heads import LastHeadError, require_head
from webapp.operations.accounts.mind_colleagues import answer_role_offer, invite_colleague, remove_colleague
from webapp.presenters.names import name_of
from webapp.words.ranks import rank_choices, rank_word


@blueprint.get("/account/colleagues")
def list_colleagues() -> str:
    """Who acts for the organisation for which the reader acts."""
    return _page(ColleagueForm(actor().role, formdata=None, language=current_user.account.language))


@blueprint.post("/account/colleagues")
def add_colleague() -> Response | tuple[str, int]:
    """Invite somebody; whether they have an account is not told."""
    form = ColleagueForm(actor().role)
    if not form.validate():
        return _page(form), 422
    try:
        is_sent = invite_colleague(
            graph(), actor(), field_text(form.email), field_text(form.rank), now(), days=settings().invitation_days,
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


@blueprint.route("/account/colleagues/<account_id>/rank", methods=["GET", "POST"])
def change_colleague_rank(account_id: str) -> Response | str | tuple[str, int]:
    """Say what each rank may do, then make somebody something else; who steps down is told that only others undo it."""
    who = actor()
    colleague = _colleague(account_id)
    form = RankForm(who.role, rank=colleague.rank, was=colleague.rank)
    back, is_own = url_for("auth.list_colleagues"), account_id == who.account_id
    if not form.validate_on_submit():
        page = render_template(
            "auth/rank.html", form=form, name=colleague.name or colleague.email, whom="", is_own=is_own, back=back,
            here=request.path,
        )  # fmt: skip
        return (page, 422) if form.errors else page
    rank, was = field_text(form.rank), field_text(form.was)
    try:
        is_changed = change_rank(graph(), who, who, account_id, rank, now(), was=was)
    except LastHeadError:
        flash(_("Nobody else who can sign in is a head of your organisation. Make somebody else a head first."), "stop")
        return redirect(back)
    if is_changed:
        text = _("%(who)s: %(rank)s from now on.", who=colleague.name or colleague.email, rank=rank_word(rank))
        if is_own and not is_head(rank):
            flash(text, "done")
        else:
            flash_undo(text, request.path, {"rank": was, "was": rank})
    return redirect(back)


@blueprint.route("/account/colleagues/<account_id>/remove", methods=["GET", "POST"])
def take_away_colleague(account_id: str) -> Response | str:
    """Ask first, then take the role away; who acts alone, or is the last head, cannot go."""
    who = actor()
    colleague, is_oneself = _colleague(account_id), account_id == who.account_id
    if request.method == "GET":
        if not is_oneself:
            require_head(graph().read(lambda tx: tx.colleagues.list_of(who)), who)
        return render_template("auth/colleague_remove.html", colleague=colleague)
    try:
        left = remove_colleague(graph(), who, account_id, now())
    except LastHeadError:
        flash(_("Nobody else who can sign in is a head of your organisation. Make somebody else a head first."), "stop")
        return redirect(url_for("auth.list_colleagues"))
    flash(_("%(who)s no longer acts for your organisation.", who=colleague.name or colleague.email), "done")
    if left.startups or left.supervisors:
        flash(_said_left(left), "info")
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


def _colleague(account_id: str) -> Colleague:
    who = actor()
    everybody = graph().read(lambda tx: tx.colleagues.list_of(who))
    colleague = next((one for one in everybody if one.id == account_id), None)
    if colleague is None:
        raise NotFoundError("colleague", account_id)
    return colleague


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
    heads = [one.id for one in everybody if one.is_head_here]
    return render_template(
        "auth/colleagues.html", colleagues=everybody, form=form, may_mind=who.may_do(Act.MIND_COLLEAGUES),
        last_head=heads[0] if len(heads) == 1 else "", ranks=rank_choices(who.role),
    )  # fmt: skip
