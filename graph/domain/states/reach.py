"""Whether somebody without an account can be asked: an organisation answers for them, or does not."""

from __future__ import annotations

from graph.domain.reach import Reach
from graph.domain.roles import ADMINISTRATOR, INCUBATOR
from graph.domain.states.machine import Machine, step

_ANSWERING = {INCUBATOR, ADMINISTRATOR}
REACH = Machine(
    "reach",
    Reach,
    (
        step(
            "answer_for",
            _ANSWERING,
            {Reach.NONE, Reach.INCUBATOR},
            Reach.INCUBATOR,
            guard="is_theirs_and_nobody_answers",
        ),
        step("stop_answering_for", _ANSWERING, {Reach.INCUBATOR}, Reach.NONE, guard="is_answered_for_by_them"),
    ),
)
"""An account is had or not whatever an incubator decides; whoever opens one answers for themselves from then on."""
