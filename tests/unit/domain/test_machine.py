"""Transition tables: the step that a party may take from a state, or none."""

from __future__ import annotations

from enum import StrEnum

import pytest

from graph.domain.actions import MACHINES
from graph.domain.states.machine import Machine, step
from graph.domain.states.requests import REQUESTS


class Door(StrEnum):
    """A door."""

    OPEN = "open"
    SHUT = "shut"
    GONE = "gone"


DOORS = Machine(
    "door",
    Door,
    (
        step("build", {"builder"}, {None}, Door.SHUT),
        step("open", {"guest", "host"}, {Door.SHUT}, Door.OPEN, tells=("tell_opened",)),
        step("shut", {"host"}, {Door.OPEN}, Door.SHUT),
        step("take_out", {"builder"}, {Door.OPEN, Door.SHUT}, Door.GONE),
    ),
)


def test_a_step_is_found_by_action_party_and_state() -> None:
    found = DOORS.find("open", frozenset({"guest"}), Door.SHUT)

    assert found is not None
    assert (found.target, found.tells) == (Door.OPEN, ("tell_opened",))


def test_there_is_no_step_for_another_party_or_from_another_state() -> None:
    assert DOORS.find("shut", frozenset({"guest"}), Door.OPEN) is None
    assert DOORS.find("shut", frozenset({"host"}), Door.SHUT) is None


def test_what_is_possible_follows_the_order_of_the_table() -> None:
    assert DOORS.possible(frozenset({"host", "builder"}), Door.OPEN) == ("shut", "take_out")
    assert DOORS.possible(frozenset({"guest"}), Door.OPEN) == ()


def test_final_states_are_those_that_no_step_leaves() -> None:
    assert DOORS.final == {Door.GONE}


def test_two_answers_to_one_question_are_refused() -> None:
    with pytest.raises(ValueError, match="two steps 'open'"):
        Machine(
            "door", Door, (step("open", {"host"}, {Door.SHUT}, Door.OPEN), step("open", {"host"}, {Door.SHUT}, None))
        )


def test_every_table_is_found_and_each_sort_of_state_has_one() -> None:
    assert REQUESTS in MACHINES
    assert len(MACHINES) >= 11
    assert len({machine.states for machine in MACHINES}) == len(MACHINES)
    assert len({machine.name for machine in MACHINES}) == len(MACHINES)
