"""Invite a supervisor into the pool."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.errors import InvalidInputError
from webapp.forms.fields import show_refusal
from webapp.http.context import actor, graph, now, settings
from webapp.incubator.blueprint import blueprint
from webapp.incubator.forms import InviteForm
from webapp.operations.pools.invite_supervisor import AlreadyInPoolError, Invitation, invite_supervisor
from webapp.presenters.dates import moment, today
from webapp.presenters.language import language
from webapp.words.sentences import Sentence

USUAL_TERM = timedelta(days=365)
INVITATION_REFUSED: Mapping[str, Sentence] = {
    "email": Sentence("Write an email address, such as name@company.cn."),
    "name": Sentence("Write the name."),
    "until": Sentence("Give a day after today."),
}


@blueprint.get("/invite")
def invite() -> str:
    """The form; a page that named somebody has written their name and category already."""
    named = {field: request.args.get(field, "")[:120] for field in ("name", "name_zh", "category")}
    form = InviteForm(formdata=None, until=today() + USUAL_TERM, language=language(), **named)
    return render_template("incubator/invite.html", form=form)


@blueprint.post("/invite")
def send_invite() -> Response | tuple[str, int]:
    """Write to them; they are in the pool once they have accepted."""
    form = InviteForm()
    if not form.validate():
        return render_template("incubator/invite.html", form=form), 422
    at = now()
    try:
        invited = invite_supervisor(graph(), actor(), _invitation(form), at)
    except AlreadyInPoolError as error:
        person_id = str(error.params["person_id"])
        flash(_("The supervisor with this address is in your pool or invited already."), "warn")
        return redirect(url_for(".show_supervisor", person_id=person_id))
    except InvalidInputError as error:
        show_refusal(form, error, INVITATION_REFUSED)
        return render_template("incubator/invite.html", form=form), 422
    flash(
        _(
            "%(name)s is invited, and in your pool once they accept. The invitation goes to %(email)s.",
            name=form.name.data,
            email=form.email.data,
        ),
        "done",
    )
    if invited.leaves > at:
        flash(
            _("You have invited many within an hour: this email leaves on %(when)s.", when=moment(invited.leaves)),
            "info",
        )
    return redirect(url_for(".show_supervisor", person_id=invited.person_id))


def _invitation(form: InviteForm) -> Invitation:
    return Invitation(
        name=form.name.data or "",
        name_zh=form.name_zh.data or "",
        email=form.email.data or "",
        category=form.category.data or None,
        until=form.until.data,
        note=form.note.data or "",
        language=form.language.data or "zh",
        link_days=settings().invitation_days,
    )
