"""What a deletion leaves for a job to erase: by ids alone, since the job says nothing of whom it is about."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from graph.domain.jobs import ERASE_TRACES
from graph.entities import Actor
from graph.entities.job import Job
from graph.transaction import Transaction


@dataclass(frozen=True)
class Traces:
    """Whose events of the audit log lose their words, by account and by what was acted on; whose copies go."""

    account_id: str = ""
    subject_ids: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


def request_erasure(tx: Transaction, traces: Traces, at: datetime) -> str:
    """Make the job that erases them; returns its id."""
    return tx.jobs.create(ERASE_TRACES, Actor.system(), at, **asdict(traces))


def traces_of(job: Job) -> Traces:
    """What a job erases."""
    given = job.payload
    return Traces(str(given["account_id"]), tuple(given["subject_ids"]), tuple(given["copies"]))
