"""Steps that no page offers are refused too: asking whom a closed pool holds, moving meetings of closed work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from graph.domain.kinds import Outcome
from graph.entities.proposal import Asking, Ending
from graph.errors import InvalidInputError, NotFoundError, StateChangedError
from graph.repositories.sessions import Appointment
from tests.support.city import City
from tests.support.cleaning import run_raw
from webapp.operations.engagements.close_engagement import close_engagement
from webapp.operations.engagements.hold_sessions import move_session, plan_session
from webapp.operations.needs.choose_proposals import save_proposal
from webapp.operations.requests.accept_proposal import accept_proposal
from webapp.operations.requests.ask_for_introduction import ask_for_introduction

NOW = datetime.now(UTC)
_RESERVE = """
MATCH (v:Person {id: $person})
CREATE (v)-[:IN_POOL_OF {state: 'active', reserved: true}]->(:Incubator {id: 'incubator-closed', name: 'Closed'})
"""
_JOIN = "MATCH (s:Startup {id: $id}), (i:Incubator {id: 'incubator-closed'}) CREATE (s)-[:INCUBATED_BY]->(i)"


def test_who_is_reserved_for_another_pool_can_be_neither_saved_nor_asked_by_their_id(city: City) -> None:
    supervisor, startup = city.supervisor("Gu Mingche"), city.startup("Tidewell Sensing")
    need = city.need(startup)
    run_raw(city.graph, _RESERVE, person=supervisor.id)
    with pytest.raises(NotFoundError):
        save_proposal(city.graph, startup.actor, need.id, supervisor.id, NOW)
    with pytest.raises(NotFoundError):
        ask_for_introduction(
            city.graph, startup.actor, need.id, supervisor.id, Asking(note="Hello"), NOW, most_open=3
        )  # fmt: skip
    run_raw(city.graph, _JOIN, id=startup.id)
    assert save_proposal(city.graph, startup.actor, need.id, supervisor.id, NOW).state == "saved"


def test_a_past_meeting_of_closed_work_cannot_be_moved_into_the_future(city: City) -> None:
    supervisor, startup = city.supervisor("Gu Mingche"), city.startup("Tidewell Sensing")
    request = city.asked_proposal(to=supervisor, startup=startup, asked_at=NOW - timedelta(days=1))
    work = accept_proposal(city.graph, supervisor.actor, request.id, NOW).id
    past = Appointment(NOW - timedelta(hours=3), 60, "UTC")
    session_id = plan_session(city.graph, startup.actor, work, past, NOW)
    close_engagement(city.graph, startup.actor, work, Ending(Outcome.COMPLETED), "", NOW)
    coming = Appointment(NOW + timedelta(days=3), 60, "UTC")
    with pytest.raises(StateChangedError):
        move_session(city.graph, startup.actor, session_id, coming, NOW)


def test_work_with_a_supervisor_cannot_end_as_invested(city: City) -> None:
    supervisor = city.supervisor()
    work = accept_proposal(city.graph, supervisor.actor, city.asked_proposal(to=supervisor).id, NOW).id

    with pytest.raises(InvalidInputError):
        close_engagement(city.graph, supervisor.actor, work, Ending(Outcome.INVESTED, 5.0, "CNY"), "", NOW)
    with pytest.raises(InvalidInputError):
        close_engagement(city.graph, supervisor.actor, work, Ending(Outcome.COMPLETED, 5.0, "CNY"), "", NOW)
