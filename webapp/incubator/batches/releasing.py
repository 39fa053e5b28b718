"""Release a draft: who will be told, the question, and the way back."""

from __future__ import annotations

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from graph.domain.jobs import RELEASE_BATCH
from graph.errors import InvalidInputError
from webapp.http.context import actor, graph, now
from webapp.incubator.batches.reading import read_batch
from webapp.incubator.batches.view import BatchView
from webapp.incubator.blueprint import blueprint
from webapp.jobs.kick import kick
from webapp.operations.batches.edit_draft import DraftChangedError
from webapp.operations.batches.release_batch import ReleaseBlockedError, problems_of, request_release
from webapp.operations.batches.release_batch import undo_release as take_back
from webapp.presenters.dates import day
from webapp.words.batches import between_words


@blueprint.get("/batches/<batch_id>/drafts/<draft_id>/release")
def confirm_release(batch_id: str, draft_id: str) -> str | Response:
    """Who will be asked, in which words; what stands against it now, with the mend."""
    view = read_batch(batch_id, draft_id)
    if not view.new_pairs:
        flash(_("Everybody in this draft is asked already."), "info")
        return redirect(url_for(".show_batch", batch_id=batch_id, draft=draft_id))
    return _page(view, _usual_note(view))


@blueprint.post("/batches/<batch_id>/drafts/<draft_id>/release")
def release_draft(batch_id: str, draft_id: str) -> str | Response:
    """Have it released."""
    note, revision = request.form.get("note", ""), request.form.get("revision", -1, int)
    try:
        job_id = request_release(graph(), actor(), batch_id, draft_id, revision, note, now())
    except InvalidInputError:
        return _page(read_batch(batch_id, draft_id), note, _("Write a sentence or two, of at most 1,000 characters."))
    except ReleaseBlockedError:
        return _page(read_batch(batch_id, draft_id), note)
    except DraftChangedError:
        flash(_("Nobody was told: somebody changed this draft since your page was shown. Look at it again."), "stop")
        return redirect(url_for(".show_batch", batch_id=batch_id, draft=draft_id))
    kick(RELEASE_BATCH, job_id)
    return redirect(url_for(".show_batch", batch_id=batch_id, draft=draft_id))


@blueprint.post("/batches/<batch_id>/undo")
def undo_release(batch_id: str) -> Response:
    """Take every request back; nobody has answered."""
    count = take_back(graph(), actor(), batch_id, now())
    flash(
        ngettext(
            "%(num)s request was taken back, and they are told.",
            "%(num)s requests were taken back, and they are told.", count,
        ),
        "done",
    )  # fmt: skip
    return redirect(url_for(".show_batch", batch_id=batch_id))


def _page(view: BatchView, note: str, fault: str = "") -> str:
    draft, at = view.draft, now()
    found = graph().read(lambda tx: problems_of(tx, view.batch, draft, at)) if draft else []
    problems = [(view.name(one), view.name(who), between_words(code)) for one, who, code in found]
    by_startup: dict[str, list[str]] = {}
    for one, who in view.new_pairs:
        by_startup.setdefault(view.name(one), []).append(view.name(who))
    return render_template(
        "incubator/batches/release.html", view=view, note=note, fault=fault, problems=problems,
        asked=sorted(by_startup.items()),
    )  # fmt: skip


def _usual_note(view: BatchView) -> str:
    return str(
        _(
            "We matched you in “%(name)s”. Please answer by %(day)s.",
            name=view.batch.settings.name, day=day(view.batch.settings.answer_by),
        )
    )  # fmt: skip
