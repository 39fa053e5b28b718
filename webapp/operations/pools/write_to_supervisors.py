"""Write one mail to several supervisors of the own pool; each gets a copy of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from graph.domain.kinds import pooled_kind
from graph.driver import Graph
from graph.entities import Actor
from graph.errors import InvalidInputError
from graph.transaction import Transaction

LONGEST_SUBJECT, LONGEST_BODY = 150, 5000


@dataclass(frozen=True)
class Written:
    """To how many the mail goes, and the names of those without an address."""

    count: int
    without_address: tuple[str, ...]


def write_to_supervisors(
    graph: Graph, actor: Actor, person_ids: Iterable[str], subject: str, body: str, at: datetime
) -> Written:
    """Queue one mail for each member that can be reached. Raises InvalidInputError, NotFoundError."""
    chosen = sorted(set(person_ids))
    subject, body = " ".join(subject.split()), body.strip()
    _check(chosen, subject, body)

    def work(tx: Transaction) -> Written:
        missing = []
        for person_id in chosen:
            member = tx.pools.get_membership(actor.subject_id, person_id)
            here = member.term.is_running(tx.calendar.day_of(at))
            if not here or not _can_be_reached(tx, person_id, member.email):
                missing.append(member.name)
                continue
            tx.outbox.add(
                "write_to_supervisor", person_id, at, subject=subject, body=body, from_name=actor.name,
                incubator_id=actor.subject_id, email=member.email, actor_id=actor.account_id,
            )  # fmt: skip
            tx.audit.record(actor, "write_to_supervisor", person_id, at, subject)
        return Written(len(chosen) - len(missing), tuple(missing))

    return graph.write(work)


def _check(chosen: list[str], subject: str, body: str) -> None:
    if not chosen:
        raise InvalidInputError("Choose at least one supervisor.", field="id")
    if not subject or len(subject) > LONGEST_SUBJECT:
        raise InvalidInputError(f"Write a subject of at most {LONGEST_SUBJECT} characters.", field="subject")
    if not body or len(body) > LONGEST_BODY:
        raise InvalidInputError(f"Write an email of at most {LONGEST_BODY:,} characters.", field="body")


def _can_be_reached(tx: Transaction, person_id: str, email: str) -> bool:
    return bool(email or tx.accounts.list_of_subject(pooled_kind().provider_role, person_id))
