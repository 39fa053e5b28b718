"""Jobs: long work whose progress and outcome live in the graph, so that a page can follow it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from graph.domain.states.jobs import JOBS, UNFINISHED, JobState
from graph.entities.actor import Actor
from graph.entities.job import Job
from graph.errors import NotFoundError, StateChangedError
from graph.ids import new_id, new_nonce
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.rows import state_of, with_states


class JobRepository(Repository):
    """Created by an operation, reported on by a worker, followed and cancelled from a page."""

    def create(self, kind: str, actor: Actor, at: datetime, *, total: int = 0, **payload: object) -> str:
        """A waiting job of `kind` for the actor's organisation; `payload` holds JSON values. Returns its id."""
        job_id = new_id("job")
        self._tx.run(
            "jobs.create", id=job_id, kind=kind, state=JobState.WAITING, actor_id=actor.account_id, role=actor.role,
            subject_id=actor.subject_id, total=total, payload=_to_json(payload), at=at,
        )  # fmt: skip
        return job_id

    def get(self, job_id: str, *, visible_to: Actor) -> Job:
        """The job, for the organisation it is for, administrators and the system; raises NotFoundError."""
        row = self._tx.one_or_none("jobs.get", id=job_id)
        job = _job(row) if row else None
        if job is None or not _may_see(visible_to, job):
            raise NotFoundError("job", job_id)
        return job

    def lock(self, job_id: str) -> JobState:
        """Take a job's lock and read its state under it; raises NotFoundError."""
        return state_of(JobState, self._tx.one("jobs.lock", id=job_id, nonce=new_nonce())["state"])

    def start(self, job_id: str, at: datetime) -> int:
        """A worker begins; gives which try this is, from 1. Raises StateChangedError when the job is over."""
        step = JOBS.only("start_job").as_parameters
        row = self._tx.one_or_none("jobs.start", id=job_id, at=at, nonce=new_nonce(), **step)
        if row is None:
            raise StateChangedError("job", "over")
        return int(row["tries"])

    def begin_writing(self, job_id: str) -> bool:
        """From here on it cannot be cancelled; False means: stop, somebody cancelled it before, or it is over."""
        step = JOBS.only("write_job").as_parameters
        return self._tx.one_or_none("jobs.begin_writing", id=job_id, nonce=new_nonce(), **step) is not None

    def progress(self, job_id: str, *, step: str, done: int, total: int, rate: float = 0.0, message: str = "") -> bool:
        """Report how far it is; False means: stop, somebody cancelled it or it is over."""
        row = self._tx.one_or_none(
            "jobs.progress", id=job_id, step=step, done=done, total=total, rate=float(rate), message=message,
            states=sorted(UNFINISHED), nonce=new_nonce(),
        )  # fmt: skip
        return row is not None and not row["cancel_asked"]

    def finish(self, job_id: str, at: datetime, **result: object) -> bool:
        """End it as done with a JSON result; False when it was over before."""
        return self._end("finish_job", job_id, at, "", result)

    def fail(self, job_id: str, at: datetime, message: str, **result: object) -> bool:
        """End it as failed; `message` is for whoever fixes it. False when it was over before."""
        return self._end("fail_job", job_id, at, message, result)

    def stop(self, job_id: str, at: datetime) -> bool:
        """End it as cancelled; False when it was over before."""
        return self._end("stop_job", job_id, at, "", {})

    def ask_cancel(self, job_id: str, state: JobState, at: datetime) -> None:
        """Ask it to stop: `state` is where the request leads; the caller holds the lock."""
        self._tx.run("jobs.ask_cancel", id=job_id, state=state, is_over=state.is_finished, at=at)

    def retry(self, job_id: str) -> str:
        """Let a failed job wait again; returns its kind; raises StateChangedError."""
        row = self._tx.one_or_none("jobs.retry", id=job_id, nonce=new_nonce(), **JOBS.only("retry_job").as_parameters)
        if row is None:
            raise StateChangedError("job", "not failed")
        return str(row["kind"])

    def _end(self, action: str, job_id: str, at: datetime, message: str, result: dict[str, object]) -> bool:
        step, text = JOBS.only(action).as_parameters, _to_json(result)
        row = self._tx.one_or_none(
            "jobs.finish", id=job_id, message=message, result=text, at=at, nonce=new_nonce(), **step
        )
        return row is not None

    def list_newest(self, *, state: str = "", kind: str = "", subject_id: str = "", limit: int = 50) -> list[Job]:
        """The newest jobs, newest first."""
        rows = self._tx.rows("jobs.list", state=state, kind=kind, subject_id=subject_id, limit=limit)
        return [_job(row) for row in rows]

    def list_of_actor(self, kind: str, account_id: str, *, limit: int = 1) -> list[Job]:
        """The newest jobs of a kind that an account began, newest first: whoever it acts for now."""
        return [_job(row) for row in self._tx.rows("jobs.list_of_actor", kind=kind, actor_id=account_id, limit=limit)]

    def count_unfinished(self, kinds: Sequence[str], account_id: str) -> int:
        """How many jobs of these kinds that an account began wait or run."""
        states = sorted(UNFINISHED)
        return int(self._tx.one("jobs.count_unfinished", kinds=kinds, actor_id=account_id, states=states)["count"])

    def list_unfinished(self, kinds: Sequence[str]) -> list[Job]:
        """Every job of these kinds that waits or runs, in no order."""
        return [_job(row) for row in self._tx.rows("jobs.list_unfinished", kinds=kinds, states=sorted(UNFINISHED))]

    def counts(self) -> dict[str, int]:
        """How many jobs there are in each state."""
        return {row["state"]: row["count"] for row in self._tx.rows("jobs.counts")}


def _may_see(actor: Actor, job: Job) -> bool:
    if actor.is_system or actor.is_administrator:
        return True
    # Who moved to another organisation leaves the jobs of the former one behind, also their own.
    is_own = bool(job.subject_id) or actor.account_id == job.actor_id
    return is_own and (actor.role, actor.subject_id) == (job.role, job.subject_id)


def _job(row: Row) -> Job:
    values = {"payload": json.loads(row["payload"]), "result": json.loads(row["result"])}
    return Job(**{**with_states(row, state=JobState), **values})


def _to_json(values: dict[str, object]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)
