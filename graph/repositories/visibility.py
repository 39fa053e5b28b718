"""Who may see what lies between a startup and a provider: by role and by relation, never by role alone."""

from __future__ import annotations

from graph.entities import Actor
from graph.query_runner import QueryRunner
from graph.repositories.ownership import is_own


def sees_pair(tx: QueryRunner, actor: Actor, startup_id: str, provider_id: str, *, asked: bool) -> bool:
    """Whether `actor` may see what is between these two: of whom one is theirs, the provider once it was asked."""
    return is_own(tx, actor, startup_id) or (asked and is_own(tx, actor, provider_id))
