"""The stuck things that a curator chose: of their own incubator, and not too many at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from graph.domain.roles import INCUBATOR
from graph.entities import Actor
from graph.entities.stuck import StuckThing
from graph.errors import ForbiddenError, InvalidInputError
from graph.transaction import Transaction

MOST_AT_ONCE = 300


def require_curator(actor: Actor) -> None:
    """Raise ForbiddenError for whoever is no curator."""
    if actor.role != INCUBATOR:
        raise ForbiddenError("Only an incubator does this.")


def chosen_things(tx: Transaction, actor: Actor, keys: Iterable[str], at: datetime) -> list[StuckThing]:
    """The things of these keys; raises ForbiddenError, InvalidInputError, NotFoundError (not here, or moved since)."""
    require_curator(actor)
    chosen = list(dict.fromkeys(keys))
    if not chosen:
        raise InvalidInputError("Choose at least one.", field="id")
    if len(chosen) > MOST_AT_ONCE:
        raise InvalidInputError(f"Choose at most {MOST_AT_ONCE} at once.", field="id")
    return tx.stuck.get(actor.subject_id, chosen, at)
