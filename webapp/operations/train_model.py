"""Trains a model on the live graph: one training at a time, followed as a Job, gated at its end."""

from __future__ import annotations

import logging
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from graph.driver import Graph
from graph.entities import Actor
from graph.entities.job import Job
from graph.entities.model import StoredModel
from graph.errors import ForbiddenError, GraphError, InvalidInputError, StateChangedError, UnavailableError
from graph.exchange.writers import export, write_folder
from graph.ids import new_id
from graph.repositories.models import TRAINING
from graph.transaction import Transaction
from matching.folder import Folder, FolderError
from matching.gate import Verdict, judge
from matching.kinds import KINDS
from matching.learned.candidate import make_candidate
from matching.learned.card import ModelCard, ModelError
from matching.learned.model import TrainedModel
from matching.pipeline import read_model
from webapp.operations.still_allowed import require_still_allowed

JOB = "train_model"
_log = logging.getLogger(__name__)
# Whoever trains says so this often; silent for the lease, it counts as dead and another may train.
_RENEW_SECONDS = 20.0
LEASE = timedelta(minutes=2)
_MOST_ATTEMPTS = 3
_REPORT_SECONDS = 0.5


class TrainingStoppedError(Exception):
    """Somebody cancelled the training, or another one took its place."""


def request_training(graph: Graph, actor: Actor, kind: str, at: datetime, cause: str = "asked") -> str:
    """Make the job that trains a kind; asking while one waits or runs gives that one. Returns the job's id."""
    _require_administrator(actor)
    if kind not in KINDS:
        raise InvalidInputError(f"Nothing is learned under {kind!r}. Choose one of: {', '.join(KINDS)}.", kind=kind)

    def work(tx: Transaction) -> str:
        # Two who ask at once meet here: the second sees the job that the first made.
        graph.models.lock_slot(tx, TRAINING)
        for state in ("waiting", "running"):
            for job in graph.jobs.list_newest(tx, kind=JOB, state=state):
                if job.payload.get("match_kind") == kind:
                    return job.id
        job_id = graph.jobs.create(tx, JOB, actor, at, match_kind=kind, cause=cause, actor_name=actor.name)
        graph.audit.record(tx, actor, "train_model", job_id, at, kind)
        return job_id

    return graph.write(work)


def run_training(graph: Graph, job_id: str, at: datetime) -> str:
    """Train to the end: gives the job's state afterwards, `waiting` while another training is alive.

    Whatever goes wrong, the model that serves goes on serving. A training that was killed is begun again when its
    lease is over, three times at most.
    """
    job = graph.read(lambda tx: graph.jobs.get(tx, job_id, visible_to=Actor.system()))
    if job.is_finished:
        return job.state
    attempt = graph.write(lambda tx: graph.models.claim_training(tx, job_id, at, LEASE))
    if not attempt:
        return job.state
    with _Heart(graph, job_id, attempt) as heart:
        return _run(graph, job, heart, at)


def list_unfinished(graph: Graph) -> list[str]:
    """Trainings that wait or were cut off, the oldest first."""
    jobs = [
        job
        for state in ("waiting", "running")
        for job in graph.read(lambda tx, state=state: graph.jobs.list_newest(tx, kind=JOB, state=state))  # type: ignore[misc]
    ]
    return [job.id for job in sorted(jobs, key=lambda job: job.created_at)]


def _run(graph: Graph, job: Job, heart: _Heart, at: datetime) -> str:
    if heart.attempt > _MOST_ATTEMPTS:
        return _end(graph, job, heart, "failed", "The training was cut off three times: does its machine lack memory?")
    try:
        graph.write(lambda tx: graph.jobs.start(tx, job.id, at))
    except StateChangedError:
        return _end(graph, job, heart, "cancelled", "")
    try:
        graph.read(lambda tx: require_still_allowed(graph, tx, _actor_of(job)))
        model = _learn(graph, job, heart, at)
        return _decide(graph, job, heart, model)
    except TrainingStoppedError:
        return _end(graph, job, heart, "cancelled", "")
    except UnavailableError:
        raise
    except (GraphError, FolderError, ModelError, ValueError, MemoryError, OSError) as error:
        _log.exception("the training %s failed", job.id)
        return _end(graph, job, heart, "failed", str(error) or type(error).__name__)


def _learn(graph: Graph, job: Job, heart: _Heart, at: datetime) -> TrainedModel:
    kind = str(job.payload["match_kind"])
    with _exported(graph, heart, at) as folder:
        return make_candidate(
            folder, KINDS[kind], at, model_id=new_id("model"), rival=_serving(graph, kind), progress=heart.report
        )


def _serving(graph: Graph, kind: str) -> TrainedModel | None:
    """The model to beat; one that can not be loaded need not be beaten."""
    model_id = graph.read(lambda tx: graph.models.serving_id(tx, kind))
    try:
        return read_model(graph, model_id) if model_id else None
    except (GraphError, ModelError) as error:
        _log.warning("the serving model %s can not be compared with: %s", model_id, error)
        return None


