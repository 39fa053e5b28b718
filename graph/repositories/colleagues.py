"""Those who act for one organisation in one role, and those who were asked to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.domain.ranks import first_rank, is_head
from graph.domain.roles import ROLES
from graph.domain.states.accounts import AccountState
from graph.entities import Actor
from graph.entities.actor import ActsFor
from graph.errors import NotFoundError
from graph.ids import new_nonce
from graph.repositories.accounts import AccountRepository, membership_key
from graph.repositories.base import Repository
from graph.repositories.rows import with_states


@dataclass(frozen=True)
class Colleague:
    """Somebody who acts for an organisation; `is_asked`: their account is for something else, and they did not answer.

    `since`: when they came.
    """

    id: str
    name: str
    email: str
    state: AccountState
    last_seen_at: datetime | None
    is_asked: bool
    rank: str
    since: datetime

    @property
    def is_here(self) -> bool:
        """Whether they can sign in for the organisation today."""
        return self.state is AccountState.ACTIVE and not self.is_asked

    @property
    def is_awaited(self) -> bool:
        """Whether they were invited or asked, and have not answered."""
        return self.is_asked or self.state is AccountState.INVITED

    @property
    def is_head_here(self) -> bool:
        """Whether they mind the organisation's people today."""
        return self.is_here and is_head(self.rank)


@dataclass(frozen=True)
class RoleOffer:
    """A role that an account was asked to take: for whom, and by whom."""

    id: str
    role: str
    subject_id: str
    name: str
    name_zh: str | None
    rank: str
    asked_by: str


class ColleagueRepository(Repository):
    """Of one organisation and one role in which somebody acts for it."""

    def lock(self, whom: ActsFor) -> None:
        """Hold everybody else off who would change who acts for it."""
        self._tx.run("colleagues.lock", role=whom.role, subject_id=whom.subject_id, nonce=new_nonce())

    def list_of(self, whom: ActsFor) -> list[Colleague]:
        """Those who act for it first, by address."""
        rows = self._tx.rows("colleagues.list", role=whom.role, subject_id=whom.subject_id)
        return [Colleague(**with_states(row, state=AccountState)) for row in rows]

    def set_rank(self, account_id: str, whom: ActsFor, rank: str) -> None:
        """Make somebody who acts for it, or was asked to, something else there."""
        self._tx.one(
            "colleagues.set_rank", membership_id=membership_key(account_id, whom.role, whom.subject_id), rank=rank
        )

    def offer(self, account_id: str, actor: Actor, at: datetime, rank: str = "") -> None:
        """Ask an account to act for the actor's organisation too; without a rank as whoever comes without one."""
        has_head = AccountRepository(self._tx).has_head(actor.role, actor.subject_id)
        key = membership_key(account_id, actor.role, actor.subject_id)
        row = self._tx.one_or_none(
            "colleagues.offer", id=account_id, membership_id=key, role=actor.role, subject_id=actor.subject_id,
            rank=rank or first_rank(actor.role, has_head=has_head), by=actor.account_id, at=at,
        )  # fmt: skip
        label = ROLES[actor.role].subject_label
        if row is not None and label is not None:
            self._tx.run("memberships.bind", membership_id=key, subject_id=actor.subject_id, label=label)

    def name_of(self, subject_id: str) -> tuple[str, str] | None:
        """An organisation's names; None where there is none, as for a role that is for the whole installation."""
        row = self._tx.one_or_none("colleagues.name", id=subject_id) if subject_id else None
        return (row["name"], row["name_zh"]) if row else None

    def list_offers(self, account_id: str) -> list[RoleOffer]:
        """What an account was asked to take on."""
        return [RoleOffer(**row) for row in self._tx.rows("colleagues.offers", id=account_id)]

    def accept(self, account_id: str, offer: RoleOffer, at: datetime) -> None:
        """Hold the role from now on; raises NotFoundError where it was taken back."""
        if self._tx.one_or_none("colleagues.accept", id=account_id, membership_id=offer.id, at=at) is None:
            raise NotFoundError("offer", offer.id)
        AccountRepository(self._tx).note_change(account_id, at)

    def forget(self, account_id: str, membership_id: str) -> bool:
        """Take an offer away; False where there is none."""
        return self._tx.one_or_none("colleagues.forget", id=account_id, membership_id=membership_id) is not None
