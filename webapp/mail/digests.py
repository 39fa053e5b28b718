"""The mail of Monday: what moved last week, what is stuck, whose term ends soon."""

from __future__ import annotations

from datetime import date, timedelta

from graph.domain.roles import INCUBATOR
from graph.domain.states.requests import RequestState
from graph.entities.account import Account
from graph.entities.message import MailDraft, OutboxMessage
from graph.entities.tasks import EndingTerm
from graph.query_runner import Row
from graph.transaction import Transaction
from webapp.mail.pools import incubator_names
from webapp.mail.rendering import mail_to
from webapp.operations.delivery.deliver_outbox import OUR_ADDRESS, Composer
from webapp.operations.stuck.send_digests import KIND

_WEEK = timedelta(days=7)
_MOST_NAMED = 10


def compose_digest(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """One curator's week at one incubator; none where nothing moved and nothing is stuck, or they left meanwhile."""
    account, incubator_id = tx.accounts.find(message.subject_id), str(message.payload["incubator_id"])
    if account is None or not tx.accounts.holds(account.id, INCUBATOR, incubator_id):
        return []
    monday = date.fromisoformat(str(message.payload["monday"]))
    moved = _moved(tx, incubator_id, monday - _WEEK, monday - timedelta(days=1))
    things = tx.stuck.list_things(incubator_id, message.at)
    today = tx.calendar.day_of(message.at)
    stuck = [one for one in things if one.wants_care(today)]
    if not stuck and not any(moved.values()):
        return []
    ending = sorted(tx.tasks.list_ending(incubator_id, today), key=lambda one: one.minder_id != account.id)
    said: Row = {
        **moved, "stuck": len(stuck), "mine": sum(one.minder_id == account.id for one in stuck),
        "tasks": len(tx.tasks.list_of(incubator_id, account.id, things, message.at)),
        "ending": [_term(one, account) for one in ending[:_MOST_NAMED]], "ending_count": len(ending),
        "first": monday - _WEEK, "last": monday - timedelta(days=1), "page": f"{OUR_ADDRESS}incubator/",
        "settings": f"{OUR_ADDRESS}account",
    }  # fmt: skip
    names = incubator_names(tx, message)
    shown = names["incubator_zh" if account.language == "zh" else "incubator"] or names["incubator"]
    return [mail_to(account, KIND, "/incubator/", key=incubator_id, incubator=shown, **said)]


def _moved(tx: Transaction, incubator_id: str, first: date, last: date) -> dict[str, int]:
    """What the report counts, of one week, and who came."""
    answers = [one.state for one in tx.report.list_answers(incubator_id, first, last)]
    came = tx.digests.count_comers(incubator_id, first, last, last)
    return {
        "accepted": answers.count(RequestState.ACCEPTED),
        "declined": answers.count(RequestState.DECLINED),
        "sessions": len(tx.report.list_sessions(incubator_id, first, last)),
        "supervisors": came.supervisors,
        "startups": came.startups,
    }


def _term(one: EndingTerm, account: Account) -> Row:
    name = (one.name_zh or one.name) if account.language == "zh" else (one.name or one.name_zh)
    return {"name": name, "until": one.until, "is_mine": one.minder_id == account.id}


COMPOSERS: dict[str, Composer] = {KIND: compose_digest}
