"""Mails of a curator who moves what is stuck: reminders, suggestions, what was done on behalf, tasks of colleagues."""

from __future__ import annotations

from datetime import date, datetime

from graph.domain.kinds import KINDS
from graph.domain.reasons import ClosedReason
from graph.domain.roles import INCUBATOR, Side
from graph.domain.states.work import EngagementState
from graph.domain.stuck import StuckSort
from graph.entities import Actor
from graph.entities.account import Account
from graph.entities.message import MailDraft, OutboxMessage
from graph.errors import NotFoundError
from graph.transaction import Transaction
from webapp.mail.pools import incubator_names
from webapp.mail.recipients import recipients
from webapp.mail.rendering import mail_to
from webapp.operations.delivery.deliver_outbox import Composer
from webapp.words.closing import CLOSED_IN_MAILS

_SYSTEM = Actor.system()


def compose_need_reminder(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The founders hear that nobody is asked for a need; nothing where somebody is by now, or it is closed."""
    need = tx.needs.get(message.subject_id, visible_to=_SYSTEM)
    if not need.is_open or need.asked or need.is_filled:
        return []
    told = {"need": need.title, "since": _moment(message), **incubator_names(tx, message)}
    accounts = tx.accounts.list_of_side(Side.SEEKER, need.startup_id)
    return [mail_to(to, "remind_of_need", f"/startup/needs/{need.id}", key="remind_of_need", **told) for to in accounts]


def compose_work_reminder(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """One side hears that they have not met for long; nothing where they are to meet, or the work is closed."""
    work, side = tx.engagements.get(message.subject_id, visible_to=_SYSTEM), Side(str(message.payload["to"]))
    if work.state is not EngagementState.OPEN or any(
        one.is_planned and one.starts_at > message.at for one in tx.sessions.list_of_engagement(work.id)
    ):
        return []
    if side is Side.SEEKER:
        subject_id, other = work.startup_id, (work.provider_name, work.provider_name_zh)
    else:
        subject_id, other = work.provider_id, (work.startup_name, work.startup_name_zh)
    told = {"since": _moment(message), **incubator_names(tx, message)}
    return [
        mail_to(to, "remind_of_work", f"/engagements/{work.id}", key="remind_of_work", who=_named(*other, to), **told)
        for to in tx.accounts.list_of_side(side, subject_id)
    ]


def compose_extended(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """Both sides hear until when a request waits; nothing where it was answered meanwhile."""
    one = tx.proposals.get(message.subject_id, visible_to=_SYSTEM)
    if not one.is_waiting:
        return []
    until = date.fromisoformat(str(message.payload["until"]))
    provider = f"/{KINDS[one.kind].provider_role}/requests/{one.id}"
    sides = {Side.SEEKER: (one.seeker_id, f"/startup/requests/{one.id}"), Side.PROVIDER: (one.provider_id, provider)}
    return [
        mail_to(
            to.account, "tell_extended", to.path(path, one.id), key=side, for_whom=to.for_whom, until=until,
            need=one.need_title or "", is_startup=side is Side.SEEKER,
            startup=_named(one.seeker_name, one.seeker_name_zh, to.account),
            supervisor=_named(one.provider_name, one.provider_name_zh, to.account),
        )
        for side, (subject_id, path) in sides.items()
        for to in recipients(tx, side, subject_id)
    ]  # fmt: skip


def compose_asked_on_behalf(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The founders hear whom their incubator asked in their name, with which words."""
    one = tx.proposals.get(message.subject_id, visible_to=_SYSTEM)
    if not one.is_waiting:
        return []
    return [
        mail_to(
            to, "tell_asked_on_behalf", f"/startup/requests/{one.id}", key="tell_asked_on_behalf",
            supervisor=_named(one.provider_name, one.provider_name_zh, to), need=one.need_title or "",
            note=one.note or "", **incubator_names(tx, message),
        )
        for to in tx.accounts.list_of_side(Side.SEEKER, one.seeker_id)
    ]  # fmt: skip


def compose_suggested(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The founders hear whom their incubator suggests for a need; nothing once it is closed."""
    need = tx.needs.get(message.subject_id, visible_to=_SYSTEM)
    chosen = {str(one) for one in message.payload["provider_ids"]}
    found = [one for one in tx.suggested.list_of_need(need.id) if one.id in chosen]
    if not need.is_open or not found:
        return []
    told = {"need": need.title, "word": str(message.payload["word"]), **incubator_names(tx, message)}
    return [
        mail_to(
            to, "tell_suggested", f"/startup/needs/{need.id}", key="tell_suggested",
            names=[_named(one.name, one.name_zh, to) for one in found], **told,
        )
        for to in tx.accounts.list_of_side(Side.SEEKER, need.startup_id)
    ]  # fmt: skip


def compose_closed(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The founders hear what their incubator closed in their name, and why; of work, the other side hears it too."""
    told, sort = message.payload, StuckSort(str(message.payload["sort"]))
    values = {
        "title": str(told["title"]), "sort": sort, "word": str(told["word"]),
        "reason": CLOSED_IN_MAILS[ClosedReason(str(told["reason"]))].text, **incubator_names(tx, message),
    }  # fmt: skip
    founders = tx.accounts.list_of_side(Side.SEEKER, message.subject_id)
    mails = [mail_to(to, "tell_closed_for_startup", "/startup/", key="founder", **values) for to in founders]
    if sort is StuckSort.WORK:
        others = recipients(tx, Side.PROVIDER, str(told["provider_id"]))
        mails += [
            mail_to(to.account, "tell_closed_for_startup", key="provider", for_whom=to.for_whom, **values)
            for to in others
        ]
    return mails


def compose_assigned(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """A colleague hears what they were handed; nothing of what was taken back, or moved, meanwhile."""
    told, account = message.payload, tx.accounts.find(message.subject_id)
    incubator_id = str(told["incubator_id"])
    if account is None or not tx.accounts.holds(account.id, INCUBATOR, incubator_id):
        return []
    keys = {str(one) for one in told["keys"]}
    things = tx.stuck.list_things(incubator_id, message.at)
    mine = [one for one in things if one.key in keys and one.follow_up and one.follow_up.assignee_id == account.id]
    if not mine:
        return []
    due = str(told["due_on"])
    path = "/incubator/waiting?who=me&show=all"
    return [
        mail_to(
            account, "tell_assigned", path, key="tell_assigned", count=len(mine), by=str(told["by"]),
            due_on=date.fromisoformat(due) if due else None,
        )
    ]  # fmt: skip


def _moment(message: OutboxMessage) -> date | datetime:
    """Since when a thing waits: a moment, or a day where only that is known."""
    text = str(message.payload["since"])
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _named(name: str | None, name_zh: str | None, to: Account) -> str:
    return (name_zh or name or "") if to.language == "zh" else (name or name_zh or "")


def _of_what_is_there(compose: Composer) -> Composer:
    """Nothing is told of what is gone meanwhile."""

    def composed(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
        try:
            return compose(tx, message)
        except NotFoundError:
            return []

    return composed


COMPOSERS: dict[str, Composer] = {
    "remind_of_need": _of_what_is_there(compose_need_reminder),
    "remind_of_work": _of_what_is_there(compose_work_reminder),
    "tell_asked_on_behalf": _of_what_is_there(compose_asked_on_behalf),
    "tell_assigned": compose_assigned,
    "tell_closed_for_startup": compose_closed,
    "tell_extended": _of_what_is_there(compose_extended),
    "tell_suggested": _of_what_is_there(compose_suggested),
}
