"""Waiting for a place with somebody whose places are all taken."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from graph.domain.roles import SYSTEM, Side
from graph.domain.states.machine import Machine, step

OFFER_HELD = timedelta(days=3)
"""How long a place that came free is held for whoever waited longest."""


class WaitState(StrEnum):
    """A startup on the waiting list of a provider; once it asked, left or was too late, it is not there any more."""

    WAITING = "waiting"
    OFFERED = "offered"


_SEEKER, _CLOCK, _ANY = {Side.SEEKER}, {SYSTEM}, set(WaitState)
WAITS = Machine(
    "wait",
    WaitState,
    (
        step("join_waiting_list", _SEEKER, {None}, WaitState.WAITING, guard="no_place_is_free"),
        step("leave_waiting_list", _SEEKER, _ANY, None),
        step("use_offer", _SEEKER, _ANY, None, guard="they_are_asked"),
        step(
            "offer_place",
            _CLOCK,
            {WaitState.WAITING},
            WaitState.OFFERED,
            guard="a_place_is_free",
            tells=("tell_place_free",),
        ),
        step(
            "lapse_offer", _CLOCK, {WaitState.OFFERED}, None, guard="was_held_long_enough", tells=("tell_offer_lapsed",)
        ),
        step("drop_wait", _CLOCK, _ANY, None, guard="need_is_not_open"),
    ),
)
