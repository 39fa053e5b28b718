"""The needs of a startup: their list, their form with drafts, closing and throwing away."""

from __future__ import annotations

from collections import Counter

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from graph.domain.help_areas import FoundBy
from graph.domain.kinds import KINDS
from graph.domain.states.requests import NeedState
from graph.entities import Actor
from graph.entities.engagement import Engagement
from graph.entities.need import Need
from graph.taxonomy import load
from graph.transaction import Transaction
from webapp.http.context import actor, graph, now
from webapp.http.navigation import counts
from webapp.operations.needs.save_need import close_need, delete_draft, edit_need, open_need, save_need_draft
from webapp.presenters.language import language
from webapp.startup.blueprint import blueprint
from webapp.startup.forms import FIRST_KIND, NeedForm
from webapp.startup.need_lines import in_order, need_lines
from webapp.words import startup as words
from webapp.words.states import need_tabs


@counts("startup.list_needs")
def count_open(mine: Actor) -> int:
    """What stands beside the entry of the menu."""
    return graph().read(lambda tx: tx.needs.count_open(mine.subject_id))


@blueprint.get("/needs")
def list_needs() -> str:
    """All needs with their state."""
    mine = actor()

    def work(tx: Transaction) -> tuple[list[Need], list[Engagement]]:
        needs = tx.needs.list_of_startup(mine.subject_id, visible_to=mine)
        return needs, tx.engagements.list_of_startup(mine.subject_id, visible_to=mine)

    needs, engagements = graph().read(work)
    chosen = request.args.get("state", "")
    counted = Counter(need.state for need in needs)
    tabs = [(state.value, text, counted[state]) for state, text in need_tabs() if counted[state]]
    shown = [need for need in in_order(needs) if not chosen or need.state == chosen]
    return render_template(
        "startup/needs.html", lines=need_lines(shown, engagements), tabs=tabs, open_count=counted[NeedState.OPEN],
        total=len(needs), chosen=chosen,
    )  # fmt: skip


@blueprint.get("/needs/new")
def new_need() -> str:
    """An empty form, filled with what the startup's profile says already, and with what was typed in the directory."""
    mine = actor()
    startup = graph().read(lambda tx: tx.startups.get(mine.subject_id, visible_to=mine))
    kind, area, stage = (request.args.get(name, "") for name in ("kind", "area", "stage"))
    form = NeedForm(
        sent_to=url_for(".create_need"),
        is_begun=bool(request.args.keys() & {"q", "area"}),
        data={
            "kind": kind if kind in KINDS else FIRST_KIND,
            "title": request.args.get("q", "")[:200],
            "tags": ", ".join(words.tag_words(startup)),
            **NeedForm.as_kept([area] if area in load().help_areas.terms else [], FoundBy.CHOSEN),
            "stage": stage if stage in load().list("stages").terms else startup.stage or "",
            "languages": list(startup.languages),
        },
    )
    form.offer_choices(startup.languages)
    return render_template("startup/need_form.html", form=form, need=None)


@blueprint.post("/needs")
def create_need() -> Response | tuple[str, int]:
    """Save a draft, or open the need at once."""
    form = NeedForm()
    form.offer_choices()
    return _save(form, None)


@blueprint.post("/needs/help-areas")
def suggest_areas() -> str | Response:
    """The lists of help areas by what is typed so far; nothing where they stay as they are."""
    form = NeedForm()
    form.offer_choices()
    if not form.follow_words():
        return Response(status=204)
    return render_template("components/_help_areas.html", form=form)


@blueprint.get("/needs/<need_id>/edit")
def edit_need_form(need_id: str) -> str:
    """The form of a draft or an open need."""
    need = _get(need_id)
    if need.is_closed:
        abort(404)
    return render_template("startup/need_form.html", form=NeedForm.of(need), need=need)


@blueprint.post("/needs/<need_id>")
def update_need(need_id: str) -> Response | tuple[str, int]:
    """Save a draft again, open it, or change an open need."""
    need = _get(need_id)
    return _save(NeedForm.of(need), need)


@blueprint.get("/needs/<need_id>/close")
def confirm_close(need_id: str) -> str:
    """Ask before a need is closed, naming what goes with it."""
    return render_template("startup/close_need.html", need=_get(need_id))


@blueprint.post("/needs/<need_id>/close")
def close(need_id: str) -> Response:
    """Close a need and withdraw what waits."""
    withdrawn = close_need(graph(), actor(), need_id, now())
    told = ngettext(" One request was withdrawn.", " %(num)s requests were withdrawn.", withdrawn) if withdrawn else ""
    flash(_("The need is closed.") + told, "done")
    return redirect(url_for(".list_needs"))


@blueprint.get("/needs/<need_id>/delete")
def confirm_delete(need_id: str) -> str:
    """Ask before a draft is thrown away."""
    need = _get(need_id)
    if not need.is_draft:
        abort(404)
    return render_template("startup/delete_draft.html", need=need)


@blueprint.post("/needs/<need_id>/delete")
def delete(need_id: str) -> Response:
    """Throw a draft away."""
    delete_draft(graph(), actor(), need_id, now())
    flash(_("The draft is deleted."), "done")
    return redirect(url_for(".list_needs"))


@blueprint.get("/suggest")
def suggest() -> str:
    """Completions of the last name in a list of fields, as options that keep what stands before it."""
    typed = request.args.get("q") or request.args.get(request.args.get("from", "tags"), "")
    before, comma, last = _before_last(typed[:600])
    prefix = before + comma + (" " if comma else "")
    names: list[str] = []
    if last:
        for listed in ("industries", "topics"):
            names += [label for _code, label in words.taxonomy().suggest(last, language(), listed, limit=6)]
        startup_id = actor().subject_id
        used = graph().read(lambda tx: tx.needs.list_topics_like(last, startup_id=startup_id, limit=6))
        names += [words.taxonomy().topic_label(name, language()) for name in used]
    options = [(prefix + name, name) for name in dict.fromkeys(names)]
    return render_template("startup/suggestions.html", options=options)


def _before_last(typed: str) -> tuple[str, str, str]:
    for comma in ("，", "、"):
        typed = typed.replace(comma, ",")
    before, comma, last = typed.rpartition(",")
    return before, comma, last.strip()


def _get(need_id: str) -> Need:
    mine = actor()
    return graph().read(lambda tx: tx.needs.get(need_id, visible_to=mine))


def _save(form: NeedForm, need: Need | None) -> Response | tuple[str, int]:
    as_draft = request.form.get("action") == NeedState.DRAFT and (need is None or need.is_draft)
    is_valid = form.validate_on_submit()
    if not is_valid or not (as_draft or form.require_complete()):
        return render_template("startup/need_form.html", form=form, need=need), 422
    if need is not None and form.clashes():
        return render_template("startup/need_form.html", form=form, need=need), 409
    form.follow_words()
    fields = form.fields(need)
    need_id = need.id if need else None
    if as_draft:
        kept = save_need_draft(graph(), actor(), fields, now(), need_id=need_id)
        flash(_("The draft is saved. Nobody sees it but you."), "done")
        return redirect(url_for(".edit_need_form", need_id=kept))
    if need is not None and need.is_open:
        edit_need(graph(), actor(), need.id, fields, now())
        flash(_("The need is changed, and the proposals with it."), "done")
        return redirect(url_for(".show_need", need_id=need.id))
    opened = open_need(graph(), actor(), fields, now(), need_id=need_id)
    flash(_("Your need is open. Here is who could help."), "done")
    return redirect(url_for(".show_need", need_id=opened))
