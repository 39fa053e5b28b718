"""A letter of a curator, sent without its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from graph.domain.letters import Audience, Letter
from graph.domain.reasons import LeftOutReason
from graph.driver import Graph
from graph.entities import Actor
from graph.ids import new_id
from webapp.operations.letters.addressees import Plan
from webapp.operations.letters.send_letter import send_letter


def write_letter(
    graph: Graph, actor: Actor, ids: Iterable[str], subject: str, text: str, at: datetime, *, once: str = ""
) -> Plan:
    """Write to supervisors in English."""
    letter, url = Letter(subject, text), "http://liulu.test"
    return send_letter(
        graph, actor, Audience.SUPERVISORS, ids, letter, at, base_url=url, once=once or new_id("once")
    )  # fmt: skip


def left_out(plan: Plan) -> Mapping[LeftOutReason, tuple[str, ...]]:
    """The names of those to whom it does not go."""
    return {reason: tuple(one.name for one in people) for reason, people in plan.left_out.items()}
