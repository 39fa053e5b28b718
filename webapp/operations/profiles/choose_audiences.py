"""Somebody chooses who may read which block of their profile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from graph.domain.profile_blocks import Audience, Block
from graph.driver import Graph
from graph.entities import Actor
from graph.errors import ForbiddenError
from graph.transaction import Transaction


def choose_audiences(graph: Graph, actor: Actor, chosen: Mapping[Block, Audience], at: datetime) -> None:
    """Keep who may read which block of the profile for which the actor acts; blocks not named are for everybody."""
    if actor.side is None:
        raise ForbiddenError("Only those who ask and who are asked have a page.", role=actor.role)

    def work(tx: Transaction) -> None:
        tx.profile_pages.set_audiences(actor.subject_id, chosen, at)
        tx.audit.record(actor, "choose_audiences", actor.subject_id, at)

    graph.write(work)
