"""Letters of curators as mails: to supervisors, to founders, and to the curator who tries one first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from flask_babel import gettext as _

from graph.domain.kinds import pooled_kind
from graph.domain.letters import Letter
from graph.domain.roles import INCUBATOR, STARTUP
from graph.entities import Actor
from graph.entities.account import Account
from graph.entities.message import MailDraft, OutboxMessage
from graph.query_runner import Row
from graph.repositories.ownership import is_own
from graph.transaction import Transaction
from webapp.mail.pools import names_of_incubator
from webapp.mail.rendering import mail_to
from webapp.operations.delivery.deliver_outbox import Composer
from webapp.words.speaking import speaking


def letter_mail(
    to: Account, letter: Letter, from_name: str, incubator: Row, *, key: str = "", author_id: str = ""
) -> MailDraft:
    """A letter that is filled in, as this account gets it: in its language where it is written, else in the other.

    Answers to it go to its author.
    """
    language = letter.language_for(to.language)
    wording = letter.wordings[language]
    mail = mail_to(
        replace(to, language=language), "write_to_supervisor", key=key or to.id, text=wording.text,
        title=wording.subject, from_name=from_name, **incubator,
    )  # fmt: skip
    return replace(mail, reply_to_id=author_id)


def _composer(role: Callable[[], str]) -> Composer:
    """The curator's own words, to nobody who has not opened an account.

    None where they no longer act for the incubator, or whom they write to is no longer with it.
    """

    def compose(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
        account_id, incubator_id = (str(message.payload[key]) for key in ("actor_id", "incubator_id"))
        curator = Actor(account_id, "", INCUBATOR, incubator_id)
        if not tx.accounts.holds(account_id, INCUBATOR, incubator_id) or not is_own(tx, curator, message.subject_id):
            return []
        return _mails(tx, message, tx.accounts.list_of_subject(role(), message.subject_id))

    return compose


def compose_test(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """What the first reader would get, to the curator who tries it: in every language in which it is written."""
    letter, curator = _letter(message), tx.accounts.find(str(message.payload["actor_id"]))
    if curator is None or not tx.accounts.holds(curator.id, INCUBATOR, str(message.payload["incubator_id"])):
        return []
    mails = _mails(tx, message, [replace(curator, language=language) for language in letter.wordings])
    return [replace(mail, subject=_of_test(mail)) for mail in mails]


def _of_test(mail: MailDraft) -> str:
    """A subject that nobody takes for the letter itself."""
    with speaking(mail.language):
        return str(_("[Test] %(subject)s", subject=mail.subject))


def _mails(tx: Transaction, message: OutboxMessage, accounts: Iterable[Account]) -> list[MailDraft]:
    letter, from_name = _letter(message), str(message.payload["from_name"])
    incubator = names_of_incubator(tx, str(message.payload["incubator_id"]))
    author_id = str(message.payload["actor_id"])
    return [
        letter_mail(to, letter, from_name, incubator, key=f"{to.id}:{to.language}", author_id=author_id)
        for to in accounts
    ]


def _letter(message: OutboxMessage) -> Letter:
    parts = ("subject", "body", "subject_zh", "body_zh")
    return Letter(*(str(message.payload.get(part, "")) for part in parts))


COMPOSERS: dict[str, Composer] = {
    "test_letter": compose_test,
    "write_to_founder": _composer(lambda: STARTUP),
    "write_to_supervisor": _composer(lambda: pooled_kind().provider_role),
}
