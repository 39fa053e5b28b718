"""Models of the store."""

from __future__ import annotations

from enum import StrEnum

from graph.domain.roles import ADMINISTRATOR, SYSTEM
from graph.domain.states.machine import Machine, step


class ModelState(StrEnum):
    """A trained model: judged, serving, or not any more."""

    CANDIDATE = "candidate"
    SERVING = "serving"
    REJECTED = "rejected"
    RETIRED = "retired"


_BOTH = {ADMINISTRATOR, SYSTEM}

MODELS = Machine(
    "model",
    ModelState,
    (
        step("keep_model", {SYSTEM}, {None}, ModelState.CANDIDATE),
        step(
            "promote_model",
            _BOTH,
            {ModelState.CANDIDATE, ModelState.REJECTED, ModelState.RETIRED},
            ModelState.SERVING,
            guard="is_not_being_judged",
        ),
        step("reject_model", _BOTH, {ModelState.CANDIDATE}, ModelState.REJECTED),
        step("replace_model", _BOTH, {ModelState.SERVING}, ModelState.RETIRED),
        step("roll_back_model", _BOTH, {ModelState.SERVING}, ModelState.RETIRED, guard="is_the_one_shown"),
        step("return_to_model", _BOTH, {ModelState.RETIRED}, ModelState.SERVING, guard="served_before"),
    ),
)
