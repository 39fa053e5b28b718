"""Erases personal words: what an account wrote, what one side of requests and work wrote, and people themselves.

Who wrote something is known from the audit log: its events stand in the transaction that wrote, with the same moment.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from graph.domain.erased import ERASED_NAME, ERASED_NAME_ZH, ERASED_TITLE
from graph.domain.jobs import COPY_OWN_DATA
from graph.domain.roles import Side
from graph.errors import NotFoundError
from graph.ids import milliseconds, new_id, new_nonce
from graph.repositories.base import Repository
from graph.repositories.merges import MergeRepository

_WRITTEN = (
    "asking", "declining", "dismissing", "remarks", "goals", "closing", "notes", "places", "comments", "decisions",
)  # fmt: skip


@dataclass(frozen=True)
class PersonKept:
    """A person as their deletion is checked: the address that mails go to, and the incubators that list them."""

    id: str
    email: str
    pools: frozenset[str]


class ErasureRepository(Repository):
    """Every method leaves codes, ids, dates, ratings and outcomes as they are; the caller holds the account's lock."""

    def has_others(self, account_id: str, subject_id: str) -> bool:
        """Whether another account acts for an organisation or person; of two that go at once the second is the last."""
        self._tx.run("erasure.lock_subject", id=subject_id, nonce=new_nonce())
        return bool(self._tx.one("erasure.others_of", account_id=account_id, subject_id=subject_id)["count"])

    def list_offered(self, account_id: str) -> list[str]:
        """The ids of people whom an account may become, once it accepts."""
        return [str(row["id"]) for row in self._tx.rows("erasure.offered", account_id=account_id)]

    def list_touched(self, account_id: str) -> set[str]:
        """The ids of all that an account acted on, and of the account."""
        rows = self._tx.rows("erasure.touched", account_id=account_id)
        return {account_id} | {str(row[name]) for row in rows for name in ("id", "detail") if row[name]}

    def list_belongings(self, subject_id: str) -> set[str]:
        """The ids of an organisation's or person's requests and meetings, and their own; work has its request's id."""
        rows = self._tx.rows("erasure.belongings", subject_id=subject_id)
        return {subject_id} | {str(row[name]) for row in rows for name in ("id", "session_id") if row[name]}

    def forget_mails(self, emails: Collection[str], ids: Collection[str]) -> None:
        """Delete the mails to addresses, and messages about things with the mails made of them, sent or not."""
        for email in sorted(emails):
            self._tx.run("erasure.delete_mails_to", email=email)
        self._tx.run("erasure.delete_messages_about", ids=sorted(ids))

    def forget_written(self, account_id: str) -> None:
        """Erase what an account wrote, wherever it stands."""
        for what in _WRITTEN:
            self._tx.run(f"erasure_written.{what}", account_id=account_id)

    def forget_jobs(self, account_id: str) -> list[str]:
        """Take an account's name off its jobs; its copies are deleted, whose ids are returned for their files."""
        copies = []
        for row in self._tx.rows("erasure.jobs", account_id=account_id):
            if row["kind"] == COPY_OWN_DATA:
                self._tx.run("erasure.delete_job", id=row["id"])
                copies.append(str(row["id"]))
            else:
                payload = {**json.loads(row["payload"]), "actor_name": ""}
                self._tx.run("erasure.set_payload", id=row["id"], payload=json.dumps(payload, ensure_ascii=False))
        return copies

    def forget_side(self, subject_id: str, side: Side) -> None:
        """Erase all that one side wrote about its requests and in its ratings, whoever it was."""
        for what in ("requests", "side_remarks", "side_comments"):
            self._tx.run(f"erasure.forget_{what}", subject_id=subject_id, side=side)

    def forget_organisation(self, subject_id: str, at: datetime) -> None:
        """Erase the texts of an organisation that nobody acts for any more, and of its needs; its name stays."""
        topics = self._topics(subject_id)
        self._tx.run(
            "erasure.forget_needs", subject_id=subject_id, title=ERASED_TITLE, changed_at=milliseconds(at)
        )  # fmt: skip
        self._tx.run("erasure.forget_texts", subject_id=subject_id, changed_at=milliseconds(at))
        self._tx.run("erasure.delete_topics", ids=topics)

    def get_person(self, person_id: str) -> PersonKept:
        """The person, locked; raises NotFoundError."""
        self._tx.run("erasure.lock_subject", id=person_id, nonce=new_nonce())
        row = self._tx.one_or_none("erasure.person", id=person_id)
        if row is None:
            raise NotFoundError("person", person_id)
        return PersonKept(row["id"], row["email"], frozenset(row["pools"]))

    def hide_person(self, person_id: str) -> None:
        """Take a person's names away, before anything that happens now tells them."""
        self._tx.run("erasure.name_person", id=person_id, name=ERASED_NAME, name_zh=ERASED_NAME_ZH)
        self._tx.run("erasure.name_invited", id=person_id, name=ERASED_NAME)

    def delete_person(self, person_id: str, at: datetime) -> None:
        """Delete a person; a stand-in of whom nothing is known has their requests and work from now on."""
        topics = self._topics(person_id)
        if len(self.list_belongings(person_id)) > 1:
            names = {"name": ERASED_NAME, "name_zh": ERASED_NAME_ZH, "changed_at": milliseconds(at)}
            moved = {"id": person_id, "stand_in_id": new_id("person")}
            self._tx.run("erasure.create_stand_in", stand_in_id=moved["stand_in_id"], **names)
            self._tx.run("erasure.move_requests", **moved)
            self._tx.run("erasure.move_work", **moved)
        self._tx.run("erasure.delete_documents", id=person_id)
        self._tx.run("erasure.delete_careers", id=person_id)
        self._tx.run("contacts.forget_of_person", id=person_id)
        self._tx.run("exchange_identity.forget_sent", ids=[person_id])
        MergeRepository(self._tx).forget_of_kept(person_id)
        self._tx.run("erasure.delete_person", id=person_id)
        self._tx.run("erasure.delete_topics", ids=topics)

    def delete_account(self, account_id: str) -> None:
        """Delete an account with its roles, its links and what it typed and did not send."""
        self._tx.run("erasure.delete_account", id=account_id)

    def _topics(self, subject_id: str) -> list[str]:
        row = self._tx.one_or_none("erasure.topics", subject_id=subject_id)
        return sorted(set(row["ids"])) if row else []
