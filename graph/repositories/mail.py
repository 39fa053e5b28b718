"""Mails: made once from an outbox message, handed over under a lease."""

from __future__ import annotations

from datetime import datetime

from graph.domain.bounces import BounceReason
from graph.domain.states.jobs import MAILS, MailState
from graph.entities.account import LinkPurpose, MailedLink
from graph.entities.message import Mail, MailDraft
from graph.ids import derived_id, new_nonce
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.rows import state_of, with_states


class MailRepository(Repository):
    """Waiting, sent and failed mails."""

    def create(self, outbox_id: str, draft: MailDraft, at: datetime) -> str:
        """Note a mail; the same message and addressee make the same mail. Returns its id."""
        mail_id = derived_id("mail", outbox_id, draft.to, draft.key)
        self._tx.run(
            "mail.create", id=mail_id, to=draft.to, state=MailState.WAITING, subject=draft.subject, body=draft.body,
            language=draft.language, outbox_id=outbox_id, at=at, link=_link_properties(draft.link),
            account_id=draft.account_id or None, for_id=draft.for_id or None, reply_to_id=draft.reply_to_id or None,
        )  # fmt: skip
        return mail_id

    def list_due(self, at: datetime, limit: int) -> list[str]:
        """Ids of mails that wait and are in nobody's hand, oldest first."""
        return [row["id"] for row in self._tx.rows("mail.due", at=at, limit=limit)]

    def lease(self, mail_id: str, at: datetime, until: datetime) -> Mail | None:
        """Take a mail in hand; None when another worker has it."""
        sources = sorted(MAILS.sources("send_mail"))
        row = self._tx.one_or_none("mail.lease", id=mail_id, sources=sources, at=at, until=until, nonce=new_nonce())
        return _mail(row) if row else None

    def mark_sent(self, mail_id: str, at: datetime, *, keep_body: bool) -> bool:
        """The mail was handed over; without `keep_body` its text is forgotten. False when it waits no more."""
        row = self._tx.one_or_none(
            "mail.sent",
            id=mail_id,
            nonce=new_nonce(),
            at=at,
            keep_body=keep_body,
            **MAILS.only("send_mail").as_parameters,
        )
        return row is not None

    def put_off(self, mail_id: str, error: str, until: datetime, *, give_up: bool, is_doubtful: bool = False) -> bool:
        """It could not be handed over: wait until a moment, or give up; False when it does not wait any more.

        Doubtful: the server may have taken it, and was not heard.
        """
        step = MAILS.only("give_up_mail" if give_up else "put_off_mail")
        row = self._tx.one_or_none(
            "mail.put_off",
            id=mail_id,
            nonce=new_nonce(),
            error=error[:500],
            until=until,
            is_doubtful=is_doubtful,
            **step.as_parameters,
        )
        return row is not None

    def mark_returned(self, mail_id: str, reason: BounceReason, error: str) -> bool:
        """The mail did not arrive; False where that is known, or the mail is not."""
        row = self._tx.one_or_none(
            "mail.returned",
            id=mail_id,
            nonce=new_nonce(),
            reason=reason,
            error=error[:500],
            **MAILS.only("return_mail").as_parameters,
        )
        return row is not None

    def lock(self, mail_id: str) -> MailState:
        """Take a mail's lock and read its state under it; raises NotFoundError."""
        return state_of(MailState, self._tx.one("mail.lock", id=mail_id, nonce=new_nonce())["state"])

    def retry(self, mail_id: str, at: datetime) -> None:
        """Let a failed mail wait again; the caller has looked at its state under the lock."""
        self._tx.one("mail.retry", id=mail_id, at=at, nonce=new_nonce(), **MAILS.only("retry_letter").as_parameters)

    def find(self, mail_id: str) -> Mail | None:
        """One mail, or None."""
        row = self._tx.one_or_none("mail.get", id=mail_id)
        return _mail(row) if row else None

    def list_newest(self, *, state: str = "", to: str = "", limit: int = 50) -> list[Mail]:
        """The newest mails, newest first."""
        return [_mail(row) for row in self._tx.rows("mail.list", state=state, to=to, limit=limit)]

    def list_doubtful(self, limit: int = 20) -> list[Mail]:
        """The newest mails of which a second copy may have arrived, newest first."""
        return [_mail(row) for row in self._tx.rows("mail.list_doubtful", limit=limit)]

    def prune(self, before: datetime) -> int:
        """Forget mails that were sent or given up and are older than this moment; returns how many went."""
        finished = sorted(set(MailState) - {MailState.WAITING})
        return int(self._tx.one("mail.prune", before=before, states=finished)["count"])

    def counts(self) -> dict[str, int]:
        """How many mails there are in each state."""
        return {row["state"]: row["count"] for row in self._tx.rows("mail.counts")}


def _link_properties(link: MailedLink | None) -> dict[str, object]:
    if link is None:
        return {}
    return {
        "link_purpose": link.purpose,
        "link_account_id": link.account_id,
        "link_issue": link.issue,
        "link_expires_at": link.expires_at,
    }


def _mail(row: Row) -> Mail:
    said = {name: row.pop(f"link_{name}") for name in ("purpose", "account_id", "issue", "expires_at")}
    link = MailedLink(**with_states(said, purpose=LinkPurpose)) if said["purpose"] else None
    return Mail(**with_states(row, state=MailState), link=link)
