"""Who really hears of what was done: by the rule of the mails (webapp/mail/recipients.py), told to whoever did it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.domain.reach import Told
from graph.domain.roles import INCUBATOR, Side
from graph.entities import Actor
from graph.entities.proposal import Proposal
from graph.entities.requests import OpenedEngagement, Request
from graph.entities.session import Session
from graph.transaction import Transaction
from webapp.mail.recipients import recipients


@dataclass(frozen=True)
class Concerned:
    """Somebody whom it concerns, with their names; `side`: on which they stand, none for an incubator."""

    side: Side | None
    id: str
    name: str
    name_zh: str = ""


@dataclass(frozen=True)
class WhoIsTold:
    """Of everybody whom it concerns, how they hear of it; each stands once."""

    ways: Mapping[Told, tuple[Concerned, ...]] = field(default_factory=dict)


def startup_of(one: Request | OpenedEngagement | Session) -> Concerned:
    """The startup's side of a request, of work or of a meeting."""
    return Concerned(Side.SEEKER, one.startup_id, one.startup_name, one.startup_name_zh or "")


def provider_of(one: Proposal | Session) -> Concerned:
    """The other side of it."""
    return Concerned(Side.PROVIDER, one.provider_id, one.provider_name, one.provider_name_zh or "")


def who_is_told(tx: Transaction, actor: Actor, concerned: Iterable[Concerned]) -> WhoIsTold:
    """How each of these hears of what the actor did."""
    ways: dict[Told, list[Concerned]] = {}
    for one in {one.id: one for one in concerned}.values():
        ways.setdefault(_way(tx, actor, one), []).append(one)
    return WhoIsTold({way: tuple(ways[way]) for way in Told if way in ways})


def gets_mail(tx: Transaction, side: Side, subject_id: str) -> bool:
    """Whether a mail to this side has a reader: its own, or one who answers for it."""
    return bool(recipients(tx, side, subject_id))


def _way(tx: Transaction, actor: Actor, one: Concerned) -> Told:
    if one.side is None:
        return Told.BY_MAIL if tx.accounts.list_of_subject(INCUBATOR, one.id) else Told.NOT
    found = recipients(tx, one.side, one.id)
    if not found:
        return Told.NOT
    if not any(to.for_id for to in found):
        return Told.BY_MAIL
    return Told.BY_US if any(to.account.id == actor.account_id for to in found) else Told.BY_OTHERS
