"""Solve a batch by each objective: asked for by a curator, done by a worker, stopped when somebody cancels it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from graph.domain.jobs import SOLVE_BATCH
from graph.domain.states.batches import BATCHES
from graph.domain.states.jobs import JOBS
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.batch import Batch, Draft, Frozen, PairId
from graph.entities.job import Job
from graph.errors import InvalidInputError
from graph.ids import derived_id
from graph.steps import note_step, require_party, require_step
from graph.transaction import Transaction
from matching.batches.editing import standing_of
from matching.batches.solving import Conditions, Solved, solve
from matching.matcher import Matcher
from webapp.config import Settings as Configuration
from webapp.operations.batches.asked import Asked, asked_of
from webapp.operations.batches.candidates import candidates_of
from webapp.operations.delivery.stop_job import ask_to_stop
from webapp.operations.jobs.follow import actor_of, follow
from webapp.operations.jobs.progress import Progress
from webapp.operations.jobs.run import Worker, runs
from webapp.runtime.encoding import sentence_encoder

HIGHEST_PRICE = 1.0


def request_solving(
    graph: Graph,
    actor: Actor,
    batch_id: str,
    at: datetime,
    *,
    draft_id: str = "",
    price: float = 0.0,
    is_fresh: bool = False,
) -> str:
    """Have a batch solved; gives the id of the job, which is the one that waits or runs already.

    `draft_id`: a draft whose locks and bans hold, and of which each pair given up costs `price`, in units of fit.
    `is_fresh`: everybody is read anew; else what is known from the last time stays as it was.
    Raises ForbiddenError, NotFoundError, StateChangedError, InvalidInputError.
    """
    if not 0 <= price <= HIGHEST_PRICE:
        raise InvalidInputError("A price lies between 0 and 1.", field="price")
    require_party(BATCHES, "solve_batch", actor.parties)

    def work(tx: Transaction) -> str:
        batch = tx.batches.lock(batch_id, actor.subject_id)
        require_step(BATCHES, "solve_batch", actor.parties, batch.state)
        standing = unfinished_job(tx, batch)
        if standing is not None:
            return standing.id
        if draft_id:
            tx.batches.get_draft(draft_id, batch_id)
        step = require_step(JOBS, "create_job", actor.parties, None)
        job_id = tx.jobs.create(
            SOLVE_BATCH, actor, at, batch_id=batch_id, draft_id=draft_id, price=price, is_fresh=is_fresh,
            actor_name=actor.name,
        )  # fmt: skip
        tx.batches.set_job(batch_id, job_id)
        note_step(tx, step, actor, job_id, at, SOLVE_BATCH)
        return job_id

    return graph.write(work)


def unfinished_job(tx: Transaction, batch: Batch) -> Job | None:
    """The job that works on a batch, or waits to."""
    job = tx.jobs.get(batch.job_id, visible_to=Actor.system()) if batch.job_id else None
    return None if job is None or job.is_finished else job


def cancel_solving(graph: Graph, actor: Actor, batch_id: str, at: datetime) -> None:
    """Stop the job of a batch. Raises NotFoundError, StateChangedError where it is over or writes."""

    def work(tx: Transaction) -> None:
        ask_to_stop(tx, actor, "cancel_job", tx.batches.lock(batch_id, actor.subject_id).job_id, at)

    graph.write(work)


@runs(SOLVE_BATCH)
def solve_batch(worker: Worker, job_id: str) -> None:
    """Solve a batch as a worker does."""
    matcher = matcher_of(worker.graph, worker.settings)
    follow(worker, job_id, lambda progress: solve_in(worker.graph, matcher, job_id, progress))


def matcher_of(graph: Graph, settings: Configuration) -> Matcher:
    """The pipeline that pages use, with the index that they share."""
    encoder = sentence_encoder(settings)
    return Matcher(graph, settings.home, expire_after_days=settings.expire_after_days, encoder=encoder)


def solve_in(graph: Graph, matcher: Matcher, job_id: str, progress: Progress) -> dict[str, object]:
    """Do the job; gives the id of the run that it left."""
    at = datetime.now(UTC)

    def read(tx: Transaction) -> tuple[Job, Batch, list[Draft], Asked, Frozen | None]:
        job = tx.jobs.get(job_id, visible_to=Actor.system())
        batch = tx.batches.get(str(job.payload["batch_id"]), job.subject_id)
        runs_of = tx.batches.list_runs(batch.id)
        last = tx.batches.get_run(runs_of[0]["id"], batch.id).frozen if runs_of else None
        return job, batch, tx.batches.list_drafts(batch.id), asked_of(tx.batches.list_answers(batch.id)), last

    job, batch, drafts, asked, last = graph.read(read)
    known = None if job.payload["is_fresh"] else last
    frozen = _frozen(graph, matcher, batch, known, at, progress)
    if last is not None:  # whoever was asked may not be asked again, but the fit was theirs
        kept = {pair: last.fit[pair] for pair in asked.stays if pair in last.fit}
        frozen = replace(frozen, fit={**frozen.fit, **kept})
    before = next((draft for draft in drafts if draft.id == job.payload["draft_id"]), None)
    conditions = _conditions(before, asked, float(job.payload["price"]))
    found = solve(batch.settings, frozen, conditions, lambda done, total: progress.report("share_out", done, total))
    progress.begin_writing()
    run_id = derived_id("batch-run", job_id)
    graph.write(lambda tx: _keep(tx, actor_of(job), batch, run_id, frozen, found, at))
    return {"run_id": run_id, "batch_id": batch.id}


def _conditions(before: Draft | None, asked: Asked, price: float) -> Conditions:
    if before is None:
        return Conditions(asked.stays, asked.came_to_nothing)
    standing = standing_of(before)
    forbidden = standing.forbidden | asked.came_to_nothing
    locked = (standing.locked - forbidden) | asked.stays
    return Conditions(locked, forbidden, standing.pairs, price)


def _frozen(
    graph: Graph, matcher: Matcher, batch: Batch, known: Frozen | None, at: datetime, progress: Progress
) -> Frozen:
    """What a batch is solved with; only startups or supervisors whom `known` does not know are read anew."""
    people, fit, left_out = sorted(batch.settings.supervisors), dict[PairId, float](), dict[PairId, str]()
    model_id, moment, newcomers = (known.model_id, known.at, known.newcomers) if known else ("", "", frozenset())
    old_fit, old_out = (dict(known.fit), dict(known.left_out)) if known else ({}, {})
    total = len(batch.settings.startups)
    for number, (startup_id, wanting) in enumerate(sorted(batch.settings.startups.items())):
        progress.report("score", number, total)
        pairs = [(startup_id, person) for person in people]
        if not all(pair in old_fit or pair in old_out for pair in pairs):
            scores = matcher.score_pairs(wanting.need_id, people, at=at)
            model_id, moment = scores.model_id, at.isoformat()
            old_fit |= {(startup_id, person): value for person, value in scores.fit.items()}
            old_out |= {(startup_id, person): code for person, code in scores.left_out.items()}
        fit |= {pair: old_fit[pair] for pair in pairs if pair in old_fit}
        left_out |= {pair: old_out.get(pair, "") for pair in pairs if pair not in old_fit}
    if known is None or moment != known.at:
        newcomers = graph.read(lambda tx: _newcomers(tx, batch, at))
    return Frozen(model_id, moment, fit, left_out, newcomers)


def _newcomers(tx: Transaction, batch: Batch, at: datetime) -> frozenset[str]:
    members = candidates_of(tx, batch.incubator_id, at).members
    return frozenset(one for one in batch.settings.supervisors if one in members and not members[one].engagements)


def _keep(
    tx: Transaction, actor: Actor, batch: Batch, run_id: str, frozen: Frozen, found: Sequence[Solved], at: datetime
) -> None:
    now, before = tx.batches.lock(batch.id, batch.incubator_id), tx.batches.list_runs(batch.id)
    if any(row["id"] == run_id for row in before):
        return  # the first try was cut off after it had written
    step = require_step(BATCHES, "solve_batch", actor.parties, now.state)
    tx.batches.add_run(run_id, batch, len(before) + 1, frozen, actor.account_id, at)
    for one in found:
        draft_id = derived_id("batch-draft", run_id, one.objective)
        tx.batches.add_draft(draft_id, batch.id, run_id, one.objective, one.base, one.found, at)
    tx.batches.move(batch.id, step.target, at, draft_id=now.draft_id)
    note_step(tx, step, actor, batch.id, at)
