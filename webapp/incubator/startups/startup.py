"""One startup of the incubator: contacts, needs, guidance, everything that was asked; its founders are invited here."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.domain.kinds import KINDS
from graph.errors import InvalidInputError, NotFoundError
from webapp.forms.fields import show_refusal
from webapp.http.context import actor, graph, now, organisation_day, settings
from webapp.incubator.blueprint import blueprint
from webapp.incubator.forms import NoteForm
from webapp.incubator.minding import read_minders
from webapp.incubator.reach.invite import INVITATION_REFUSED
from webapp.incubator.reach.said import say_invited
from webapp.incubator.startups.contacts import startup_lines
from webapp.incubator.startups.lines import read_lines
from webapp.incubator.waiting.move_forms import FounderForm
from webapp.operations.accounts.invite_founders import ToInvite, invite_founder
from webapp.operations.pools import keep_contacts
from webapp.presenters.language import language
from webapp.words.kinds import words_for_curators
from webapp.words.outcomes import result_words
from webapp.words.pool import PoolWords


@blueprint.get("/startups/<startup_id>")
def show_startup(startup_id: str) -> str:
    """The whole page."""
    return _page(startup_id)


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


@blueprint.post("/startups/<startup_id>/note")
def add_startup_note(startup_id: str) -> Response | tuple[str, int]:
    """Keep a note that only this incubator reads."""
    note = NoteForm()
    if not note.validate():
        return _page(startup_id, note=note), 422
    keep_contacts.add_startup_note(graph(), actor(), startup_id, note.note.data or "", now())
    flash(_("Your note is kept. Only your incubator reads it."), "done")
    return redirect(url_for(".show_startup", startup_id=startup_id, _anchor="contacts"))


def _page(startup_id: str, form: FounderForm | None = None, note: NoteForm | None = None) -> str:
    lines, pool = read_lines()
    line = next((one for one in lines if one.startup.id == startup_id), None)
    if line is None:
        raise NotFoundError("startup", startup_id)
    timeline = graph().read(lambda tx: tx.incubators.list_timeline(startup_id))
    return render_template(
        "incubator/startup.html",
        line=line, startup=line.startup, minders=read_minders(), timeline=timeline, pool=pool,
        form=form or FounderForm(formdata=None, language=language()),
        note=note or NoteForm(formdata=None, sent_to=url_for(".add_startup_note", startup_id=startup_id)),
        contacts=startup_lines(startup_id, timeline, pool),
        words=PoolWords(organisation_day()), matched=set(KINDS), result_words=result_words,
        curator_words=words_for_curators,
    )  # fmt: skip
