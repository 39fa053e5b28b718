"""Who is told of a request or of work, on a side: its accounts, or who answers for somebody without one."""

from __future__ import annotations

from dataclasses import dataclass

from graph.domain.reach import ADMINISTRATORS, Reach
from graph.domain.roles import ADMINISTRATOR, INCUBATOR, Side
from graph.entities.account import Account
from graph.transaction import Transaction
from webapp.mail.rendering import ForWhom


@dataclass(frozen=True)
class Recipient:
    """An account that is told; `for_id` with their names in both languages: for whom it answers, if for another."""

    account: Account
    for_id: str = ""
    name: str = ""
    name_zh: str = ""

    def path(self, own: str, request_id: str = "") -> str:
        """The page that the mail leads to: `own`, or the one on which the addressee answers for somebody."""
        return f"/answers/{request_id}" if self.for_id else own

    @property
    def for_whom(self) -> ForWhom | None:
        """For whom they answer, by the name in the addressee's language."""
        if not self.for_id:
            return None
        zh = self.account.language == "zh"
        return ForWhom(self.for_id, (self.name_zh or self.name) if zh else (self.name or self.name_zh))


def recipients(tx: Transaction, side: Side, subject_id: str) -> list[Recipient]:
    """The accounts of a side; for a provider without any, those of the organisation that answers for them."""
    accounts = tx.accounts.list_of_side(side, subject_id)
    if accounts or side is not Side.PROVIDER:
        return [Recipient(account) for account in accounts]
    one = tx.answering.standing([subject_id], tx.calendar.today()).get(subject_id)
    if one is None or one.reach is not Reach.INCUBATOR:
        return []
    answering = answering_accounts(tx, one.answered_by)
    return [Recipient(account, subject_id, one.name, one.name_zh) for account in answering]


def answering_accounts(tx: Transaction, answered_by: str) -> list[Account]:
    """The accounts of the incubator that answers for somebody, or of the administrators."""
    if answered_by == ADMINISTRATORS:
        return tx.accounts.list_of_subject(ADMINISTRATOR, "")
    return tx.accounts.list_of_subject(INCUBATOR, answered_by)
