"""Batches of an incubator: their settings, each time they were solved, their drafts, the requests they made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from graph.domain.states.batches import BatchState
from graph.domain.states.requests import RequestState
from graph.entities.batch import Answer, Base, Batch, Draft, Edit, Frozen, Named, Run, Settings
from graph.errors import NotFoundError
from graph.ids import milliseconds, new_id, new_nonce
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.batch_json import (
    read_base,
    read_edits,
    read_frozen,
    read_settings,
    write_base,
    write_edits,
    write_frozen,
    write_settings,
)
from graph.repositories.rows import state_of

_LOGGED = 200


class BatchRepository(Repository):
    """Every method about a batch takes the incubator whose it is, or is called after one that did."""

    def create(self, incubator_id: str, settings: Settings, at: datetime) -> str:
        """Open a batch; gives its id."""
        batch_id = new_id("batch")
        self._tx.run(
            "batches.create", id=batch_id, incubator_id=incubator_id, state=BatchState.OPEN, at=at,
            settings=write_settings(settings),
        )  # fmt: skip
        return batch_id

    def list_of(self, incubator_id: str) -> list[Batch]:
        """The latest first."""
        return [_batch(row["batch"]) for row in self._tx.rows("batches.list", incubator_id=incubator_id)]

    def get(self, batch_id: str, incubator_id: str) -> Batch:
        """One batch; raises NotFoundError."""
        row = self._tx.one_or_none("batches.get", id=batch_id, incubator_id=incubator_id)
        if row is None:
            raise NotFoundError("batch", batch_id)
        return _batch(row["batch"])

    def lock(self, batch_id: str, incubator_id: str) -> Batch:
        """Take a batch's lock and read it under it; raises NotFoundError."""
        self._tx.run("batches.lock", id=batch_id, nonce=new_nonce())
        return self.get(batch_id, incubator_id)

    def change(self, batch_id: str, settings: Settings, at: datetime) -> None:
        """Write settings anew; lock the batch first."""
        self._tx.run("batches.set_settings", id=batch_id, settings=write_settings(settings), at=at)

    def move(self, batch_id: str, state: BatchState | None, at: datetime, *, draft_id: str = "") -> None:
        """Write how a batch stands, and the draft that was released last; lock the batch first."""
        self._tx.run("batches.set_state", id=batch_id, state=state, draft_id=draft_id, at=at)

    def set_job(self, batch_id: str, job_id: str) -> None:
        """Note the job that works on a batch; lock the batch first."""
        self._tx.run("batches.set_job", id=batch_id, job_id=job_id)

    def add_run(self, run_id: str, batch: Batch, number: int, frozen: Frozen, by: str, at: datetime) -> None:
        """Keep what a batch is solved with."""
        self._tx.run(
            "batches.add_run", id=run_id, batch_id=batch.id, number=number, settings=write_settings(batch.settings),
            revision=batch.revision, frozen=write_frozen(frozen), by=by, at=at,
        )  # fmt: skip

    def list_runs(self, batch_id: str) -> list[Row]:
        """Each time that a batch was solved, the latest first: id, number, revision, by, created_at."""
        return self._tx.rows("batches.runs", batch_id=batch_id)

    def get_run(self, run_id: str, batch_id: str) -> Run:
        """One of them whole; raises NotFoundError."""
        row = self._tx.one_or_none("batches.run", id=run_id, batch_id=batch_id)
        if row is None:
            raise NotFoundError("batch run", run_id)
        kept = row["run"]
        return Run(
            kept["id"], kept["number"], read_settings(kept["settings"]), kept["revision"],
            read_frozen(kept["frozen"]), kept["created_at"], kept["by"] or "",
        )  # fmt: skip

    def add_draft(
        self, draft_id: str, batch_id: str, run_id: str, objective: str, base: Base, found: object, at: datetime
    ) -> None:
        """Keep a draft; `found` is JSON."""
        self._tx.run(
            "batches.add_draft", id=draft_id, batch_id=batch_id, run_id=run_id, objective=objective,
            base=write_base(base), found=json.dumps(found), at=at,
        )  # fmt: skip

    def list_drafts(self, batch_id: str) -> list[Draft]:
        """All drafts of a batch, the oldest first."""
        return [_draft(row["draft"]) for row in self._tx.rows("batches.drafts", batch_id=batch_id)]

    def get_draft(self, draft_id: str, batch_id: str) -> Draft:
        """One draft; raises NotFoundError."""
        found = next((draft for draft in self.list_drafts(batch_id) if draft.id == draft_id), None)
        if found is None:
            raise NotFoundError("batch draft", draft_id)
        return found

    def set_edits(self, draft: Draft, edits: Sequence[Edit], cursor: int, log: Iterable[Edit]) -> None:
        """Write the edits of a draft; lock its batch first."""
        told = [*draft.log, *log][-_LOGGED:]
        self._tx.run(
            "batches.set_edits", id=draft.id, edits=write_edits(edits), cursor=cursor, log=write_edits(told)
        )  # fmt: skip

    def note_request(self, batch_id: str, proposal_id: str) -> None:
        """Say that a batch made a request."""
        self._tx.run("batches.note_request", id=batch_id, proposal_id=proposal_id)

    def forget_requests(self, batch_id: str) -> None:
        """Say that it made none."""
        self._tx.run("batches.forget_requests", id=batch_id)

    def list_answers(self, batch_id: str) -> list[Answer]:
        """How the requests that a batch made stand."""
        return [
            Answer(row["id"], (row["startup_id"], row["provider_id"]), state_of(RequestState, row["state"]))
            for row in self._tx.rows("batches.requests", id=batch_id)
        ]

    def widen_need(self, need_id: str, places: int, at: datetime) -> None:
        """Let a need have at least so many places."""
        self._tx.run("batches.widen_need", id=need_id, places=places, changed_at=milliseconds(at))

    def names(self, startup_ids: Iterable[str], person_ids: Iterable[str]) -> dict[str, Named]:
        """Whom a batch names, by the ids that it knows; who was merged is the record that they are now."""
        rows = self._tx.rows("batches.startups", ids=sorted(startup_ids))
        rows += self._tx.rows("batches.records", ids=sorted(person_ids))
        return {
            row["asked_id"]: Named(
                row["id"], row["name"] or "", row["name_zh"], row["stage"], tuple(sorted(row["industries"]))
            )
            for row in rows
        }


def _batch(row: Row) -> Batch:
    return Batch(
        row["id"], row["incubator_id"], state_of(BatchState, row["state"]), read_settings(row["settings"]),
        row["revision"], row["created_at"], row["changed_at"], row["draft_id"] or "", row["job_id"] or "",
    )  # fmt: skip


def _draft(row: Row) -> Draft:
    return Draft(
        row["id"], row["run_id"], row["objective"], read_base(row["base"]), read_edits(row["edits"]), row["cursor"],
        row["revision"], json.loads(row["found"]), read_edits(row["log"]),
    )  # fmt: skip
