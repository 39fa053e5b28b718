"""Write one mail to several supervisors of the own pool; each gets a copy of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from graph.domain.kinds import pooled_kind
from graph.domain.limits import LimitCode
from graph.domain.reasons import LeftOutReason
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.contact import ContactKind
from graph.errors import InvalidInputError
from graph.repositories.pools import Membership
from graph.transaction import Transaction

LONGEST_SUBJECT, LONGEST_BODY = 150, 5000


@dataclass(frozen=True)
class Written:
    """To how many the mail goes, and the names of those to whom it does not, by the reason."""

    count: int
    left_out: Mapping[LeftOutReason, tuple[str, ...]]


def write_to_supervisors(
    graph: Graph, actor: Actor, person_ids: Iterable[str], subject: str, body: str, at: datetime
) -> Written:
    """Queue one mail for each member that can be reached. Raises InvalidInputError, NotFoundError."""
    chosen = sorted(set(person_ids))
    subject, body = " ".join(subject.split()), body.strip()
    check_letter(chosen, subject, body)

    def work(tx: Transaction) -> Written:
        members = [tx.pools.get_membership(actor.subject_id, person_id) for person_id in chosen]
        reasons = _reasons(tx, actor, members, at)
        for member in members:
            if member.person_id not in reasons:
                tx.outbox.add(
                    "write_to_supervisor", member.person_id, at, subject=subject, body=body, from_name=actor.name,
                    incubator_id=actor.subject_id, actor_id=actor.account_id,
                )  # fmt: skip
                letter = (ContactKind.LETTER, actor.account_id, body, at, subject)
                tx.contacts.add(member.person_id, actor.subject_id, *letter)
                tx.audit.record(actor, "write_to_supervisor", member.person_id, at, subject)
        return Written(len(members) - len(reasons), _by_reason(members, reasons))

    return graph.write(work)


def _reasons(tx: Transaction, actor: Actor, members: list[Membership], at: datetime) -> dict[str, LeftOutReason]:
    """Who is left out, by id; the others are counted."""
    reasons = {}
    for member in members:
        if not member.term.is_running(tx.calendar.day_of(at)):
            reasons[member.person_id] = LeftOutReason.NOT_HERE
        elif not tx.accounts.list_of_subject(pooled_kind().provider_role, member.person_id):
            reasons[member.person_id] = LeftOutReason.NO_ACCOUNT
    reached = [member.person_id for member in members if member.person_id not in reasons]
    return reasons | spared_by_limits(tx, actor, reached, at)


def spared_by_limits(tx: Transaction, actor: Actor, ids: list[str], at: datetime) -> dict[str, LeftOutReason]:
    """Who of these gets no letter for now, with the reason; the others are counted."""
    often = tx.limits.take_each(LimitCode.LETTERS_TO_ONE, at, ids)
    left = [one for one in ids if one not in often]
    fit = tx.limits.take_up_to(LimitCode.LETTERS, at, len(left), actor.account_id)
    reasons = dict.fromkeys(often, LeftOutReason.ENOUGH_TODAY)
    return reasons | dict.fromkeys(left[fit:], LeftOutReason.TOO_MANY)


def _by_reason(
    members: list[Membership], reasons: Mapping[str, LeftOutReason]
) -> Mapping[LeftOutReason, tuple[str, ...]]:
    names: dict[LeftOutReason, list[str]] = {}
    for member in members:
        if member.person_id in reasons:
            names.setdefault(reasons[member.person_id], []).append(member.name)
    return {reason: tuple(listed) for reason, listed in names.items()}


def check_letter(chosen: list[str], subject: str, body: str) -> None:
    """Raise InvalidInputError where a letter has nobody to go to, or lacks its subject or text."""
    if not chosen:
        raise InvalidInputError("Choose at least one.", field="id")
    if not subject or len(subject) > LONGEST_SUBJECT:
        raise InvalidInputError(f"Write a subject of at most {LONGEST_SUBJECT} characters.", field="subject")
    if not body or len(body) > LONGEST_BODY:
        raise InvalidInputError(f"Write an email of at most {LONGEST_BODY:,} characters.", field="body")
