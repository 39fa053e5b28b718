"""Audit events: who did what to which thing, in the transaction that did it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime

from graph.domain.actions import ACTIONS
from graph.domain.registry import UndeclaredError
from graph.entities import Actor
from graph.entities.message import AuditEntry
from graph.ids import new_id, new_nonce
from graph.repositories.base import Repository

FIRST_HASH = hashlib.sha256(b"liulu audit chain").hexdigest()
_STRETCH = 1000
_FAR = datetime(9000, 1, 1, tzinfo=UTC)
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class AuditFilter:
    """Which part of the log: who (id or part of a name), what, on what, from when until before when."""

    actor: str = ""
    action: str = ""
    subject: str = ""
    since: datetime = _LONG_AGO
    before: datetime = _FAR


@dataclass(frozen=True)
class ChainReport:
    """How much of the log agrees with its chain, and where it first does not."""

    checked: int
    broken_at: int | None
    unsealed: int
    head: str

    @property
    def is_whole(self) -> bool:
        return self.broken_at is None


class AuditRepository(Repository):
    """Append-only; a job seals the events into a hash chain afterwards, so that writers do not queue on one lock."""

    def record(self, actor: Actor, action: str, subject_id: str, at: datetime, detail: str = "") -> str:
        """Note that `actor` did `action` (a verb_noun code) to `subject_id`; `detail` becomes one line.

        Returns the event's id. Raises UndeclaredError where no such action is declared (graph/domain/actions.py).
        """
        if action not in ACTIONS:
            raise UndeclaredError(f"There is no action {action!r}.")
        event_id = new_id("audit")
        self._tx.run(
            "audit.record",
            id=event_id,
            at=at,
            actor_id=actor.account_id,
            actor_name=actor.name,
            role=actor.role,
            action=action,
            subject_id=subject_id,
            detail=" ".join(detail.split())[:500],
        )
        return event_id

    def has_unsealed(self) -> bool:
        """Whether an event waits for the chain."""
        return bool(self._tx.rows("audit.unsealed", limit=1))

    def seal(self, limit: int = 500) -> int:
        """Put the oldest unsealed events into the chain; one sealer at a time. Returns how many."""
        head = self._tx.one("audit.lock_chain", nonce=new_nonce(), start=FIRST_HASH)
        sequence, last = head["sequence"], head["hash"]
        rows = []
        for entry in (AuditEntry(**row) for row in self._tx.rows("audit.unsealed", limit=limit)):
            sequence += 1
            last = chain_hash(last, replace(entry, sequence=sequence))
            rows.append({"id": entry.id, "sequence": sequence, "hash": last})
        if rows:
            self._tx.run("audit.seal", rows=rows, sequence=sequence, hash=last)
        return len(rows)

    def verify_chain(self) -> ChainReport:
        """Compute the chain anew: a changed, removed or added event shows, and so does a cut end."""
        head = self._tx.one_or_none("audit.chain") or {"sequence": 0, "hash": FIRST_HASH}
        unsealed = int(self._tx.one("audit.count_unsealed")["count"])
        last, expected = FIRST_HASH, 0
        for entry in self._sealed(head["sequence"]):
            expected += 1
            last = chain_hash(last, entry)
            if entry.sequence != expected or entry.hash != last:
                return ChainReport(expected - 1, expected, unsealed, last)
        if (expected, last) != (head["sequence"], head["hash"]):
            return ChainReport(expected, expected + 1, unsealed, last)
        return ChainReport(expected, None, unsealed, last)

    def list_page(
        self, chosen: AuditFilter, *, before: datetime | None = None, before_id: str = "", limit: int = 50
    ) -> list[AuditEntry]:
        """The log, newest first, from a key (moment and id) backwards."""
        rows = self._tx.rows(
            "audit.list", actor=chosen.actor.lower(), action=chosen.action, subject=chosen.subject, since=chosen.since,
            before=before or chosen.before, before_id=before_id, limit=limit,
        )  # fmt: skip
        return [AuditEntry(**row) for row in rows]

    def list_by_id(self, ids: list[str]) -> list[AuditEntry]:
        """The events with these ids, in their order."""
        return [AuditEntry(**row) for row in self._tx.rows("audit.list_by_id", ids=ids, limit=len(ids))]

    def list_actions(self) -> list[str]:
        """Every kind of action in the log."""
        return [row["action"] for row in self._tx.rows("audit.actions")]

    def _sealed(self, until: int) -> Iterator[AuditEntry]:
        after = 0
        # One stretch past the known end, so that an event added behind it shows too.
        while after <= until:
            for row in self._tx.rows("audit.sealed", after=after, limit=_STRETCH):
                yield AuditEntry(**row)
            after += _STRETCH


def chain_hash(previous: str, entry: AuditEntry) -> str:
    """SHA-256 over the hash before and everything that the event says."""
    content = [value.isoformat() if isinstance(value, datetime) else value for value in astuple(entry)[:-1]]
    return hashlib.sha256((previous + json.dumps(content, ensure_ascii=False)).encode()).hexdigest()
