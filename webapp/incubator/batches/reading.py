"""Reads a batch for its pages, once."""

from __future__ import annotations

from graph.entities.batch import Batch, Draft
from graph.query_runner import Row
from graph.transaction import Transaction
from webapp.http.context import actor, graph
from webapp.incubator.batches.view import BatchView
from webapp.incubator.minding import read_minders


def read_batch(batch_id: str, draft_id: str = "", show: str = "") -> BatchView:
    """A batch with the draft of an id, or with the one that was released, or the fairest of the last run.

    Raises NotFoundError.
    """
    mine, who = actor().subject_id, actor()

    def read(tx: Transaction) -> BatchView:
        batch = tx.batches.get(batch_id, mine)
        runs, drafts = tx.batches.list_runs(batch_id), tx.batches.list_drafts(batch_id)
        draft = tx.batches.get_draft(draft_id, batch_id) if draft_id else _usual(batch, runs, drafts)
        run = tx.batches.get_run(draft.run_id, batch_id) if draft else None
        settings = run.settings if run else batch.settings
        job = tx.jobs.get(batch.job_id, visible_to=who) if batch.job_id else None
        answers = tx.batches.list_answers(batch_id)
        startups, people = {*settings.startups, *batch.settings.startups}, {*settings.supervisors}
        people |= {*batch.settings.supervisors, *(one.pair[1] for one in answers)}
        names = tx.batches.names(startups, people)
        before = _before(draft, runs, drafts)
        return BatchView(batch, runs, drafts, draft, run, before, answers, job, names, show)

    view = graph().read(read)
    return BatchView(**{**view.__dict__, "people": read_minders()}) if view.draft and view.draft.log else view


def _usual(batch: Batch, runs: list[Row], drafts: list[Draft]) -> Draft | None:
    if not runs:
        return None
    latest = [one for one in drafts if one.run_id == runs[0]["id"]]
    released = next((one for one in latest if one.id == batch.draft_id), None)
    return released or next((one for one in latest if one.objective == "fairest"), latest[0] if latest else None)


def _before(draft: Draft | None, runs: list[Row], drafts: list[Draft]) -> Draft | None:
    """The draft by the same objective of the run before."""
    if draft is None:
        return None
    ids = [row["id"] for row in runs]
    older = ids[ids.index(draft.run_id) + 1 :]
    return next(
        (one for run_id in older for one in drafts if one.run_id == run_id and one.objective == draft.objective), None
    )
