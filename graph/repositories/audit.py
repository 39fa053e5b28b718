"""Audit events: who did what to which thing, in the transaction that did it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from graph.domain.actions import ACTIONS
from graph.domain.registry import UndeclaredError
from graph.entities import Actor
from graph.entities.message import AuditEntry
from graph.ids import new_id
from graph.repositories.audit_hashes import parted
from graph.repositories.base import Repository

_FAR = datetime(9000, 1, 1, tzinfo=UTC)
_MOST_FOUND = 200
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class AuditFilter:
    """Which part of the log: who (id or part of a name), what, on what (the ids that a text means, itself first), from
    when until before when.
    """

    actor: str = ""
    action: str = ""
    subjects: tuple[str, ...] = ()
    since: datetime = _LONG_AGO
    before: datetime = _FAR


@dataclass(frozen=True)
class Audited:
    """What something in the log is called. `label`: what it is in the graph."""

    id: str
    name: str
    name_zh: str | None
    email: str | None
    label: str


class AuditRepository(Repository):
    """Append-only, but for personal words, which can be erased; a job seals the events into a hash chain afterwards."""

    def record(self, actor: Actor, action: str, subject_id: str, at: datetime, detail: str = "") -> str:
        """Note that `actor` did `action` (a verb_noun code) to `subject_id`; `detail` becomes one line.

        The actor's name, and the detail of an action in `SPOKEN`, stand apart from the event and can be erased.

        Returns the event's id. Raises UndeclaredError where no such action is declared (graph/domain/actions.py).
        """
        if action not in ACTIONS:
            raise UndeclaredError(f"There is no action {action!r}.")
        event_id = new_id("audit")
        # Whoever acts by themselves is no person: their name need not be kept.
        name = "" if actor.is_system else actor.name
        kept, words = parted(action, name, " ".join(detail.split())[:500])
        event = {
            "id": event_id, "at": at, "actor_id": actor.account_id, "role": actor.role, "action": action,
            "subject_id": subject_id, "detail": kept,
        }  # fmt: skip
        if words is None:
            self._tx.run("audit.record", words_hash="", **event)
        else:
            said = {"salt": words.salt, "actor_name": words.actor_name, "spoken": words.detail}
            self._tx.run("audit.record_with_words", words_hash=words.hash, **said, **event)
        return event_id

    def erase_words(self, account_id: str, subject_ids: Collection[str]) -> int:
        """Erase the personal words of what an account did, and of what was done to these things; returns how many.

        The events stay, and the chain with them: it holds the words' salted hashes.
        """
        done = self._tx.one("audit.erase_words_of_actor", actor_id=account_id)
        suffered = self._tx.one("audit.erase_words_about", subject_ids=sorted(subject_ids))
        return int(done["count"]) + int(suffered["count"])

    def list_page(
        self, chosen: AuditFilter, *, before: datetime | None = None, before_id: str = "", limit: int = 50
    ) -> list[AuditEntry]:
        """The log, newest first, from a key (moment and id) backwards."""
        rows = self._tx.rows(
            "audit.list", actor=chosen.actor.lower(), action=chosen.action, subjects=list(chosen.subjects),
            since=chosen.since, before=before or chosen.before, before_id=before_id, limit=limit,
        )  # fmt: skip
        return [AuditEntry(**row) for row in rows]

    def list_by_id(self, ids: list[str]) -> list[AuditEntry]:
        """The events with these ids, in their order."""
        return [AuditEntry(**row) for row in self._tx.rows("audit.list_by_id", ids=ids, limit=len(ids))]

    def find_subjects(self, text: str) -> tuple[str, ...]:
        """The ids that a text may mean: itself, and those whose name holds it or whose address it is."""
        rows = self._tx.rows("audited.find", text=text.lower(), limit=_MOST_FOUND) if text else []
        return (text, *(row["id"] for row in rows)) if text else ()

    def names_of(self, ids: Collection[str]) -> dict[str, Audited]:
        """What these ids are called today, by id; what is gone has no name."""
        rows = self._tx.rows("audited.names", ids=sorted(set(ids)))
        return {row["id"]: Audited(**row) for row in rows}

    def list_actions(self) -> list[str]:
        """Every kind of action in the log."""
        return [row["action"] for row in self._tx.rows("audit.actions")]
