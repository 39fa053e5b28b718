"""Things that have states, to be brought into any of them, and what people may try with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from graph.domain.roles import ADMINISTRATOR, INCUBATOR, LINK_HOLDER, STARTUP, SUPERVISOR, SYSTEM, TALENT_OFFICE
from graph.domain.states.machine import Machine, Transition
from graph.entities import Actor
from tests.support.city import City, Made
from tests.support.cleaning import run_raw


class UnchangedError(Exception):
    """A step that passes over what it does not fit, passed over this."""


@dataclass(frozen=True)
class Somebody:
    """Who tries a step; `owns` in the roles and sides in which the thing is theirs."""

    name: str
    actor: Actor
    owns: frozenset[str]


@dataclass(frozen=True)
class Try:
    """How one or more actions of a table are taken: `by` names who can call this at all, nobody for everybody."""

    actions: tuple[str, ...]
    call: Callable[[Actor], object]
    by: str = ""

    def leads(self, machine: Machine[Any], who: Somebody, state: StrEnum | None) -> Transition[Any] | None:
        """The step of the table that these actions are for somebody, from a state."""
        found = (machine.find(action, who.owns, state) for action in self.actions)
        return next((step for step in found if step), None)


@dataclass
class Thing:
    """One thing under a table: `put` brings it into a state, `read` says in which it is (None: it is gone).

    `inside`: actions that are parts of other steps and have no operation of their own.
    """

    machine: Machine[Any]
    put: Callable[[Any], None]
    read: Callable[[], str | None]
    tries: list[Try]
    people: list[Somebody]
    inside: frozenset[str] = field(default_factory=frozenset)


class Town:
    """A startup and its supervisor, the incubator of both, and people who have nothing to do with them."""

    def __init__(self, city: City) -> None:
        self.city, self.graph = city, city.graph
        self.incubator = city.incubator()
        self.startup = city.startup(incubator=self.incubator)
        self.supervisor = city.supervisor(capacity=9, pool_of=self.incubator, email="gu@mingche.example")
        self.strangers = [city.startup(), city.supervisor(), city.investor(), city.incubator()]

    def people(self, *own: str) -> list[Somebody]:
        """Everybody; `own`: the roles whose holders the thing belongs to."""
        held = {STARTUP: self.startup.actor, SUPERVISOR: self.supervisor.actor, INCUBATOR: self.incubator.actor}
        held |= {role: Actor(f"account-{role}", role, role, "") for role in (TALENT_OFFICE, ADMINISTRATOR)}
        held[SYSTEM] = Actor.system()
        mine = [Somebody(role, actor, _parties(actor, role in own)) for role, actor in held.items()]
        return mine + [Somebody(f"foreign {one.actor.role}", one.actor, frozenset()) for one in self.strangers]

    def raw(self, statement: str, **parameters: object) -> list[dict[str, object]]:
        return run_raw(self.graph, statement, **parameters)

    def state(self, statement: str, **parameters: object) -> str | None:
        """The `state` of the first row; None without one."""
        rows = self.raw(statement, **parameters)
        return str(rows[0]["state"]) if rows else None

    def bring(self, label: str, item_id: str, state: str | None, **values: object) -> None:
        """Give a node a state, and what it goes with."""
        self.raw(
            f"MATCH (n:{label} {{id: $id}}) SET n.state = $state, n += $values", id=item_id, state=state, values=values
        )

    def state_of(self, label: str, item_id: str) -> str | None:
        """The state of a node."""
        return self.state(f"MATCH (n:{label} {{id: $id}}) RETURN n.state AS state", id=item_id)

    def request(self) -> tuple[Made, Made]:
        """A request of the startup to the supervisor, and its need."""
        need = self.city.need(self.startup, places=9)
        return self.city.asked_proposal(to=self.supervisor, need=need), need


def link_holder() -> Somebody:
    """Whoever has an invitation in hand."""
    return Somebody(LINK_HOLDER, Actor("", "", "", ""), frozenset({LINK_HOLDER}))


def changed(result: object) -> object:
    """What a step gave; raises UnchangedError where it says that it passed over the thing."""
    if not result:
        raise UnchangedError
    return result


def _parties(actor: Actor, owns: bool) -> frozenset[str]:
    return actor.parties if owns else frozenset()
