"""A curator tags members of the own pool, several at once; only this incubator sees its tags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from graph.domain.texts import split_names
from graph.driver import Graph
from graph.entities import Actor
from graph.errors import InvalidInputError
from graph.transaction import Transaction
from webapp.operations.accounts.curators import require_curator
from webapp.operations.pools.change_pool import MOST_AT_ONCE

LONGEST_TAG = 40
MOST_TAGS = 20


@dataclass(frozen=True)
class Retagging:
    """What a member is to be tagged with, and what no more."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


def read_tags(text: str) -> tuple[str, ...]:
    """The tags that a text names, each once however it is written. Raises InvalidInputError."""
    found: dict[str, str] = {}
    for tag in split_names(text):
        if len(tag) > LONGEST_TAG:
            raise InvalidInputError(f"Keep each tag under {LONGEST_TAG} characters.", field="tags")
        found.setdefault(tag.casefold(), tag)
    return tuple(found.values())


def tag_members(graph: Graph, actor: Actor, wanted: Mapping[str, Retagging], at: datetime) -> dict[str, Retagging]:
    """Change the tags of these members, all or none; gives, for each whom that changed, what puts their tags back.

    Raises InvalidInputError where somebody would have too many, NotFoundError.
    """
    if not wanted or len(wanted) > MOST_AT_ONCE:
        raise InvalidInputError(f"Choose one, and at most {MOST_AT_ONCE}.", field="id")
    require_curator(actor)

    def work(tx: Transaction) -> dict[str, Retagging]:
        undone = {}
        for person_id, change in sorted(wanted.items()):
            before = tx.pools.get_membership(actor.subject_id, person_id).tags
            after = _changed(before, change)
            if after == before:
                continue
            if len(after) > MOST_TAGS:
                raise InvalidInputError(f"Nobody has more than {MOST_TAGS} tags.", field="tags")
            tx.pools.set_tags(actor.subject_id, person_id, list(after))
            tx.audit.record(actor, "tag_member", person_id, at, f"in {actor.subject_id}")
            undone[person_id] = Retagging(_less(before, after), _less(after, before))
        tx.changes_only(wanted)
        return undone

    return graph.write(work)


def _changed(tags: tuple[str, ...], change: Retagging) -> tuple[str, ...]:
    kept = {tag.casefold(): tag for tag in (*change.add, *tags)}
    for tag in change.remove:
        kept.pop(tag.casefold(), None)
    # A tag that is there already stays as it is written.
    kept |= {tag.casefold(): tag for tag in tags if tag.casefold() in kept}
    return tuple(sorted(kept.values(), key=str.casefold))


def _less(tags: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(tag for tag in tags if tag not in others)
