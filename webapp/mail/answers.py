"""Mails about requests: their answers, questions, reminders and ends."""

from __future__ import annotations

from graph.domain.kinds import KINDS
from graph.domain.reasons import DeclineReason
from graph.domain.roles import Side
from graph.domain.states.requests import LISTED, RequestState
from graph.entities import Actor
from graph.entities.account import Account
from graph.entities.message import MailDraft, OutboxMessage
from graph.entities.requests import Request
from graph.transaction import Transaction
from webapp.mail.recipients import recipients
from webapp.mail.rendering import ForWhom, mail_to
from webapp.operations.delivery.deliver_outbox import Composer
from webapp.words.kinds import WILL_WORK
from webapp.words.refusals import DECLINES_IN_MAILS


def compose_accepted(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The startup hears that its request is accepted."""
    request = _request(tx, message)
    return _mails(tx, request, "tell_accepted", Side.SEEKER, f"/engagements/{request.id}")


def compose_declined(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The startup hears the reason; a decline that was taken back before it was told is not told."""
    request = _request(tx, message)
    if request.state is not RequestState.DECLINED:
        return []
    declined = DECLINES_IN_MAILS[request.decline_reason or DeclineReason.OTHER].text
    return _mails(tx, request, "tell_declined", Side.SEEKER, _startup_page(request), declined=declined)


def compose_passed_on(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The startup hears whom they suggest instead; nothing where that was taken back before it was told."""
    request = _request(tx, message)
    instead = tx.proposals.get(request.id, visible_to=Actor.system()).passed_to
    if request.state is not RequestState.DECLINED or instead is None:
        return []
    accounts = tx.accounts.list_of_side(Side.SEEKER, request.startup_id)
    return [
        _mail(to, request, "tell_passed_on", _startup_page(request), best=_named(instead.name, instead.name_zh, to))
        for to in accounts
    ]


def compose_decline_undone(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The startup hears that the decline does not stand."""
    request = _request(tx, message)
    return _mails(tx, request, "tell_decline_undone", Side.SEEKER, _startup_page(request))


def compose_place_filled(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """A provider who was asked too hears that somebody else was found."""
    request = _request(tx, message)
    return _mails(tx, request, "tell_place_filled", Side.PROVIDER, _provider_page(request))


def compose_term_ended(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The startup hears that whoever it asked is not in its incubator's pool any more."""
    request = _request(tx, message)
    return _mails(tx, request, "tell_term_ended", Side.SEEKER, _startup_page(request))


def compose_ended_for_conflict(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """Both sides hear that a conflict of interest ended the request; not whose word it is."""
    request = _request(tx, message)
    return [
        *_mails(tx, request, "tell_ended_for_conflict", Side.SEEKER, _startup_page(request)),
        *_mails(tx, request, "tell_ended_for_conflict", Side.PROVIDER, _provider_page(request)),
    ]


def compose_paused(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The startup hears that whoever it waits for takes no requests; nothing where that is over."""
    request, day = _request(tx, message), tx.calendar.day_of(message.at)
    profile = tx.providers.get(request.provider_id, visible_to=Actor.system())
    if not request.is_waiting or not profile.is_paused(day):
        return []
    return _mails(tx, request, "tell_paused", Side.SEEKER, _startup_page(request), until=profile.paused_until)


def compose_question(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The startup gets the provider's question."""
    request = _request(tx, message)
    words = str(message.payload.get("text", ""))
    return _mails(tx, request, "tell_question", Side.SEEKER, _startup_page(request), words=words)


def compose_answer(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The provider gets the startup's answer."""
    request = _request(tx, message)
    words = str(message.payload.get("text", ""))
    return _mails(tx, request, "tell_answer", Side.PROVIDER, _provider_page(request), words=words)


def compose_reminder(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The provider is reminded, unless the answer was quicker than the mail."""
    request = _request(tx, message)
    if not request.is_waiting:
        return []
    return _mails(tx, request, "remind_waiting", Side.PROVIDER, _provider_page(request))


def compose_expired(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """Both sides hear that the request ended without an answer."""
    request = _request(tx, message)
    return [
        *_mails(tx, request, "tell_expired", Side.SEEKER, _startup_page(request)),
        *_mails(tx, request, "tell_expired_to_supervisor", Side.PROVIDER, _provider_page(request)),
    ]


def compose_next_best(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The startup hears whom to ask next."""
    request = _request(tx, message)
    system = Actor.system()
    best = tx.proposals.get(str(message.payload["next_proposal_id"]), visible_to=system)
    if best.state not in LISTED:
        return []
    path = f"/startup/needs/{request.need_id}/proposals/{best.provider_id}"
    accounts = tx.accounts.list_of_side(Side.SEEKER, request.startup_id)
    return [
        _mail(to, request, "tell_next_best", path, best=_named(best.provider_name, best.provider_name_zh, to))
        for to in accounts
    ]


def _request(tx: Transaction, message: OutboxMessage) -> Request:
    return tx.requests.get(message.subject_id, visible_to=Actor.system())


def _mails(
    tx: Transaction, request: Request, template: str, side: Side, path: str, **values: object
) -> list[MailDraft]:
    """One mail to each account that acts for this side."""
    subject_id = request.startup_id if side is Side.SEEKER else request.provider_id
    return [
        _mail(to.account, request, template, to.path(path, request.id), for_whom=to.for_whom, **values)
        for to in recipients(tx, side, subject_id)
    ]


def _mail(
    to: Account, request: Request, template: str, path: str, for_whom: ForWhom | None = None, **values: object
) -> MailDraft:
    return mail_to(
        to,
        template,
        path,
        key=template,
        for_whom=for_whom,
        will_work=WILL_WORK[request.kind],
        supervisor=_named(request.provider_name, request.provider_name_zh, to),
        startup=_named(request.startup_name, request.startup_name_zh, to),
        need=request.need_title,
        note=request.decline_note,
        ask_again_on=request.ask_again_on,
        asked_at=request.asked_at,
        **values,
    )


def _named(name: str, name_zh: str | None, to: Account) -> str:
    return (name_zh or name) if to.language == "zh" else (name or name_zh or "")


def _startup_page(request: Request) -> str:
    return f"/startup/requests/{request.id}"


def _provider_page(request: Request) -> str:
    return f"/{KINDS[request.kind].provider_role}/requests/{request.id}"


COMPOSERS: dict[str, Composer] = {
    "remind_waiting": compose_reminder,
    "tell_accepted": compose_accepted,
    "tell_answer": compose_answer,
    "tell_decline_undone": compose_decline_undone,
    "tell_declined": compose_declined,
    "tell_expired": compose_expired,
    "tell_next_best": compose_next_best,
    "tell_passed_on": compose_passed_on,
    "tell_paused": compose_paused,
    "tell_place_filled": compose_place_filled,
    "tell_question": compose_question,
    "tell_ended_for_conflict": compose_ended_for_conflict,
    "tell_term_ended": compose_term_ended,
}
