"""An import that is being prepared: a table as somebody has it, and what was said of it step by step.

The import is called by the job that read its file first. What was said stands beside the file, under the lock of that
job; each change has the file read anew by a job of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from graph.domain.jobs import IMPORT_CHECK, IMPORT_LOAD, IMPORT_READ
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.job import Job
from graph.errors import InvalidInputError, NotFoundError
from graph.exchange.understanding.choices import Choices
from graph.exchange.understanding.mapping import as_remembered
from graph.transaction import Transaction
from webapp.operations.exchange.answer_rows import keep_json, read_json
from webapp.operations.exchange.upload_files import draft_path, keep_upload, refusal, understood_path, uploads_folder

MOST_UNDER_WAY = 3
READING = (IMPORT_READ, IMPORT_CHECK, IMPORT_LOAD)
_PLAIN = ("table", "sheet", "encoding", "delimiter", "heading_row", "role")
SAID = (*_PLAIN, "rows", "empty_erases", "are_rows_as_read")


@dataclass(frozen=True)
class Draft:
    """An import as it stands: the job that read its file last, what was said, and what was understood (once read)."""

    id: str
    read: Job
    said: Mapping[str, Any]
    understood: Mapping[str, Any] | None

    @property
    def check_id(self) -> str:
        """The check that stands for what was said; empty before step 4."""
        return str(self.said.get("check_id") or "")

    @property
    def mapping(self) -> dict[str, Any]:
        """What was said of headings and values, as a mapping file."""
        return dict(self.said.get("mapping") or {})


def accept_table(
    graph: Graph, actor: Actor, home: Path, file_name: str, stream: BinaryIO, at: datetime, *, limit_mb: int
) -> str:
    """Keep a file of any form and make the job that reads it, whose id is the import's.

    At most `MOST_UNDER_WAY` files of an account wait or are read at once. Raises InvalidInputError.
    """
    graph.read(lambda tx: _require_room(tx, actor))
    stored_name = keep_upload(stream, home, file_name, limit_mb)
    shown_name = Path(file_name.replace("\\", "/")).name[:120]

    def work(tx: Transaction) -> str:
        # Those that were sent at once meet here.
        tx.accounts.lock(actor.account_id)
        _require_room(tx, actor)
        job_id = tx.jobs.create(
            IMPORT_READ, actor, at, file_name=shown_name, stored_name=stored_name, actor_name=actor.name
        )
        tx.audit.record(actor, "upload_import", job_id, at, shown_name)
        return job_id

    try:
        return graph.write(work)
    except InvalidInputError:
        (uploads_folder(home) / stored_name).unlink(missing_ok=True)
        raise


def get_draft(graph: Graph, actor: Actor, home: Path, import_id: str) -> Draft:
    """An import that the actor may see. Raises NotFoundError."""
    said = read_json(draft_path(home, import_id), {})

    def work(tx: Transaction) -> Job:
        first = tx.jobs.get(import_id, visible_to=actor)
        if first.kind != IMPORT_READ:
            raise NotFoundError("import", import_id)
        return tx.jobs.get(said["read_id"], visible_to=actor) if said.get("read_id") else first

    read = graph.read(work)
    understood = read_json(understood_path(home, read.id), None) if read.is_done else None
    return Draft(import_id, read, said, understood)


def change_draft(
    graph: Graph,
    actor: Actor,
    home: Path,
    import_id: str,
    changes: Mapping[str, Any],
    at: datetime,
    *,
    reads_anew: bool = True,
) -> str:
    """Say something else of the table, and have it read anew; returns the id of the job that reads it.

    Without `reads_anew` what was understood stands, and what is said tells in the check alone.
    """

    def work(tx: Transaction) -> str:
        first = tx.jobs.get(import_id, visible_to=actor)
        tx.jobs.lock(import_id)
        said = read_json(draft_path(home, import_id), {})
        said.update({name: value for name, value in changes.items() if name in (*SAID, "mapping")})
        said.pop("check_id", None)
        if not reads_anew:
            keep_json(draft_path(home, import_id), said)
            return str(said.get("read_id") or import_id)
        said.pop("are_rows_as_read", None)
        payload = {name: first.payload[name] for name in ("file_name", "stored_name")}
        read_id = tx.jobs.create(IMPORT_READ, actor, at, **payload, import_id=import_id, actor_name=actor.name)
        keep_json(draft_path(home, import_id), {**said, "read_id": read_id})
        return read_id

    return graph.write(work)


def check_draft(graph: Graph, actor: Actor, home: Path, import_id: str, *, empty_erases: bool, at: datetime) -> str:
    """Have the rows compared with what there is, and remember for the organisation what was said; gives the job's id.

    Asked again with nothing changed it gives the same job. Raises NotFoundError, InvalidInputError before it is read.
    """

    def work(tx: Transaction) -> str:
        tx.jobs.get(import_id, visible_to=actor)
        tx.jobs.lock(import_id)
        draft = get_draft(graph, actor, home, import_id)
        if draft.understood is None:
            raise InvalidInputError("This file is still being read.")
        is_same = bool(draft.said.get("empty_erases")) == empty_erases
        if draft.check_id and is_same:
            return draft.check_id
        said = {**draft.said, "empty_erases": empty_erases}
        payload = {name: draft.read.payload[name] for name in ("file_name", "stored_name")}
        check_id = tx.jobs.create(
            IMPORT_CHECK, actor, at, total=sum(int(one["rows"]) for one in draft.understood["tables"]),
            **payload, import_id=import_id, read_id=draft.read.id, empty_erases=empty_erases, actor_name=actor.name,
            rows_of=draft.read.id if draft.said.get("are_rows_as_read", True) else "",
        )  # fmt: skip
        keep_json(draft_path(home, check_id), said)
        keep_json(draft_path(home, import_id), {**said, "check_id": check_id})
        headings = draft.understood.get("headings") or []
        if headings and draft.mapping:
            tx.mappings.keep(actor.subject_id, headings, draft.mapping, at)
        return check_id

    return graph.write(work)


def choices_of(said: Mapping[str, Any]) -> Choices:
    """What was said, as reading takes it."""
    plain = {name: said.get(name) or None for name in _PLAIN}
    rows = frozenset(said.get("rows") or ())
    return Choices(**plain, remembered=as_remembered(said.get("mapping") or {}), rows=rows)


def _require_room(tx: Transaction, actor: Actor) -> None:
    if tx.jobs.count_unfinished(READING, actor.account_id) >= MOST_UNDER_WAY:
        raise refusal("too_many_under_way", "wait_for_them", limit=str(MOST_UNDER_WAY))
