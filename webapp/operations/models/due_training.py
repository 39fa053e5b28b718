"""Asks for a training when a week is over, or when enough answers came since the last one."""

from __future__ import annotations

from datetime import datetime, timedelta

from graph.domain.jobs import TRAIN_MODEL
from graph.domain.kinds import KINDS
from graph.driver import Graph
from graph.entities import Actor
from graph.transaction import Transaction
from webapp.operations.models.train_model import request_training

# However many answers come, and however often a training fails.
_AT_MOST_EVERY = timedelta(days=1)


def request_due_trainings(graph: Graph, every_days: int, after_answers: int, at: datetime) -> list[str]:
    """The jobs of the kinds whose models are due; without a new answer nothing is."""

    def work(tx: Transaction) -> dict[str, str]:
        return {kind: _cause(tx, kind, every_days, after_answers, at) for kind in KINDS}

    causes = graph.read(work)
    return [request_training(graph, Actor.system(), kind, at, cause=cause) for kind, cause in causes.items() if cause]


def _cause(tx: Transaction, kind: str, every_days: int, after_answers: int, at: datetime) -> str:
    """`week`, `answers`, or nothing."""
    jobs = [job for job in tx.jobs.list_newest(kind=TRAIN_MODEL, limit=200) if job.payload.get("match_kind") == kind]
    last_try = jobs[0].created_at if jobs else None
    if last_try is not None and at - last_try < _AT_MOST_EVERY:
        return ""
    newest = next(iter(tx.models.list_newest(kind, limit=1)), None)
    answers = tx.models.count_answers(kind, newest.data_until if newest else None)
    if answers >= after_answers:
        return "answers"
    is_late = last_try is None or at - last_try >= timedelta(days=every_days)
    return "week" if answers and newest is not None and is_late else ""
