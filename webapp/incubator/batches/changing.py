"""Change a draft: one pair, a lock, a ban; undo and redo; choose another supervisor with what it does; compare two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from graph.entities.batch import Draft, Edit
from graph.errors import NotFoundError
from matching.batches.editing import Do, Refusal, refusal_to_come
from matching.batches.figures import Figures, figures_of, moves_between
from webapp.http.context import actor, graph, now
from webapp.incubator.batches.reading import read_batch
from webapp.incubator.batches.view import BatchView
from webapp.incubator.blueprint import blueprint
from webapp.operations.batches.edit_draft import (
    BACK_AND_FORTH,
    DraftChangedError,
    EditRefusedError,
    edit_draft,
    step_draft,
)
from webapp.words.batches import REFUSALS, between_words, edit_words, objective_words


@dataclass(frozen=True)
class Candidate:
    """A supervisor who may take a place: what the draft would be with them, or why they cannot."""

    id: str
    name: str
    fit: float | None
    after: Figures | None
    why_not: str
    load: int
    most: int
    is_here: bool


@blueprint.post("/batches/<batch_id>/drafts/<draft_id>")
def change_draft(batch_id: str, draft_id: str) -> Response:
    """Change one pair, or step back and forth."""
    form, revision = request.form, request.form.get("revision", -1, int)
    do = form.get("do", "")
    made = Edit(do, form.get("startup", ""), form.get("out", ""), form.get("into", ""))
    calls: dict[str, Callable[[], Draft]] = {
        **{str(one): lambda: edit_draft(graph(), actor(), batch_id, draft_id, made, revision, now()) for one in Do},
        **{
            one: lambda: step_draft(graph(), actor(), batch_id, draft_id, do, revision, now()) for one in BACK_AND_FORTH
        },
    }
    if do not in calls:
        raise NotFoundError("edit", do)
    try:
        calls[do]()
    except EditRefusedError as error:
        flash(REFUSALS[error.why].say({}), "stop")
    except DraftChangedError as error:
        flash(_changed_meanwhile(batch_id, draft_id, error.changes), "stop")
    return redirect(url_for(".show_batch", batch_id=batch_id, draft=draft_id))


@blueprint.get("/batches/<batch_id>/drafts/<draft_id>/choose")
def choose_in_draft(batch_id: str, draft_id: str) -> str | Response:
    """Everybody for one startup, the best fit first: what choosing them does to the figures, or why they cannot."""
    view, startup_id = read_batch(batch_id, draft_id), request.args.get("startup", "")
    if not startup_id:
        return redirect(url_for(".show_batch", batch_id=batch_id, draft=draft_id))
    if view.run is None or startup_id not in view.run.settings.startups:
        raise NotFoundError("startup", startup_id)
    out = request.args.get("out", "")
    if out and (startup_id, out) not in view.standing.pairs:
        out = ""
    found = sorted(
        (_candidate(view, startup_id, out, who) for who in view.run.settings.supervisors),
        key=lambda one: (bool(one.why_not), -(one.fit or 0.0), one.name),
    )
    present = figures_of(view.standing.pairs, view.run.settings, view.run.frozen)
    return render_template(
        "incubator/batches/choose.html", view=view, startup_id=startup_id, out=out, found=found, present=present,
        need_id=view.run.settings.startups[startup_id].need_id,
        forbidden=[who for one, who in view.forbidden if one == startup_id],
    )  # fmt: skip


@blueprint.get("/batches/<batch_id>/compare")
def compare_drafts(batch_id: str) -> str:
    """Two drafts: their figures, and what changes from the first to the second."""
    first = read_batch(batch_id, request.args.get("a", ""))
    second = read_batch(batch_id, request.args.get("b", ""))
    if first.run is None or second.run is None:
        raise NotFoundError("batch draft", "")
    names = {**first.names, **second.names}
    both = [
        (_title(view), figures_of(view.standing.pairs, view.run.settings, view.run.frozen), view.draft)
        for view in (first, second)
        if view.run
    ]
    moves = moves_between(first.standing.pairs, second.standing.pairs)
    drafts = [(one.id, _title(replace(first, draft=one))) for one in reversed(first.drafts)]
    return render_template(
        "incubator/batches/compare.html", view=replace(first, names=names), both=both, moves=moves, drafts=drafts
    )  # fmt: skip


def _title(view: BatchView) -> str:
    draft = view.draft
    if draft is None:
        return ""
    number = next(row["number"] for row in view.runs if row["id"] == draft.run_id)
    return str(_("Solving %(number)s: %(objective)s", number=number, objective=objective_words(draft.objective)))


def _candidate(view: BatchView, startup_id: str, out: str, who: str) -> Candidate:
    run, pair, standing = view.run, (startup_id, who), view.standing
    if run is None:
        raise NotFoundError("batch run", "")
    why, load = refusal_to_come(standing, pair, run.settings, run.frozen), run.settings.supervisors[who]
    words = between_words(run.frozen.left_out.get(pair, "")) if why is Refusal.NOT_ELIGIBLE else ""
    after = None
    if why is None:
        pairs = (standing.pairs - {(startup_id, out)}) | {pair}
        after = figures_of(pairs, run.settings, run.frozen)
    return Candidate(
        who, view.name(who), run.frozen.fit.get(pair), after, words or (REFUSALS[why].say({}) if why else ""),
        standing.load(who), load.most, pair in standing.pairs,
    )  # fmt: skip


def _changed_meanwhile(batch_id: str, draft_id: str, changes: tuple[Edit, ...]) -> str:
    """Whose changes came between, and which."""
    view = read_batch(batch_id, draft_id)
    told = [
        _("%(who)s: %(what)s", who=view.people.get(one.by, _("a colleague")), what=edit_words(
            one.do, view.name(one.startup_id), one.out and view.name(one.out), one.into and view.name(one.into)
        ))
        for one in changes[-5:]
    ]  # fmt: skip
    head = ngettext(
        "Your change was not made: somebody else changed this draft since your page was shown.",
        "Your change was not made: this draft was changed %(num)s times since your page was shown.", len(changes) or 1,
    )  # fmt: skip
    return " ".join([head, *(f"{one}." for one in told)])
