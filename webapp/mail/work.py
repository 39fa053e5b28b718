"""Mails about requests that begin or are withdrawn, and about work together: meetings, ratings, its end."""

from __future__ import annotations

from graph.domain.kinds import KINDS
from graph.domain.roles import Side
from graph.domain.states.requests import RequestState
from graph.domain.states.work import SessionState
from graph.entities import Actor
from graph.entities.account import Account
from graph.entities.message import MailDraft, OutboxMessage
from graph.entities.session import Session
from graph.errors import NotFoundError
from graph.transaction import Transaction
from webapp.mail.recipients import Recipient, recipients
from webapp.mail.rendering import mail_to
from webapp.operations.delivery.deliver_outbox import Composer
from webapp.words.kinds import ASKS


def compose_asked(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The provider hears of a request, unless it was withdrawn before the mail was written."""
    proposal = tx.proposals.get(message.subject_id, visible_to=Actor.system())
    if not proposal.is_waiting:
        return []
    path = f"/{KINDS[proposal.kind].provider_role}/requests/{proposal.id}"
    return [
        mail_to(
            to.account,
            "tell_asked",
            to.path(path, proposal.id),
            for_whom=to.for_whom,
            startup=_named(proposal.seeker_name, proposal.seeker_name_zh, to.account),
            need=proposal.need_title or "",
            note=proposal.note or "",
            asks=ASKS[proposal.kind],
        )
        for to in recipients(tx, Side.PROVIDER, proposal.provider_id)
    ]


def compose_withdrawn(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The provider hears that nothing is to be answered any more."""
    proposal = tx.proposals.get(message.subject_id, visible_to=Actor.system())
    if proposal.state is not RequestState.WITHDRAWN:
        return []
    return [
        mail_to(
            to.account,
            "tell_withdrawn",
            to.path(f"/{KINDS[proposal.kind].provider_role}/"),
            for_whom=to.for_whom,
            startup=_named(proposal.seeker_name, proposal.seeker_name_zh, to.account),
            need=proposal.need_title or "",
        )
        for to in recipients(tx, Side.PROVIDER, proposal.provider_id)
    ]


def compose_planned(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The other side hears of a meeting."""
    return _of_session(tx, message, "tell_session_planned", SessionState.PLANNED)


def compose_moved(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The other side hears of a meeting's new time or place."""
    return _of_session(tx, message, "tell_session_moved", SessionState.PLANNED)


def compose_cancelled(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The other side hears that a meeting is off."""
    return _of_session(tx, message, "tell_session_cancelled", SessionState.CANCELLED)


def compose_rated(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The other side is asked for its answer, unless it gave one; what was answered is not told."""
    session = tx.sessions.get(message.subject_id, visible_to=Actor.system())
    by = _side_that_acted(message)
    if by is None or tx.sessions.list_rated([session.id], by.other):
        return []
    return _of_session(tx, message, "tell_rated", SessionState.HELD)


def compose_closed(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The other side hears that the work is closed."""
    engagement = tx.engagements.get(message.subject_id, visible_to=Actor.system())
    by = Side(str(message.payload["by"]))
    from_startup = by is Side.SEEKER
    subject_id = engagement.provider_id if from_startup else engagement.startup_id
    return [
        mail_to(
            to.account,
            "tell_engagement_closed",
            to.path(f"/engagements/{engagement.id}", engagement.id),
            for_whom=to.for_whom,
            who=_named(engagement.startup_name, engagement.startup_name_zh, to.account)
            if from_startup
            else _named(engagement.provider_name, engagement.provider_name_zh, to.account),
            note=engagement.closing_note or "",
        )
        for to in recipients(tx, by.other, subject_id)
    ]


def _of_session(tx: Transaction, message: OutboxMessage, template: str, state: SessionState) -> list[MailDraft]:
    """One mail to each account of the side that did not act, while the session is still in `state`."""
    try:
        session = tx.sessions.get(message.subject_id, visible_to=Actor.system())
    except NotFoundError:
        return []
    by = _side_that_acted(message)
    if session.state is not state or by is None:
        return []
    subject_id = session.provider_id if by is Side.SEEKER else session.startup_id
    path = f"/engagements/{session.engagement_id}#{session.id}"
    return [_session_mail(to, template, path, session, by) for to in recipients(tx, by.other, subject_id)]


def _side_that_acted(message: OutboxMessage) -> Side | None:
    """None where a message of old does not say who acted."""
    by = str(message.payload.get("by", ""))
    return Side(by) if by else None


def _session_mail(told: Recipient, template: str, path: str, session: Session, by: Side) -> MailDraft:
    to = told.account
    if by is Side.SEEKER:
        who = _named(session.startup_name, session.startup_name_zh, to)
    else:
        who = _named(session.provider_name, session.provider_name_zh, to)
    return mail_to(
        to,
        template,
        told.path(path, session.engagement_id),
        for_whom=told.for_whom,
        who=who,
        at=session.starts_at,
        minutes=session.minutes,
        place=session.place or "",
        link=session.link or "",
    )


def _named(name: str, name_zh: str | None, to: Account) -> str:
    return (name_zh or name) if to.language == "zh" else (name or name_zh or "")


COMPOSERS: dict[str, Composer] = {
    "tell_asked": compose_asked,
    "tell_engagement_closed": compose_closed,
    "tell_rated": compose_rated,
    "tell_session_cancelled": compose_cancelled,
    "tell_session_moved": compose_moved,
    "tell_session_planned": compose_planned,
    "tell_withdrawn": compose_withdrawn,
}
