"""Who answers for those who have no account, and what waits for their answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from graph.domain.kinds import KINDS
from graph.domain.reach import Reach
from graph.domain.states.accounts import AccountState
from graph.domain.states.jobs import MailState
from graph.domain.states.requests import REQUESTS
from graph.entities.account import Account
from graph.ids import milliseconds
from graph.query_runner import Row
from graph.repositories.accounts import AccountRepository
from graph.repositories.base import Repository

_MOST = 5000
_MOST_WAITING = 500


@dataclass(frozen=True)
class ReachOfOne:
    """How a request would reach somebody; `answered_by`: the incubator that answers, or the administrators.

    `is_sent_elsewhere`: the newest invitation went to another address than the account has now. `is_invited_here`: it
    is the reader's incubator that sent it.
    """

    id: str
    name: str
    name_zh: str
    reach: Reach
    answered_by: str = ""
    email: str = ""
    account_state: AccountState | None = None
    mail_state: MailState | None = None
    invited_at: datetime | None = None
    invited_by: str = ""
    is_sent_elsewhere: bool = False
    is_invited_here: bool = False


@dataclass(frozen=True)
class AnsweredFor:
    """A request to somebody for whom an organisation answers."""

    id: str
    kind: str
    asked_at: datetime
    forwarded_at: datetime | None
    note: str
    provider_id: str
    provider_name: str
    provider_name_zh: str
    startup_id: str
    startup_name: str
    startup_name_zh: str
    need_title: str


class AnsweringRepository(Repository):
    """Whoever changes who answers for somebody locks the provider first."""

    def standing(self, ids: Iterable[str], day: date) -> dict[str, ReachOfOne]:
        """How requests would reach these providers on a day, by id; who is none is missing."""
        rows = self._tx.rows("answering.standing", ids=sorted(set(ids)), day=day)
        return {row["id"]: _one(row) for row in rows}

    def set(self, provider_id: str, answered_by: str | None, at: datetime) -> None:
        """Say who answers for a provider from now on; None: nobody."""
        self._tx.one("answering.set", id=provider_id, answered_by=answered_by, changed_at=milliseconds(at))

    def list_of_pool(self, incubator_id: str, day: date) -> list[ReachOfOne]:
        """How requests reach those who are in a pool on a day, with their accounts and invitations; each once."""
        rows = self._tx.rows("answering.of_pool", incubator_id=incubator_id, day=day, limit=_MOST)
        ids = sorted(row["account_id"] for row in rows if row["account_state"] == AccountState.INVITED)
        mails = sorted(self._tx.rows("answering.invitations", account_ids=ids), key=lambda row: row["issue"] or 0)
        newest, ours = {row["account_id"]: row for row in mails}, self.invited_by(incubator_id, ids)
        told = ({**row, **_invitation(row, newest), "is_invited_here": row["account_id"] in ours} for row in rows)
        return list({row["id"]: _one(row) for row in told}.values())

    def invited_by(self, incubator_id: str, account_ids: Iterable[str]) -> frozenset[str]:
        """Of these accounts those that were invited last by whoever acts for this incubator."""
        ids = sorted(account_ids)
        rows = self._tx.rows("answering.invited_by_incubator", account_ids=ids, incubator_id=incubator_id)
        return frozenset(str(row["id"]) for row in rows)

    def account_of(self, role: str, subject_id: str) -> Account | None:
        """The account that acts for somebody in a role, open or not."""
        row = self._tx.one_or_none("answering.account_of", role=role, subject_id=subject_id)
        return AccountRepository(self._tx).find(row["id"]) if row else None

    def account_states(self, role: str, subject_ids: Iterable[str]) -> dict[str, AccountState]:
        """The state of the account that acts for each of these in a role; who has none is missing."""
        rows = self._tx.rows("answering.account_states", role=role, ids=sorted(set(subject_ids)))
        return {row["id"]: AccountState(row["state"]) for row in rows}

    def forget_invited(self, account_id: str) -> None:
        """Delete an account that nobody opened, with its links, once it acts for nobody; any other stays."""
        self._tx.run("answering.forget_links_of_invited", id=account_id)
        self._tx.run("answering.forget_invited", id=account_id)

    def note_invited(self, account_id: str, by: str, at: datetime) -> None:
        """Note when, and by which account, somebody was invited last."""
        self._tx.run("answering.note_invited", id=account_id, invited_by=by, at=at)

    def list_unreached(self, day: date) -> list[ReachOfOne]:
        """Whoever may be asked, is in no pool, and nobody reaches or the administrators answer for, by name."""
        labels = sorted({kind.label for kind in KINDS.values()})
        return [_one(row) for row in self._tx.rows("answering.list_unreached", labels=labels, day=day, limit=_MOST)]

    def list_waiting(self, answerer: str, day: date) -> list[AnsweredFor]:
        """Requests to those for whom an organisation answers, the oldest first."""
        rows = self._tx.rows("answering.list_waiting", answerer=answerer, day=day, limit=_MOST_WAITING)
        texts = ("note", "provider_name", "provider_name_zh", "startup_name", "startup_name_zh", "need_title")
        return [AnsweredFor(**{**row, **{key: row[key] or "" for key in texts}}) for row in rows]

    def count_waiting(self, answerer: str, day: date) -> int:
        """How many requests wait for an organisation's answer on behalf of somebody."""
        return int(self._tx.one("answering.count_waiting", answerer=answerer, day=day)["count"])

    def note_forwarded(self, request_id: str, at: datetime) -> None:
        """Note that a waiting request was passed on; the caller holds its lock and has looked at its state."""
        sources = sorted(REQUESTS.sources("forward_request"))
        self._tx.one("answering.note_forwarded", id=request_id, sources=sources, at=at)

    def note_answer(self, request_id: str, answerer: str, on: date) -> None:
        """Note who wrote an answer down for somebody, and on which day that one gave it."""
        self._tx.one("answering.note_answer", id=request_id, answered_through=answerer, answered_on=on)


def _invitation(row: Row, newest: dict[str, Row]) -> Row:
    mail = newest.get(row["account_id"])
    if mail is None:
        return {"mail_state": None}
    return {"mail_state": MailState(mail["state"]), "is_sent_elsewhere": mail["email"] != row["email"]}


def _one(row: Row) -> ReachOfOne:
    return ReachOfOne(
        str(row["id"]),
        str(row["name"] or ""),
        str(row["name_zh"] or ""),
        Reach(str(row["reach"])),
        str(row.get("answered_by") or ""),
        str(row.get("email") or ""),
        AccountState(row["account_state"]) if row.get("account_state") else None,
        row.get("mail_state"),
        row.get("invited_at"),
        str(row.get("invited_by") or ""),
        bool(row.get("is_sent_elsewhere")),
        bool(row.get("is_invited_here")),
    )
