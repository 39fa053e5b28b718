"""Send a letter to many, each a copy of their own; or to oneself first, as the first of them would get it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from graph.domain.letters import Audience, Letter
from graph.domain.limits import LimitCode
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.contact import ContactKind
from graph.errors import InvalidInputError
from graph.ids import derived_id
from graph.transaction import Transaction
from webapp.operations.accounts.curators import require_curator
from webapp.operations.letters.addressees import Addressee, Plan, plan_letter, spared_by_limits, would_be_spared
from webapp.operations.letters.checking import checked_letter


@dataclass(frozen=True)
class _Kind:
    """What a letter is called where it waits and in the audit log."""

    message: str
    action: str


_KINDS: Mapping[Audience, _Kind] = {
    Audience.SUPERVISORS: _Kind("write_to_supervisor", "write_to_supervisor"),
    Audience.STARTUPS: _Kind("write_to_founder", "write_to_founder"),
}


def send_letter(
    graph: Graph, actor: Actor, audience: Audience, ids: Iterable[str], letter: Letter, at: datetime,
    *, base_url: str, once: str,
) -> Plan:  # fmt: skip
    """Queue a mail to everybody who can be reached; gives what became of it.

    `once` is that of the page: the same letter to the same from the same page goes once, and is refused with
    AlreadyAppliedError from then on. Raises ForbiddenError, InvalidInputError, NotFoundError.
    """
    require_curator(actor)
    chosen, letter = _chosen(ids), checked_letter(letter)
    kind, written = _KINDS[audience], json.dumps(asdict(letter), ensure_ascii=False)

    def work(tx: Transaction) -> Plan:
        if audience is Audience.SUPERVISORS:
            for person_id in chosen:
                tx.pools.lock(person_id)
        plan = plan_letter(tx, actor, audience, chosen, letter, at, base_url=base_url, spare=spared_by_limits)
        for one in plan.going:
            filled = letter.filled(one.values)
            tx.outbox.add(kind.message, one.id, at, **_payload(actor, filled))
            subject, text = _as_read(one, filled)
            kind_of = ContactKind.LETTER
            tx.contacts.add(one.id, actor.subject_id, kind_of, actor.account_id, text, at, subject, written)
            tx.audit.record(actor, kind.action, one.id, at, subject)
        return plan

    key = derived_id("letter", actor.account_id, once, audience, *chosen, *asdict(letter).values())
    return graph.write(work, key=key)


def try_letter(
    graph: Graph, actor: Actor, audience: Audience, ids: Iterable[str], letter: Letter, at: datetime,
    *, base_url: str,
) -> int:  # fmt: skip
    """Send the actor what the first reader would get, in every language in which it is written; gives how many mails.

    Raises InvalidInputError where it goes to nobody, LimitReachedError.
    """
    require_curator(actor)
    chosen, letter = _chosen(ids), checked_letter(letter)

    def work(tx: Transaction) -> int:
        plan = plan_letter(tx, actor, audience, chosen, letter, at, base_url=base_url, spare=would_be_spared)
        if not plan.going:
            raise InvalidInputError("The letter goes to nobody.", field="id")
        tx.limits.take(LimitCode.REPEATS, at, actor.account_id, "test_letter")
        first = plan.going[0]
        tx.outbox.add("test_letter", first.id, at, **_payload(actor, letter.filled(first.values)))
        tx.audit.record(actor, "test_letter", first.id, at)
        return len(letter.wordings)

    return graph.write(work)


def _chosen(ids: Iterable[str]) -> list[str]:
    chosen = sorted(set(ids))
    if not chosen:
        raise InvalidInputError("Choose at least one.", field="id")
    return chosen


def _payload(actor: Actor, filled: Letter) -> dict[str, Any]:
    return {
        "subject": filled.subject, "body": filled.text, "subject_zh": filled.subject_zh, "body_zh": filled.text_zh,
        "from_name": actor.name, "incubator_id": actor.subject_id, "actor_id": actor.account_id,
    }  # fmt: skip


def _as_read(one: Addressee, filled: Letter) -> tuple[str, str]:
    """Subject and text in the language in which the first account of somebody reads it."""
    wording = filled.wordings[filled.language_for(one.accounts[0].language)]
    return wording.subject, wording.text
