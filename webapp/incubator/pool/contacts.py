"""The contact log on a supervisor's page: one line of time, and the curators' own notes in it and in a startup's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.domain.jobs import IMPORT_LOAD
from graph.entities.contact import ContactEntry, ContactKind, Contacts
from graph.entities.pools import PoolMember
from graph.errors import NotFoundError
from webapp.http.context import actor, graph, now, organisation_day, settings
from webapp.incubator.blueprint import blueprint
from webapp.incubator.forms import NoteForm
from webapp.incubator.pool.table import read_member
from webapp.operations.exchange.upload_files import journal_path
from webapp.operations.pools import keep_contacts
from webapp.operations.pools.keep_contacts import NoteChangedError
from webapp.presenters.dates import moment, today
from webapp.presenters.names import name_of
from webapp.words import contacts as words

_IMPORTS = 20
_LONGEST_REVISION = 9
"""Of so many of the last imports it is told what they did to somebody."""


@dataclass(frozen=True)
class Line:
    """One thing that took place: when, what, by whom. `entry`: its note or letter; `is_own`: to be changed."""

    at: datetime
    what: str
    by: str = ""
    about: str = ""
    href: str = ""
    entry: ContactEntry | None = None
    is_own: bool = False


def read_contacts(member: PoolMember) -> Contacts:
    """The log of a member and the actor's incubator."""
    day, mine = today(), actor().subject_id
    is_here = member.term.is_running(day)
    return graph().read(lambda tx: tx.contacts.read(member.id, mine, day, is_here=is_here))


def contact_lines(log: Contacts, imports: list[tuple[datetime, str, str]]) -> list[Line]:
    """Everything in one line of time, the latest first."""
    lines = [
        *(entry_line(one) for one in log.entries),
        *(Line(one.at, words.event_words(one.action), one.actor_name) for one in (*log.events, *log.merges)),
        *_requests(log),
        *(Line(at, words.IMPORTED[do].say({"file": file})) for at, file, do in imports),
    ]
    for one in log.meetings:
        said = words.MEETINGS[one.state].say({"startup": _startup(one)})
        lines.append(Line(one.starts_at, said, href=url_for(".show_startup", startup_id=one.startup_id)))
    return sorted(lines, key=lambda line: line.at, reverse=True)


def imports_of(about_id: str) -> list[tuple[datetime, str, str]]:
    """(when, file, what it did) of the incubator's last imports that touched a person or a startup."""
    mine = actor().subject_id
    jobs = graph().read(lambda tx: tx.jobs.list_newest(kind=IMPORT_LOAD, subject_id=mine, limit=_IMPORTS))
    found = []
    for job in jobs:
        path = journal_path(settings().home, job.id)
        if not job.is_done or job.finished_at is None or not path.is_file():
            continue
        with path.open(encoding="utf-8") as stream:
            told = [json.loads(line) for line in stream if about_id in line]
        done = {one["do"] for one in told if one.get("id") == about_id}
        do = next((one for one in words.IMPORTED if one in done), None)
        if do:
            found.append((job.finished_at, str(job.payload.get("file_name", "")), do))
    return found


@blueprint.get("/notes/<note_id>")
def edit_note(note_id: str) -> str:
    """One's own note, to be changed or deleted."""
    note = graph().read(lambda tx: keep_contacts.read_note(tx, actor(), note_id))
    form = NoteForm(sent_to=url_for(".change_note", note_id=note_id), note=note.text, seen=str(note.revision))
    return _page(note, form)


@blueprint.post("/notes/<note_id>")
def change_note(note_id: str) -> Response | tuple[str, int]:
    """Write it anew, unless it was changed in another window since."""
    form = NoteForm()
    note = graph().read(lambda tx: keep_contacts.read_note(tx, actor(), note_id))
    if not form.validate():
        return _page(note, form), 422
    try:
        keep_contacts.change_note(graph(), actor(), note_id, form.note.data or "", _seen(form), now())
    except NoteChangedError as error:
        return _clash(form, error.note or note), 409
    flash(_("The note is changed."), "done")
    return redirect(f"{_about(note)[1]}#contacts")


@blueprint.post("/notes/<note_id>/delete")
def delete_note(note_id: str) -> Response | tuple[str, int]:
    """Delete it, unless it was changed in another window since."""
    form = NoteForm()
    try:
        note = keep_contacts.delete_note(graph(), actor(), note_id, _seen(form), now())
    except NoteChangedError as error:
        standing = error.note or graph().read(lambda tx: keep_contacts.read_note(tx, actor(), note_id))
        return _clash(NoteForm(formdata=None, note=standing.text), standing), 409
    flash(_("The note is deleted."), "done")
    return redirect(f"{_about(note)[1]}#contacts")


def _page(note: ContactEntry, form: NoteForm, standing: ContactEntry | None = None) -> str:
    name, back = _about(note)
    return render_template("incubator/note.html", note=note, form=form, name=name, back=back, standing=standing)


def _about(note: ContactEntry) -> tuple[str, str]:
    """The name of whom a note is about, and the address of their page; raises NotFoundError for who is not here."""
    if not note.is_of_startup:
        member = read_member(note.about_id)
        return name_of(member), url_for(".show_supervisor", person_id=note.about_id)
    mine, day = actor().subject_id, organisation_day()
    startups = graph().read(lambda tx: tx.incubators.list_startups(mine, day))
    startup = next((one for one in startups if one.id == note.about_id), None)
    if startup is None:
        raise NotFoundError("startup", note.about_id)
    return name_of(startup), url_for(".show_startup", startup_id=note.about_id)


def _clash(form: NoteForm, standing: ContactEntry) -> str:
    """The page with what was typed, beside what stands: sending it again replaces that."""
    form.seen.data = str(standing.revision)
    return _page(standing, form, standing)


def _seen(form: NoteForm) -> int:
    said = str(form.seen.data or "")
    return int(said) if said.isdecimal() and len(said) <= _LONGEST_REVISION else -1


def entry_line(entry: ContactEntry) -> Line:
    """A note or letter in the line of time."""
    is_note = entry.kind is ContactKind.NOTE
    changed = _("changed %(when)s", when=moment(entry.changed_at)) if entry.changed_at else ""
    what = _("Note") if is_note else _("Letter: %(subject)s", subject=entry.subject)
    is_own = is_note and entry.author_id == actor().account_id
    return Line(entry.at, what, entry.author_name, changed, entry=entry, is_own=is_own)


def _requests(log: Contacts) -> Iterator[Line]:
    for one in log.requests:
        said, href = {"startup": _startup(one)}, url_for(".show_startup", startup_id=one.startup_id)
        yield Line(one.asked_at, words.ASKED.say(said), about=one.need_title or "", href=href)
        if one.decided_at and one.state in words.ANSWERED:
            yield Line(one.decided_at, words.ANSWERED[one.state].say(said), about=one.need_title or "", href=href)


def _startup(one: object) -> str:
    return name_of({"name": getattr(one, "startup_name", ""), "name_zh": getattr(one, "startup_name_zh", "")})