def _decide(graph: Graph, job: Job, heart: _Heart, model: TrainedModel) -> str:
    """Keep the candidate, read it back, and let the gate decide; the last step is one transaction."""
    heart.report("seal", 0, 0)
    files = model.to_files()
    card = ModelCard.from_json(files["card.json"].decode())
    over = datetime.now(UTC)
    _save(graph, job, heart, card, files)
    verdict = _verdict(graph, card)
    result = {"model_id": card.id, "verdict": verdict.code, "reason": verdict.reason, "reason_zh": verdict.reason_zh}

    def work(tx: Transaction) -> None:
        _require_holder(graph, tx, job, heart)
        actor = _actor_of(job)
        if verdict.is_promoted:
            graph.models.promote(tx, card.id, over, actor.name, verdict.reason, verdict.reason_zh)
        else:
            graph.models.reject(tx, card.id, verdict.reason, verdict.reason_zh, actor.name)
        action = "promote_model" if verdict.is_promoted else "reject_model"
        graph.audit.record(tx, actor, action, card.id, over, verdict.reason)
        graph.jobs.finish(tx, job.id, over, **result)
        graph.models.release_training(tx, job.id, heart.attempt)

    graph.write(work)
    return "done"


def _save(graph: Graph, job: Job, heart: _Heart, card: ModelCard, files: dict[str, bytes]) -> None:
    stored = StoredModel(
        id=card.id, kind=card.kind, name=card.name, state="candidate", card=card.to_json(), reason="", reason_zh="",
        trained_at=card.trained_at, data_until=card.data_until, checksum=card.checksum, job_id=job.id, parts=0, bytes=0,
    )  # fmt: skip

    def work(tx: Transaction) -> None:
        _require_holder(graph, tx, job, heart)
        graph.models.save(tx, stored, files)

    graph.write(work)


def _verdict(graph: Graph, card: ModelCard) -> Verdict:
    """What the gate says; a model that does not come back from the store as it went in is refused before."""
    try:
        read_model(graph, card.id)
    except (ModelError, GraphError) as error:
        return Verdict("not_usable", str(error), f"模型文件无法使用：{error}")
    return judge(card)


def _require_holder(graph: Graph, tx: Transaction, job: Job, heart: _Heart) -> None:
    if not graph.models.renew_training(tx, job.id, heart.attempt, datetime.now(UTC), LEASE):
        raise TrainingStoppedError


def _end(graph: Graph, job: Job, heart: _Heart, state: str, message: str) -> str:
    over = datetime.now(UTC)

    def work(tx: Transaction) -> None:
        if graph.models.release_training(tx, job.id, heart.attempt):
            graph.jobs.finish(tx, job.id, over, state=state, message=message)

    graph.write(work)
    return state


@contextmanager
def _exported(graph: Graph, heart: _Heart, at: datetime) -> Iterator[Folder]:
    """The graph as a folder of files that only this process may read, and that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="liulu-train-") as name:
        heart.report("read", 0, 0)
        export(graph, at, lambda context: write_folder(context, Path(name), None))
        yield Folder([Path(name)])


def _actor_of(job: Job) -> Actor:
    if job.role == "system":
        return Actor.system()
    return Actor(job.actor_id, str(job.payload.get("actor_name", "")), job.role, job.subject_id)


def _require_administrator(actor: Actor) -> None:
    if not (actor.is_administrator or actor.is_system):
        raise ForbiddenError("Only an administrator may do this.")


class _Heart:
    """Renews the lease in the background, and reports progress; stops the work when it was cancelled or replaced."""

    def __init__(self, graph: Graph, job_id: str, attempt: int) -> None:
        self.attempt = attempt
        self._graph, self._job_id = graph, job_id
        self._over = threading.Event()
        self._lost = False
        self._step, self._last = "", 0.0
        self._thread = threading.Thread(target=self._beat, name="training-lease", daemon=True)

    def __enter__(self) -> _Heart:
        self._thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._over.set()
        self._thread.join()

    def report(self, step: str, done: int, total: int) -> None:
        """How far the training is; raises TrainingStoppedError when it has to stop."""
        now = time.monotonic()
        if self._lost:
            raise TrainingStoppedError
        if step == self._step and now - self._last < _REPORT_SECONDS:
            return
        self._step, self._last = step, now
        goes_on = self._graph.write(
            lambda tx: self._graph.jobs.progress(tx, self._job_id, step=step, done=done, total=total)
        )
        if not goes_on:
            raise TrainingStoppedError

    def _beat(self) -> None:
        while not self._over.wait(_RENEW_SECONDS):
            try:
                held = self._graph.write(
                    lambda tx: self._graph.models.renew_training(
                        tx, self._job_id, self.attempt, datetime.now(UTC), LEASE
                    )
                )
            except UnavailableError:
                continue  # the lease outlasts a short outage
            if not held:
                self._lost = True
                return
