"""Whole cohorts matched at once: batches of an incubator."""

from __future__ import annotations

from enum import StrEnum

from graph.domain.roles import INCUBATOR
from graph.domain.states.machine import Machine, step


class BatchState(StrEnum):
    """A batch, from its opening to its end."""

    OPEN = "open"
    """Settings alone: nothing was solved so far."""
    DRAFTED = "drafted"
    """There are drafts, and nobody has been told."""
    RELEASED = "released"
    """A draft was released: those in it are asked."""
    FINISHED = "finished"
    CANCELLED = "cancelled"


NEED_CLOSED, GONE = "need_closed", "gone"
"""Beside the rules of eligibility: what can have come between a draft and its release."""
_CURATOR = {INCUBATOR}
_UNTOLD = (BatchState.OPEN, BatchState.DRAFTED)
BATCHES = Machine(
    "batch",
    BatchState,
    (
        step("open_batch", _CURATOR, {None}, BatchState.OPEN),
        *(step("change_batch", _CURATOR, {state}, state) for state in (*_UNTOLD, BatchState.RELEASED)),
        step("solve_batch", _CURATOR, _UNTOLD, BatchState.DRAFTED),
        step("solve_batch", _CURATOR, {BatchState.RELEASED}, BatchState.RELEASED),
        *(step("edit_batch_draft", _CURATOR, {state}, state) for state in (BatchState.DRAFTED, BatchState.RELEASED)),
        step(
            "release_batch",
            _CURATOR,
            {BatchState.DRAFTED, BatchState.RELEASED},
            BatchState.RELEASED,
            guard="everybody_may_be_asked",
        ),
        step("undo_release", _CURATOR, {BatchState.RELEASED}, BatchState.DRAFTED, guard="nobody_answered"),
        step("finish_batch", _CURATOR, {BatchState.RELEASED}, BatchState.FINISHED, guard="nobody_waits"),
        step("cancel_batch", _CURATOR, _UNTOLD, BatchState.CANCELLED),
    ),
)
