"""The stuck things that a curator chose: of their own incubator, and not too many at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from graph.domain.stuck import StuckSort
from graph.entities import Actor
from graph.entities.stuck import StuckThing
from graph.errors import InvalidInputError, NotFoundError
from graph.transaction import Transaction
from webapp.operations.accounts.curators import require_curator

MOST_AT_ONCE = 300


def chosen_things(tx: Transaction, actor: Actor, keys: Iterable[str], at: datetime) -> list[StuckThing]:
    """The things of these keys; raises ForbiddenError, InvalidInputError, NotFoundError (not here, or moved since)."""
    require_curator(actor)
    chosen = list(dict.fromkeys(keys))
    if not chosen:
        raise InvalidInputError("Choose at least one.", field="id")
    if len(chosen) > MOST_AT_ONCE:
        raise InvalidInputError(f"Choose at most {MOST_AT_ONCE} at once.", field="id")
    return tx.stuck.get(actor.subject_id, chosen, at)


def standing_things(
    tx: Transaction, actor: Actor, keys: Iterable[str], at: datetime
) -> tuple[list[StuckThing], list[str]]:
    """Of these keys what still waits, and what the others are called, which moved meanwhile.

    Raises NotFoundError for what never was this incubator's.
    """
    chosen = dict.fromkeys(keys)
    known = {one.key: one for one in tx.stuck.list_things(actor.subject_id, at)}
    moved = [_name_of_moved(tx, actor, key, at) for key in chosen if key not in known]
    return [known[key] for key in chosen if key in known], moved


def _name_of_moved(tx: Transaction, actor: Actor, key: str, at: datetime) -> str:
    sort, _colon, thing_id = key.partition(":")
    match sort:
        case StuckSort.REQUEST:
            request = tx.proposals.get(thing_id, visible_to=actor)
            return request.provider_name or request.need_title or ""
        case StuckSort.NEED:
            return tx.needs.get(thing_id, visible_to=actor).title
        case StuckSort.WORK:
            return tx.engagements.get(thing_id, visible_to=actor).provider_name
        case StuckSort.ELSEWHERE | StuckSort.LOAD:
            members = tx.pools.list_members(actor.subject_id, at, [thing_id])
            if not members:
                raise NotFoundError("supervisor", thing_id)
            return members[0].name
        case _:
            raise NotFoundError("stuck thing", key)
