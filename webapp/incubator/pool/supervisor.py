"""One supervisor's full page for the curator: term, note, what is under way, what came of it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.entities.career import Career
from graph.entities.pools import UnderWay
from graph.query_runner import Row
from graph.transaction import Transaction
from webapp.http.context import actor, graph, now, organisation_day
from webapp.incubator.blueprint import blueprint
from webapp.incubator.forms import NoteForm
from webapp.incubator.minding import read_minders
from webapp.incubator.pool.contacts import contact_lines, imports_of, read_contacts
from webapp.incubator.pool.table import Opened, read_member, read_opened, with_ratings
from webapp.operations.pools import keep_contacts
from webapp.operations.pools.correct_supervisor import may_correct
from webapp.presenters.careers import unconfirmed
from webapp.presenters.dates import today
from webapp.words.outcomes import ended_status
from webapp.words.pool import PoolWords


@blueprint.get("/supervisors/<person_id>")
def show_supervisor(person_id: str) -> str:
    """Everything about one supervisor of the pool."""
    return _page(person_id, None)


@blueprint.post("/supervisors/<person_id>/note")
def add_note(person_id: str) -> Response | tuple[str, int]:
    """Keep a note that only this incubator reads."""
    form = NoteForm()
    if not form.validate():
        return _page(person_id, form), 422
    keep_contacts.add_note(graph(), actor(), person_id, form.note.data or "", now())
    flash(_("Your note is kept. Only your incubator reads it."), "done")
    return redirect(url_for(".show_supervisor", person_id=person_id, _anchor="contacts"))


def _page(person_id: str, form: NoteForm | None) -> str:
    member = with_ratings([read_member(person_id)])[0]

    def read(tx: Transaction) -> tuple[Opened, UnderWay, list[Career], list[Row], bool]:
        # Of who was only invited nothing is told.
        mine, is_told = actor(), not member.term.is_only_invited
        careers = tx.careers.list_of_people([member.id]) if is_told else []
        proposed = tx.incubators.list_proposed_for(mine.subject_id, member.id, organisation_day()) if is_told else []
        is_ours = may_correct(tx, mine, person_id, today())
        past = tx.pools.list_past(mine.subject_id, member, today())
        return read_opened(tx, member), past, careers, proposed, is_ours

    opened, past, careers, proposed_for, is_ours = graph().read(read)
    form = form or NoteForm(sent_to=url_for(".add_note", person_id=person_id))
    return render_template(
        "incubator/supervisor.html",
        opened=opened,
        member=member,
        minders=read_minders(),
        past=past,
        proposed_for=proposed_for,
        careers=careers,
        unconfirmed=unconfirmed(member, careers),
        form=form,
        contacts=contact_lines(read_contacts(member), imports_of(person_id)),
        may_correct=is_ours,
        words=PoolWords(organisation_day()),
        today=today(),
        ended_status=ended_status,
    )
