"""A pause is its maker's until it is over: others lengthen it, and neither shorten nor end it."""

from __future__ import annotations

from datetime import date

import pytest

from graph.domain.pauses import Pause

TODAY, SOON, LATER, LAST = date(2026, 3, 1), date(2026, 3, 10), date(2026, 5, 1), date(2026, 7, 1)


@pytest.mark.parametrize(
    ("held", "until", "becomes"),
    [
        (Pause(LATER, "person"), SOON, Pause(LATER, "person")),
        (Pause(LATER, "person"), LAST, Pause(LAST, "person")),
        (Pause(None, "person"), LAST, Pause(None, "person")),
        (Pause(LATER, None), SOON, Pause(LATER, None)),
        (Pause(LATER, "another"), SOON, Pause(LATER, "another")),
        (Pause(LATER, "ours"), SOON, Pause(SOON, "ours")),
        (Pause(TODAY, "person"), SOON, Pause(SOON, "ours")),
    ],
)
def test_what_a_pause_becomes_when_an_incubator_asks_for_one(held: Pause, until: date, becomes: Pause) -> None:
    assert held.asked_again("ours", until, TODAY) == becomes
