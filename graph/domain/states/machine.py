"""Transition tables: which step leads from which state to which, who may take it, and what follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from graph.domain.limits import LimitCode

S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True)
class Transition(Generic[S]):
    """One step.

    `action`: as the audit log names it. `by`: roles and sides that may take it (`roles.parties`). `sources`: the states
    from which it is possible; None stands for a thing that is not there yet. `target`: the state afterwards; None where
    the thing is gone. `restores`: the step undoes another, and leads to where the thing stood before that one (`target`
    where that is not known). `guard`: the code of a condition beyond the state, checked by the operation under the
    lock. `tells`: the messages that follow, as the outbox names them. `limit`: how often the same person may take it
    about the same thing.
    """

    action: str
    by: frozenset[str]
    sources: frozenset[S | None]
    target: S | None
    guard: str = ""
    tells: tuple[str, ...] = ()
    restores: bool = False
    limit: LimitCode | None = None

    @property
    def as_parameters(self) -> dict[str, object]:
        """The parameters of a query that writes this step: `sources` and `target`."""
        return {"sources": sorted(state for state in self.sources if state is not None), "target": self.target}


class Machine(Generic[S]):
    """The steps of one thing. Pages draw their buttons from it, operations refuse by it."""

    def __init__(self, name: str, states: type[S], transitions: Iterable[Transition[S]]) -> None:
        self.name, self.states = name, states
        self.transitions = tuple(transitions)
        self._by_action: dict[str, list[Transition[S]]] = {}
        for transition in self.transitions:
            self._add(transition)

    @property
    def actions(self) -> tuple[str, ...]:
        """Every action, in the order of the table."""
        return tuple(self._by_action)

    def find(self, action: str, parties: frozenset[str], state: S | None) -> Transition[S] | None:
        """The step that these parties take by an action from a state; None where there is none."""
        found = (step for step in self._by_action[action] if state in step.sources and step.by & parties)
        return next(found, None)

    def only(self, action: str) -> Transition[S]:
        """The one step that an action is, whoever takes it; raises ValueError where it is several."""
        (found,) = self._by_action[action]
        return found

    def sources(self, action: str) -> frozenset[S]:
        """The states that somebody may leave by an action; a thing that is not there yet is none of them."""
        states = (state for step in self._by_action[action] for state in step.sources)
        return frozenset(state for state in states if state is not None)

    def parties(self, action: str) -> frozenset[str]:
        """The roles and sides that may take an action from some state."""
        return frozenset().union(*(step.by for step in self._by_action[action]))

    def possible(self, parties: frozenset[str], state: S | None) -> tuple[str, ...]:
        """The actions that these parties may take from a state, guards left aside, in the order of the table."""
        return tuple(action for action in self._by_action if self.find(action, parties, state))

    @property
    def final(self) -> frozenset[S]:
        """The states that no step leaves."""
        left = {state for step in self.transitions for state in step.sources if step.target != state}
        return frozenset(state for state in self.states if state not in left)

    def _add(self, transition: Transition[S]) -> None:
        for other in self._by_action.get(transition.action, ()):
            if other.by & transition.by and other.sources & transition.sources:
                raise ValueError(f"{self.name}: two steps {transition.action!r} from the same state by the same party.")
        self._by_action.setdefault(transition.action, []).append(transition)


def step(
    action: str,
    by: Iterable[str],
    sources: Iterable[S | None],
    target: S | None,
    *,
    guard: str = "",
    tells: Iterable[str] = (),
    restores: bool = False,
    limit: LimitCode | None = None,
) -> Transition[S]:
    """A row of a table."""
    return Transition(action, frozenset(by), frozenset(sources), target, guard, tuple(tells), restores, limit)
