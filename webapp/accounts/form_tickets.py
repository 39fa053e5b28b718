"""What a page says of a form on it, sealed: whose it is, where it is sent, where it stands, and when it was made.

It lets what was typed be kept for that account when the session has ended meanwhile, and for nobody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer

from graph.domain.limits import DRAFT_DAYS
from graph.ids import milliseconds

_KEPT = timedelta(days=DRAFT_DAYS)


@dataclass(frozen=True)
class FormTicket:
    """One form of one page, made for one account at a moment."""

    account_id: str
    form: str
    page: str
    made_at: datetime


class FormTickets:
    """Seals tickets with a key made from the installation's own, and opens those that it sealed."""

    def __init__(self, secret_key: str) -> None:
        self._seal = URLSafeSerializer(secret_key, salt="liulu: forms")

    def seal(self, ticket: FormTicket) -> str:
        """The ticket as a hidden field holds it."""
        sealed = self._seal.dumps([ticket.account_id, ticket.form, ticket.page, milliseconds(ticket.made_at)])
        return sealed if isinstance(sealed, str) else sealed.decode()

    def open(self, text: str, at: datetime) -> FormTicket | None:
        """The ticket that was sealed; None where it is none of ours, or older than a draft is kept."""
        try:
            account_id, form, page, made_at = self._seal.loads(text)
        except BadData:
            return None
        ticket = FormTicket(account_id, form, page, datetime.fromtimestamp(made_at / 1000, UTC))
        return ticket if at - ticket.made_at <= _KEPT else None
