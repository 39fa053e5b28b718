"""Batches: the list, the settings, and the page of one with its drafts side by side."""

from __future__ import annotations

from flask import render_template, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from graph.entities.batch import Settings
from graph.transaction import Transaction
from webapp.http.context import actor, graph, now, organisation_day
from webapp.incubator.batches.form import fault_words, read_settings, startup_lines, supervisor_lines, usual
from webapp.incubator.batches.reading import read_batch
from webapp.incubator.blueprint import blueprint
from webapp.operations.batches.candidates import Candidates, candidates_of
from webapp.operations.batches.settings import SettingsError, change_batch, open_batch
from webapp.presenters.names import name_of
from webapp.words.batches import objective_hint


@blueprint.get("/batches")
def list_batches() -> str:
    """All batches, the latest first."""
    batches = graph().read(lambda tx: tx.batches.list_of(actor().subject_id))
    return render_template("incubator/batches/list.html", batches=batches)


@blueprint.get("/batches/new")
def new_batch() -> str:
    """Choose who is in a new one; everybody, unless one says otherwise."""
    found = graph().read(lambda tx: candidates_of(tx, actor().subject_id, now()))
    return _form("", found, usual(found, organisation_day()), {})


@blueprint.post("/batches")
def create_batch() -> str | Response:
    """Open it."""
    who, at = actor(), now()
    found = graph().read(lambda tx: candidates_of(tx, who.subject_id, at))
    settings = read_settings(request.form, found, None)
    try:
        batch_id = open_batch(graph(), who, settings, at)
    except SettingsError as error:
        return _form("", found, settings, _names(settings), error)
    return redirect(url_for(".show_batch", batch_id=batch_id))


@blueprint.get("/batches/<batch_id>/settings")
def edit_batch(batch_id: str) -> str:
    """Change who is in it, and their numbers."""
    who, at = actor(), now()

    def read(tx: Transaction) -> tuple[Settings, int, Candidates]:
        batch = tx.batches.get(batch_id, who.subject_id)
        return batch.settings, batch.revision, candidates_of(tx, who.subject_id, at)

    settings, revision, found = graph().read(read)
    return _form(batch_id, found, settings, _names(settings), revision=revision)


@blueprint.post("/batches/<batch_id>/settings")
def save_batch(batch_id: str) -> str | Response:
    """Keep it."""
    who, at = actor(), now()
    before = graph().read(lambda tx: tx.batches.get(batch_id, who.subject_id)).settings
    found = graph().read(lambda tx: candidates_of(tx, who.subject_id, at))
    settings, revision = read_settings(request.form, found, before), request.form.get("revision", 0, int)
    try:
        change_batch(graph(), who, batch_id, settings, revision, at)
    except SettingsError as error:
        return _form(batch_id, found, settings, _names(before, settings), error, revision)
    return redirect(url_for(".show_batch", batch_id=batch_id))


@blueprint.get("/batches/<batch_id>")
def show_batch(batch_id: str) -> str:
    """How it stands: the drafts of a run side by side, one of them whole; the answers once it is released."""
    view = read_batch(batch_id, request.args.get("draft", ""), request.args.get("show", ""))
    return render_template("incubator/batches/batch.html", view=view, objective_hint=objective_hint)


def _form(
    batch_id: str,
    found: Candidates,
    settings: Settings,
    names: dict[str, str],
    error: SettingsError | None = None,
    revision: int = 0,
) -> str:
    startups, people = startup_lines(found, settings, names), supervisor_lines(found, settings, names)
    said = {**names, **{line.id: line.name for line in (*startups, *people)}}
    return render_template(
        "incubator/batches/form.html", batch_id=batch_id, settings=settings, startups=startups, people=people,
        faults=fault_words(error, said) if error else [], without_need=len(found.without_need), revision=revision,
    )  # fmt: skip


def _names(*settings: Settings) -> dict[str, str]:
    startups = {one for some in settings for one in some.startups}
    people = {one for some in settings for one in some.supervisors}
    found = graph().read(lambda tx: tx.batches.names(startups, people))
    return {one: name_of(named) for one, named in found.items()}
