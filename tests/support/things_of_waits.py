"""A startup on somebody's waiting list, with every operation that takes a step."""

from __future__ import annotations

from datetime import timedelta

from graph.domain.roles import STARTUP, SYSTEM
from graph.domain.states.waits import WAITS, WaitState
from tests.support.steps import Thing, Town, Try, changed
from webapp.operations.waiting import join_waiting_list, offer_places


def waits(town: Town) -> Thing:
    """The startup and a supervisor of one place: taken while it is not on the list, free once it is."""
    graph, now = town.graph, town.city.now
    need, wanted = town.city.need(town.startup), town.city.supervisor(capacity=0)

    def bring(state: str | None) -> None:
        town.raw("MATCH ()-[w:WAITS_FOR]->() DELETE w")
        town.raw("MATCH (p:Person {id: $id}) SET p.capacity = $places", id=wanted.id, places=1 if state else 0)
        if state:
            held = now - timedelta(hours=1) if state == WaitState.OFFERED else None
            town.city.relate(
                town.startup.id, "WAITS_FOR", wanted.id, id="wait-tried", state=state, need_id=need.id,
                since=now - timedelta(days=5), held_until=held,
            )  # fmt: skip

    def read() -> str | None:
        return town.state("MATCH (:Startup)-[w:WAITS_FOR]->() RETURN w.state AS state")

    return Thing(
        WAITS,
        bring,
        read,
        [
            Try(
                ("join_waiting_list",),
                lambda who: join_waiting_list.join_waiting_list(graph, who, need.id, wanted.id, now),
            ),
            Try(
                ("leave_waiting_list",),
                lambda who: join_waiting_list.leave_waiting_list(graph, who, wanted.id, now),
            ),
            Try(("offer_place", "lapse_offer"), lambda _who: changed(offer_places.offer_places(graph, now)), by=SYSTEM),
        ],
        town.people(STARTUP, SYSTEM),
        inside=frozenset({"use_offer", "drop_wait"}),
    )
