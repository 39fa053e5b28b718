"""A supervisor declines: for how long it stands, what it declares, when it is taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from graph.errors import (
    InvalidInputError,
    StateChangedError,
    TooManyOpenRequestsError,
)
from tests.conftest import NOON
from tests.support.city import City
from tests.support.requests import AGAIN, outbox, state_of
from webapp.operations.requests.decline_proposal import decline_proposal, undo_decline

pytestmark = pytest.mark.both_servers


def test_declining_for_time_keeps_the_day_to_ask_again(city: City) -> None:
    supervisor = city.supervisor()
    request = city.asked_proposal(to=supervisor)

    decline_proposal(city.graph, supervisor.actor, request.id, NOON, reason="no_time", ask_again_on=AGAIN)

    seen = city.graph.read(lambda tx: tx.requests.get(request.id, visible_to=supervisor.actor))
    assert (seen.state, seen.decline_reason, seen.ask_again_on) == ("declined", "no_time", AGAIN)
    assert outbox(city) == [("tell_declined", request.id)]


def test_declining_for_a_conflict_declares_it_once_and_undo_takes_it_back(city: City) -> None:
    supervisor, startup = city.supervisor(), city.startup()
    request = city.asked_proposal(to=supervisor, startup=startup)

    def conflicts() -> list[tuple[str, str]]:
        found = city.graph.read(lambda tx: tx.conflicts.list_of_startup(startup.id, NOON.date()))
        return [(conflict.other_id, conflict.kind) for conflict in found]

    decline_proposal(city.graph, supervisor.actor, request.id, NOON, reason="conflict")
    assert conflicts() == [(supervisor.id, "declared")]

    undo_decline(city.graph, supervisor.actor, request.id, NOON, most_open=3)
    assert conflicts() == []
    assert state_of(city, request) == "asked"


def test_a_decline_stands_once_the_startup_has_asked_somebody_else(city: City) -> None:
    need = city.need(city.startup())
    supervisor = city.supervisor()
    request = city.asked_proposal(to=supervisor, need=need)
    decline_proposal(city.graph, supervisor.actor, request.id, NOON, reason="wrong_field")
    city.asked_proposal(to=city.supervisor(), need=need, asked_at=NOON + timedelta(minutes=5))

    with pytest.raises(StateChangedError):
        undo_decline(city.graph, supervisor.actor, request.id, NOON + timedelta(minutes=6), most_open=3)


@pytest.mark.parametrize(
    "values",
    [
        {"reason": "bored"},
        {"reason": "no_time"},
        {"reason": "no_time", "ask_again_on": NOON.date()},
        {"reason": "other"},
    ],
)
def test_a_decline_without_what_its_reason_needs_changes_nothing(city: City, values: dict[str, object]) -> None:
    supervisor = city.supervisor()
    request = city.asked_proposal(to=supervisor)

    with pytest.raises(InvalidInputError):
        decline_proposal(city.graph, supervisor.actor, request.id, NOON, **values)  # type: ignore[arg-type]
    assert state_of(city, request) == "asked"


def test_a_decline_is_not_taken_back_where_enough_others_wait(city: City) -> None:
    need = city.need(city.startup())
    supervisor = city.supervisor()
    request = city.asked_proposal(to=supervisor, need=need)
    city.asked_proposal(to=city.supervisor(), need=need)
    decline_proposal(city.graph, supervisor.actor, request.id, NOON, reason="wrong_field")

    with pytest.raises(TooManyOpenRequestsError):
        undo_decline(city.graph, supervisor.actor, request.id, NOON, most_open=1)

    assert state_of(city, request) == "declined"
