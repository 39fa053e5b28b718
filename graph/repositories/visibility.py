"""Who may see what lies between a startup and a provider: by role and by relation, never by role alone."""

from __future__ import annotations

from graph.domain.roles import INCUBATOR
from graph.entities import Actor
from graph.query_runner import QueryRunner


def sees_startup(tx: QueryRunner, actor: Actor, startup_id: str) -> bool:
    """Whether `actor` may see what belongs to this startup: itself, its incubator, the system."""
    if actor.is_system:
        return True
    if actor.is_seeker:
        return actor.subject_id == startup_id
    if actor.role != INCUBATOR:
        return False
    parameters = {"incubator_id": actor.subject_id, "day": tx.calendar.today()}
    return tx.one_or_none("visibility.startup_of_incubator", startup_id=startup_id, **parameters) is not None


def sees_provider(tx: QueryRunner, actor: Actor, provider_id: str) -> bool:
    """Whether `actor` may see what belongs to this provider: themselves, an incubator whose pool holds them."""
    if actor.is_system:
        return True
    if actor.is_provider:
        return actor.subject_id == provider_id
    if actor.role != INCUBATOR:
        return False
    parameters = {"incubator_id": actor.subject_id, "day": tx.calendar.today()}
    return tx.one_or_none("visibility.person_of_incubator", person_id=provider_id, **parameters) is not None


def sees_pair(tx: QueryRunner, actor: Actor, startup_id: str, provider_id: str, *, asked: bool) -> bool:
    """Whether `actor` may see what is between these two; a provider only from the moment it was asked."""
    if sees_startup(tx, actor, startup_id):
        return True
    return asked and sees_provider(tx, actor, provider_id)
