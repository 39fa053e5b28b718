"""Write one mail to the founders of several own startups; each gets a copy of their own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from graph.domain.reasons import LeftOutReason
from graph.domain.roles import Side
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.incubators import OwnStartup
from graph.errors import NotFoundError
from graph.transaction import Transaction
from webapp.operations.pools.write_to_supervisors import Written, check_letter, spared_by_limits
from webapp.operations.stuck.chosen import require_curator


def write_to_founders(
    graph: Graph, actor: Actor, startup_ids: Iterable[str], subject: str, body: str, at: datetime
) -> Written:
    """Queue one mail for each startup that can be reached. Raises ForbiddenError, InvalidInputError, NotFoundError."""
    chosen = sorted(set(startup_ids))
    subject, body = " ".join(subject.split()), body.strip()
    require_curator(actor)
    check_letter(chosen, subject, body)

    def work(tx: Transaction) -> Written:
        startups = _own(tx, actor, chosen, at)
        reasons = {
            one: LeftOutReason.NO_ACCOUNT for one in chosen if not tx.accounts.list_of_side(Side.SEEKER, one)
        }  # fmt: skip
        reasons |= spared_by_limits(tx, actor, [one for one in chosen if one not in reasons], at)
        for startup_id in chosen:
            if startup_id not in reasons:
                tx.outbox.add(
                    "write_to_founder", startup_id, at, subject=subject, body=body, from_name=actor.name,
                    incubator_id=actor.subject_id, actor_id=actor.account_id,
                )  # fmt: skip
                tx.audit.record(actor, "write_to_founder", startup_id, at, subject)
        names: dict[LeftOutReason, list[str]] = {}
        for startup_id, reason in reasons.items():
            names.setdefault(reason, []).append(startups[startup_id].name)
        return Written(len(chosen) - len(reasons), {reason: tuple(found) for reason, found in names.items()})

    return graph.write(work)


def _own(tx: Transaction, actor: Actor, startup_ids: list[str], at: datetime) -> dict[str, OwnStartup]:
    here = {one.id: one for one in tx.incubators.list_startups(actor.subject_id, tx.calendar.day_of(at))}
    for startup_id in startup_ids:
        if startup_id not in here:
            raise NotFoundError("startup", startup_id)
    return here
