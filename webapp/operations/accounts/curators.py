"""What only those do who act for an incubator."""

from __future__ import annotations

from graph.domain.roles import INCUBATOR
from graph.entities import Actor
from graph.errors import ForbiddenError


def require_curator(actor: Actor) -> None:
    """Raise ForbiddenError where somebody does not act for an incubator."""
    if actor.role != INCUBATOR:
        raise ForbiddenError("Only an incubator's people do this.")
