"""Procedures as data: states, who moves what, and the steps whose working days are counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, Self

from pydantic import Field, field_validator, model_validator

from graph.rules.versioned import Strict, Versioned, refuse_twice

ANY_OPEN = "any_open"
EXTEND, PAUSE, RESUME = "extend", "pause", "resume"


class ClockKind(StrEnum):
    """What a state does to the steps that are counted through it."""

    RUNNING = "running"
    STOPPED = "stopped"
    NONE = "none"


class Unit(StrEnum):
    """What a limit counts."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"


class FirstDay(StrEnum):
    """Whether the day on which a step begins is its first, or the next one is."""

    NEXT = "next"
    SAME = "same"


class State(Strict):
    """Where a case can stand; `next_at_once` is where it goes on to at the same moment."""

    id: str = Field(min_length=1)
    name: str = ""
    name_zh: str = ""
    open: bool = True
    clock: ClockKind = ClockKind.RUNNING
    next_at_once: str | None = None


class Action(Strict):
    """A move from states to a state, or, without one, a mark on a state. `dates_from_step`: it counts from the day on
    which the step began that it ends, as a filing that nobody answered counts as accepted on receipt.
    """

    id: str = Field(min_length=1)
    name: str = ""
    name_zh: str = ""
    start: tuple[str, ...] = Field(alias="from", min_length=1)
    to: str | None = None
    roles: tuple[str, ...] = ()
    two_people: bool = False
    needs: tuple[str, ...] = ()
    once: bool = False
    dates_from_step: bool = False

    @field_validator("start", mode="before")
    @classmethod
    def _as_list(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value

    @field_validator("to")
    @classmethod
    def _is_mark(cls, value: str | None) -> str | None:
        return None if value == "same" else value


class NotCounted(Strict):
    """A reason for which days are left out of the count, with its basis in words."""

    reason: str = Field(min_length=1)
    basis: str = ""
    basis_zh: str = ""


class Step(Strict):
    """A time limit: from entering a state until one of others is entered."""

    id: str = Field(min_length=1)
    name: str = ""
    name_zh: str = ""
    from_state: str
    until: tuple[str, ...] = Field(min_length=1)
    limit: int = Field(ge=1, le=1000)
    unit: Unit = Unit.WORKING_DAYS
    first_day: FirstDay = FirstDay.NEXT
    extend: int = Field(default=0, ge=0, le=1000)
    not_counted: tuple[NotCounted, ...] = ()
    warn_at: tuple[float | str, ...] = ()
    when_over: str | None = None
    source: str = ""
    confirmed: bool = False

    @field_validator("not_counted", mode="before")
    @classmethod
    def _with_basis(cls, value: Any) -> Any:
        reasons = value if isinstance(value, list) else []
        return [{"reason": one} if isinstance(one, str) else one for one in reasons] if value else ()

    @field_validator("when_over")
    @classmethod
    def _or_none(cls, value: str | None) -> str | None:
        return None if value == "none" else value


class Paper(Strict):
    """A paper that the procedure asks for."""

    kind: str
    required_when: str = "always"
    max_age_months: int | None = Field(default=None, ge=1)
    authenticated: bool = False
    translated: bool = False
    promise_allowed: bool = False


class Publicity(Strict):
    """For how many days which fields are public."""

    days: int = Field(ge=1)
    fields: tuple[str, ...]


class Appeal(Strict):
    """How somebody asks again."""

    action: str
    days: int = Field(ge=1)
    text: str = ""
    text_zh: str = ""


class Procedure(Versioned):
    """A version of a kind of case. A case begins in the first state and keeps its version."""

    name_zh: str = ""
    source_zh: str = ""
    states: tuple[State, ...] = Field(min_length=1)
    actions: tuple[Action, ...] = Field(min_length=1)
    steps: tuple[Step, ...] = ()
    papers: tuple[Paper, ...] = ()
    publicity: Publicity | None = None
    appeal: Appeal | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        known = {state.id for state in self.states}
        actions = {action.id for action in self.actions}
        refuse_twice("states", [state.id for state in self.states])
        refuse_twice("actions", [action.id for action in self.actions])
        refuse_twice("steps", [step.id for step in self.steps])
        for name, states in self._named_states():
            _refuse_unknown(name, states, known, "state")
        named = [(f"steps.{step.id}.when_over", [step.when_over]) for step in self.steps if step.when_over]
        named += [("appeal.action", [self.appeal.action])] if self.appeal else []
        for name, ids in named:
            _refuse_unknown(name, ids, actions, "action")
        self._refuse_unreachable()
        return self

    def state(self, state_id: str) -> State:
        """The state of that id."""
        return next(state for state in self.states if state.id == state_id)

    def action(self, action_id: str) -> Action | None:
        """The action of that id."""
        return next((action for action in self.actions if action.id == action_id), None)

    def leaves(self, action: Action, state_id: str) -> bool:
        """Whether an action is possible in a state."""
        return state_id in action.start or (ANY_OPEN in action.start and self.state(state_id).open)

    def _named_states(self) -> Iterable[tuple[str, Sequence[str]]]:
        for state in self.states:
            yield f"states.{state.id}.next_at_once", [state.next_at_once] if state.next_at_once else []
        for action in self.actions:
            yield f"actions.{action.id}.from", [one for one in action.start if one != ANY_OPEN]
            yield f"actions.{action.id}.to", [action.to] if action.to else []
        for step in self.steps:
            yield f"steps.{step.id}.from_state", [step.from_state]
            yield f"steps.{step.id}.until", step.until

    def _refuse_unreachable(self) -> None:
        reached: set[str] = set()
        following = {self.states[0].id}
        while following:
            reached |= following
            moves = {
                action.to for action in self.actions for one in following if action.to and self.leaves(action, one)
            }
            moves |= {self.state(one).next_at_once or "" for one in following}
            following = moves - reached - {""}
        left = [state.id for state in self.states if state.id not in reached]
        if left:
            raise ValueError(f"states: no action leads to {left[0]}. Let one lead there, or take the state out.")


def _refuse_unknown(name: str, ids: Sequence[str], known: set[str], what: str) -> None:
    for one in ids:
        if one not in known:
            raise ValueError(f"{name}: {one} is no {what}. Write one of: {', '.join(sorted(known))}.")
