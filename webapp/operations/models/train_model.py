"""Trains a model on the live graph: one training at a time, followed as a Job, gated at its end."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from graph.domain.jobs import MOST_TRIES, TRAIN_MODEL
from graph.domain.kinds import KINDS
from graph.domain.states.jobs import UNFINISHED, JobState
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.job import Job
from graph.errors import (
    DamagedModelError,
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    StateChangedError,
    UnavailableError,
)
from graph.ids import new_id
from graph.repositories.models import TRAINING
from graph.transaction import Transaction
from matching.model_reading import read_model
from matching.models.artifact import TrainedModel
from matching.models.card import ModelError
from matching.sources.graph_records import read_source
from matching.training.candidate import make_candidate
from webapp.operations.jobs.follow import actor_of
from webapp.operations.jobs.progress import CUT_OFF, JobStoppedError, failure_of
from webapp.operations.jobs.run import Worker, runs
from webapp.operations.maintenance.still_allowed import require_still_allowed
from webapp.operations.models.judge_model import decide, drop_candidates
from webapp.operations.models.training_lease import LEASE, TrainingLease

_log = logging.getLogger(__name__)


def request_training(graph: Graph, actor: Actor, kind: str, at: datetime, cause: str = "asked") -> str:
    """Make the job that trains a kind; asking while one waits or runs gives that one. Returns the job's id."""
    _require_administrator(actor)
    if kind not in KINDS:
        raise InvalidInputError(f"Nothing is learned under {kind!r}. Choose one of: {', '.join(KINDS)}.", kind=kind)

    def work(tx: Transaction) -> str:
        # Two who ask at once meet here: the second sees the job that the first made.
        tx.models.lock_slot(TRAINING)
        for state in UNFINISHED:
            for job in tx.jobs.list_newest(kind=TRAIN_MODEL, state=state):
                if job.payload.get("match_kind") == kind:
                    return job.id
        job_id = tx.jobs.create(TRAIN_MODEL, actor, at, match_kind=kind, cause=cause, actor_name=actor.name)
        tx.audit.record(actor, "train_model", job_id, at, kind)
        return job_id

    return graph.write(work)


# A training that takes longer is given up; its lease ends with its process.
@runs(TRAIN_MODEL, seconds=1800)
def train_model(worker: Worker, job_id: str) -> None:
    """Train as a worker does."""
    wait = worker.settings.expire_after_days
    run_training(worker.graph, job_id, datetime.now(UTC), expire_after_days=wait, too_long=worker.too_long)


def run_training(
    graph: Graph,
    job_id: str,
    at: datetime,
    *,
    expire_after_days: int,
    too_long: tuple[type[Exception], ...] = (),
) -> JobState:
    """Train to the end: gives the job's state afterwards, `waiting` while another training is alive.

    Whatever goes wrong, the model that serves goes on serving. A training that was killed is begun again when its
    lease is over, once. `expire_after_days`: when requests expire. `too_long` are the
    errors by which a worker says that its time is over.
    """
    job = graph.read(lambda tx: tx.jobs.get(job_id, visible_to=Actor.system()))
    if job.is_finished:
        return job.state
    attempt = graph.write(lambda tx: tx.models.claim_training(job_id, at, LEASE))
    if not attempt:
        return job.state
    with TrainingLease(graph, job_id, attempt) as lease:
        return _run(graph, job, lease, at, expire_after_days, too_long)


def _run(
    graph: Graph, job: Job, lease: TrainingLease, at: datetime, expire_after_days: int,
    too_long: tuple[type[Exception], ...],
) -> JobState:  # fmt: skip
    try:
        tries = graph.write(lambda tx: tx.jobs.start(job.id, at))
    except StateChangedError:
        return _stop(graph, job, lease)
    if tries > MOST_TRIES:
        return _fail(graph, job, lease, CUT_OFF, "cut off")
    try:
        graph.read(lambda tx: require_still_allowed(tx, actor_of(job)))
        serving_id = graph.read(lambda tx: tx.models.serving_id(str(job.payload["match_kind"])))
        model = _learn(graph, job, lease, at, serving_id, expire_after_days)
        return decide(graph, job, lease, model, serving_id)
    except JobStoppedError:
        return _stop(graph, job, lease)
    except UnavailableError:
        raise
    except too_long:
        return _fail(graph, job, lease, "too_long", "The training took longer than a worker may.")
    except Exception as error:  # noqa: BLE001 - the outermost edge of a training
        # The same error would come again: whoever asked is told, rather than the training begun anew.
        _log.exception("the training %s failed", job.id)
        return _fail(graph, job, lease, failure_of(error), str(error) or type(error).__name__)


def _learn(
    graph: Graph, job: Job, lease: TrainingLease, at: datetime, serving_id: str, expire_after_days: int
) -> TrainedModel:
    kind = str(job.payload["match_kind"])
    lease.report("read")
    today = graph.calendar.day_of(at)
    source = graph.read(lambda tx: read_source(tx, today, expire_after_days), is_long=True)
    rival = _rival(graph, serving_id)
    with lease.may_be_stopped():
        return make_candidate(
            source, KINDS[kind], at, today=today, model_id=new_id("model"), rival=rival, progress=lease.tell
        )


def _rival(graph: Graph, model_id: str) -> TrainedModel | None:
    """The model to beat; one that can not be loaded need not be beaten."""
    try:
        return read_model(graph, model_id) if model_id else None
    except (DamagedModelError, NotFoundError, ModelError) as error:
        _log.warning("the serving model %s can not be compared with: %s", model_id, error)
        return None


def _fail(graph: Graph, job: Job, lease: TrainingLease, code: str, message: str) -> JobState:
    """End it as failed; pages tell the code in the reader's language, the message is for whoever fixes it."""
    _end(graph, job, lease, lambda tx, over: tx.jobs.fail(job.id, over, message, failure=code))
    return JobState.FAILED


def _stop(graph: Graph, job: Job, lease: TrainingLease) -> JobState:
    _end(graph, job, lease, lambda tx, over: tx.jobs.stop(job.id, over))
    return JobState.CANCELLED


def _end(graph: Graph, job: Job, lease: TrainingLease, end: Callable[[Transaction, datetime], bool]) -> None:
    over = datetime.now(UTC)

    def work(tx: Transaction) -> None:
        if tx.models.release_training(job.id, lease.attempt):
            drop_candidates(tx, job, over)
            end(tx, over)

    graph.write(work)


def _require_administrator(actor: Actor) -> None:
    if not (actor.is_administrator or actor.is_system):
        raise ForbiddenError("Only an administrator may do this.")
