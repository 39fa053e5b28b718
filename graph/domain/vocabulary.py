"""The enums whose values the graph stores, by name: queries say `NeedState.OPEN` as code does."""

from __future__ import annotations

from enum import StrEnum

from graph.domain.actions import MACHINES
from graph.domain.answers import Answer
from graph.domain.kinds import Outcome
from graph.domain.reasons import DeclineReason, DismissReason, WithdrawReason
from graph.domain.roles import Side
from graph.domain.states.audit import SealState

_STATES: tuple[type[StrEnum], ...] = tuple(machine.states for machine in MACHINES)
_BESIDE_STATES: tuple[type[StrEnum], ...] = (
    Answer,
    DeclineReason,
    DismissReason,
    Outcome,
    SealState,
    Side,
    WithdrawReason,
)
ENUMS = {enum.__name__: enum for enum in _STATES + _BESIDE_STATES}
"""Every state, answer, outcome, reason and side."""
