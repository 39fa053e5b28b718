"""What becomes of a model that was just trained: kept, read back, judged by the gate, promoted or rejected."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from graph.domain.states.jobs import JobState
from graph.domain.states.models import MODELS, ModelState
from graph.driver import Graph
from graph.entities.job import Job
from graph.entities.model import StoredModel
from graph.errors import DamagedModelError, NotFoundError
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from matching.explanation.fact_json import dump_fact, load_fact
from matching.model_reading import read_model
from matching.models.artifact import TrainedModel
from matching.models.card import ModelCard, ModelError
from matching.training.promotion import Verdict, judge
from webapp.operations.jobs.follow import actor_of
from webapp.operations.jobs.progress import JobStoppedError
from webapp.operations.models.training_lease import LEASE, TrainingLease

_OVERTAKEN = Verdict("overtaken", {})
_CUT_OFF = Verdict("cut_off", {})
_NOT_JUDGED = frozenset({_OVERTAKEN.code, _CUT_OFF.code, "damaged"})
"""Rejections that say nothing of how the model ranks: trained again, it is judged."""


def decide(graph: Graph, job: Job, lease: TrainingLease, model: TrainedModel, serving_id: str) -> JobState:
    """Keep the candidate, read it back, and let the gate decide; the last step is one transaction.

    It was compared with `serving_id`: where something else serves by now, it takes nobody's place. Learning from the
    same answers gives the same model: one that was rejected before is not kept a second time.
    """
    lease.report("seal")
    files = model.to_files()
    card = ModelCard.from_json(files["card.json"].decode())
    over = datetime.now(UTC)
    known = graph.read(lambda tx: _rejected_before(tx, card))
    if known is not None:
        return _find_again(graph, job, lease, known, over)
    _save(graph, job, lease, card, files, over)
    judged = _verdict(graph, card)

    def work(tx: Transaction) -> None:
        _require_holder(tx, job, lease)
        if not tx.jobs.begin_writing(job.id):
            raise JobStoppedError
        actor = actor_of(job)
        verdict = judged if tx.models.lock_slot(card.kind).serving_id == serving_id else _OVERTAKEN
        action = "promote_model" if verdict.is_promoted else "reject_model"
        step = require_step(MODELS, action, actor.parties, tx.models.get(card.id).state)
        if verdict.is_promoted:
            tx.models.promote(card.id, over, actor.name, dump_fact(verdict))
        else:
            tx.models.reject(card.id, dump_fact(verdict), actor.name)
        note_step(tx, step, actor, card.id, over, verdict.code)
        tx.jobs.finish(job.id, over, model_id=card.id, verdict=verdict.code)
        tx.models.release_training(job.id, lease.attempt)

    graph.write(work)
    return JobState.DONE


def _rejected_before(tx: Transaction, card: ModelCard) -> StoredModel | None:
    """The model that differs from a new one by nothing but when it was trained, where the gate rejected it."""
    for model in tx.models.list_newest(card.kind):
        try:
            known = ModelCard.from_json(model.card)
        except ModelError:
            continue
        is_same = replace(card, id=known.id, trained_at=known.trained_at).sealed() == known
        if is_same and model.state is ModelState.REJECTED and model.verdict and _code(model) not in _NOT_JUDGED:
            return model
    return None


def _code(model: StoredModel) -> str:
    return load_fact(model.verdict).code


def _find_again(graph: Graph, job: Job, lease: TrainingLease, known: StoredModel, over: datetime) -> JobState:
    """End with the model that was rejected before: there is nothing to keep, and nothing to judge."""

    def work(tx: Transaction) -> None:
        _require_holder(tx, job, lease)
        if not tx.jobs.begin_writing(job.id):
            raise JobStoppedError
        drop_candidates(tx, job, over)
        tx.jobs.finish(job.id, over, model_id=known.id, verdict=_code(known), is_again=True)
        tx.models.release_training(job.id, lease.attempt)

    graph.write(work)
    return JobState.DONE


def _save(
    graph: Graph, job: Job, lease: TrainingLease, card: ModelCard, files: dict[str, bytes], over: datetime
) -> None:
    stored = StoredModel(
        id=card.id, kind=card.kind, name=card.name, state=ModelState.CANDIDATE, card=card.to_json(), reason="",
        reason_zh="", trained_at=card.trained_at, data_until=card.data_until, checksum=card.checksum, job_id=job.id,
        parts=0, bytes=0,
    )  # fmt: skip

    def work(tx: Transaction) -> None:
        _require_holder(tx, job, lease)
        drop_candidates(tx, job, over)
        tx.models.save(stored, files)

    graph.write(work)


def drop_candidates(tx: Transaction, job: Job, at: datetime) -> None:
    """What this job kept before it was cut off is never judged."""
    actor = actor_of(job)
    for model_id in tx.models.candidates_of(job.id):
        tx.models.reject(model_id, dump_fact(_CUT_OFF), actor.name)
        note_step(tx, MODELS.only("reject_model"), actor, model_id, at, "its training was cut off")


def _verdict(graph: Graph, card: ModelCard) -> Verdict:
    """What the gate says; a model that does not come back from the store as it went in is refused before."""
    try:
        read_model(graph, card.id)
    except ModelError as error:
        return Verdict(error.fact.code, error.fact.params)
    except (DamagedModelError, NotFoundError):
        return Verdict("damaged", {})
    return judge(card)


def _require_holder(tx: Transaction, job: Job, lease: TrainingLease) -> None:
    if not tx.models.renew_training(job.id, lease.attempt, datetime.now(UTC), LEASE):
        raise JobStoppedError
