"""What was sent to somebody: mails by whose they are, joined with the messages of which they came."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import date

from graph.domain.bounces import BounceReason
from graph.domain.sent import Delivery, delivery_of
from graph.domain.states.jobs import MailState, MessageState
from graph.entities.sent import SentMail
from graph.query_runner import Row
from graph.repositories.base import Repository

MOST = 1000
"""The latest of somebody's mails that are looked at; limits on reaching people keep them far fewer."""


class SentRepository(Repository):
    """Reads only. Who may see which of them is decided by `webapp/operations/delivery/read_sent.py`."""

    def accounts_of(self, role: str, subject_id: str) -> list[str]:
        """The accounts that act for somebody in a role."""
        return [row["id"] for row in self._tx.rows("sent.holders", role=role, subject_id=subject_id)]

    def asked_to_be(self, person_id: str) -> list[str]:
        """The accounts that were asked to become somebody and have not answered."""
        return [row["id"] for row in self._tx.rows("sent.asked", person_id=person_id)]

    def ids_of(self, person_id: str) -> list[str]:
        """Every id under which somebody is or was known."""
        return [person_id, *(row["id"] for row in self._tx.rows("sent.former_ids", id=person_id))]

    def to_accounts(self, account_ids: Collection[str]) -> list[SentMail]:
        """Every mail to these accounts."""
        return self._joined(self._tx.rows("sent.to_accounts", account_ids=sorted(account_ids), limit=MOST))

    def told_for(self, for_ids: Collection[str], role: str, subject_id: str) -> list[SentMail]:
        """What those who act for an organisation were told because it answers for somebody."""
        ids = sorted(for_ids)
        rows = self._tx.rows("sent.told_for", for_ids=ids, role=role, subject_id=subject_id, limit=MOST)
        return self._joined(rows)

    def of_messages(self, subject_ids: Collection[str], kinds: Collection[str]) -> list[SentMail]:
        """The messages of some kinds about some accounts or people, each with its mails; one without stands alone."""
        found = self._tx.rows("sent.about", subject_ids=sorted(subject_ids), kinds=sorted(kinds), limit=MOST)
        ids = [row["id"] for row in found]
        mails = self._joined(self._tx.rows("sent.of_messages", message_ids=ids, limit=MOST))
        made = {mail.message_id for mail in mails}
        return mails + [_without_mail(row) for row in self._messages(ids).values() if row["id"] not in made]

    def own_startups(self, ids: Collection[str], incubator_id: str, day: date) -> set[str]:
        """Which of some startups are with an incubator on a day."""
        rows = self._tx.rows("sent.own_startups", ids=sorted(ids), incubator_id=incubator_id, day=day)
        return {row["id"] for row in rows}

    def _messages(self, ids: Iterable[str]) -> dict[str, Row]:
        return {row["id"]: row for row in self._tx.rows("sent.messages", ids=sorted(set(ids)))}

    def _joined(self, mails: list[Row]) -> list[SentMail]:
        messages = self._messages(mail["message_id"] for mail in mails)
        return [_of_mail(mail, messages.get(mail["message_id"])) for mail in mails]


def _of_mail(mail: Row, message: Row | None) -> SentMail:
    """A mail whose message was forgotten is of no kind, and about nobody."""
    state = delivery_of(MessageState.DONE, MailState(mail["state"]))
    told: Row = _told(message) if message else {"kind": "", "at": mail["at"]}
    return SentMail(
        **told,
        message_id=mail["message_id"],
        state=state,
        account_id=mail["account_id"] or "",
        name=mail["name"] or "",
        email=mail["email"],
        language=mail["language"],
        for_id=mail["for_id"] or "",
        moved_at=mail["sent_at"] if state is Delivery.SENT else None,
        attempts=mail["attempts"] or 0,
        error=mail["error"] or "",
        is_doubtful=mail["is_doubtful"],
        returned_for=BounceReason(mail["returned_for"]) if mail["returned_for"] else None,
    )


def _without_mail(message: Row) -> SentMail:
    state = delivery_of(MessageState(message["state"]), None)
    return SentMail(
        **_told(message),
        message_id=message["id"],
        state=state,
        moved_at=message["leaves"] if state is Delivery.WAITING else None,
        attempts=message["attempts"] or 0,
        error=message["error"] or "",
    )


def _told(message: Row) -> Row:
    payload = json.loads(message["payload"])
    names = ("startup_id", "startup_name", "startup_name_zh", "provider_name", "provider_name_zh")
    about = {name: message[name] or "" for name in names}
    about["startup_id"] = about["startup_id"] or str(payload.get("startup_id", ""))
    return {
        "kind": message["kind"],
        "at": message["at"],
        "subject_id": message["subject_id"],
        "incubator_id": str(payload.get("incubator_id", "")),
        **about,
    }
