"""One startup of the incubator: contacts, needs, guidance, everything that was asked; its founders are invited here."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from graph.domain.kinds import KINDS
from graph.errors import InvalidInputError, NotFoundError
from webapp.forms.fields import show_refusal
from webapp.http.context import actor, graph, now, organisation_day, settings
from webapp.incubator.blueprint import blueprint
from webapp.incubator.minding import read_minders
from webapp.incubator.reach.invite import INVITATION_REFUSED
from webapp.incubator.startups.lines import read_lines
from webapp.incubator.startups.table import say_invited
from webapp.incubator.waiting.move_forms import FounderForm
from webapp.operations.accounts.invite_founders import ToInvite, invite_founder
from webapp.presenters.language import language
from webapp.words.kinds import words_for_curators
from webapp.words.outcomes import result_words
from webapp.words.pool import PoolWords


@blueprint.get("/startups/<startup_id>")
def show_startup(startup_id: str) -> str:
    """The whole page."""
    return _page(startup_id, FounderForm(formdata=None, language=language()))


@blueprint.post("/startups/<startup_id>/invite")
def invite_to_startup(startup_id: str) -> Response | tuple[str, int]:
    """Invite a founder or co-founder."""
    form = FounderForm()
    if not form.validate():
        return _page(startup_id, form), 422
    whom = ToInvite(startup_id, form.email.data or "", form.name.data or "", form.language.data or "zh")
    try:
        done = invite_founder(graph(), actor(), whom, now(), link_days=settings().invitation_days)
    except InvalidInputError as error:
        show_refusal(form, error, INVITATION_REFUSED)
        return _page(startup_id, form), 422
    say_invited(done)
    return redirect(url_for(".show_startup", startup_id=startup_id))


def _page(startup_id: str, form: FounderForm) -> str:
    lines, pool = read_lines()
    line = next((one for one in lines if one.startup.id == startup_id), None)
    if line is None:
        raise NotFoundError("startup", startup_id)
    timeline = graph().read(lambda tx: tx.incubators.list_timeline(startup_id))
    return render_template(
        "incubator/startup.html",
        line=line, startup=line.startup, minders=read_minders(), timeline=timeline, pool=pool, form=form,
        words=PoolWords(organisation_day()), matched=set(KINDS), result_words=result_words,
        curator_words=words_for_curators,
    )  # fmt: skip
