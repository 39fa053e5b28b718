"""Profiles that their owners did not confirm for a year: the clock asks once, then others are told; a word ends it."""

from __future__ import annotations

from datetime import datetime

from graph.driver import Graph
from graph.entities import Actor
from graph.errors import ForbiddenError
from graph.transaction import Transaction

_BATCH = 500


def confirm_profile(graph: Graph, actor: Actor, at: datetime) -> None:
    """Say that the actor's own profile is still true. Raises ForbiddenError, NotFoundError."""
    if not actor.is_provider:
        raise ForbiddenError("Only those who are asked have such a profile.")

    def work(tx: Transaction) -> None:
        tx.providers.get(actor.subject_id, visible_to=actor)
        tx.providers.confirm(actor.subject_id, tx.calendar.day_of(at))
        tx.audit.record(actor, "confirm_profile", actor.subject_id, at)

    graph.write(work)


def ask_to_confirm(graph: Graph, at: datetime) -> int:
    """Ask each owner once whose profile was not confirmed for a year; returns how many.

    One transaction an owner, in which it is noted that they were asked: what is done stays done when the worker dies,
    the rest waits for the next beat, and two beats at once ask once.
    """
    due = graph.read(lambda tx: tx.providers.list_to_confirm(tx.calendar.day_of(at), _BATCH))
    return sum(_ask(graph, provider_id, at) for provider_id in due)


def _ask(graph: Graph, provider_id: str, at: datetime) -> bool:
    def work(tx: Transaction) -> bool:
        since = tx.providers.doubt(provider_id, tx.calendar.day_of(at))
        if since is None:
            return False
        tx.outbox.add("ask_to_confirm", provider_id, at, since=since.isoformat())
        tx.audit.record(Actor.system(), "ask_to_confirm", provider_id, at, since.isoformat())
        return True

    return graph.write(work)
