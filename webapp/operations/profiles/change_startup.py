"""A startup changes its own profile."""

from __future__ import annotations

from datetime import datetime

from graph.domain.texts import is_web_address
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.startup import StartupFields
from graph.errors import ForbiddenError, InvalidInputError
from graph.transaction import Transaction

_TEXT_LENGTH = 5000


def update_startup_profile(graph: Graph, actor: Actor, fields: StartupFields, at: datetime) -> None:
    """Write the profile of the startup that acts. Raises ForbiddenError, NotFoundError, InvalidInputError."""
    if not actor.is_seeker:
        raise ForbiddenError("Only the startup itself can change its profile.")
    if not fields.name.strip():
        raise InvalidInputError("Write the name of your startup.", field="name")
    if max(len(fields.summary or ""), len(fields.summary_zh or "")) > _TEXT_LENGTH:
        raise InvalidInputError(f"Keep the summary under {_TEXT_LENGTH} characters.", field="summary")
    if fields.website and not is_web_address(fields.website):
        raise InvalidInputError("A website starts with https://", field="website")

    def work(tx: Transaction) -> None:
        tx.startups.update(actor.subject_id, fields, at)
        tx.audit.record(actor, "update_startup_profile", actor.subject_id, at)

    graph.write(work)
