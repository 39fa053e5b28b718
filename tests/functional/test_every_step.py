"""Every state x role x action of each transition table on the server, and two at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations_with_replacement
from typing import Any

import pytest

from graph.errors import GraphError
from tests.support import (
    things_of_administrators,
    things_of_applications,
    things_of_batches,
    things_of_both_sides,
    things_of_needs,
    things_of_waits,
)
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.steps import Somebody, Thing, Town, Try, UnchangedError

pytestmark = pytest.mark.both_servers
THINGS = (
    things_of_needs.needs,
    things_of_needs.requests,
    things_of_both_sides.engagements,
    things_of_both_sides.sessions,
    things_of_both_sides.terms,
    things_of_both_sides.availability,
    things_of_waits.waits,
    things_of_applications.applications,
    things_of_batches.batches,
    things_of_administrators.jobs,
    things_of_administrators.messages,
    things_of_administrators.mails,
    things_of_administrators.models,
    things_of_administrators.accounts,
)

# Here whatever comes second follows from what came first.
_WITHOUT_RIVALS = ("availability",)


@pytest.fixture(params=THINGS, ids=lambda make: make.__name__)
def thing(request: pytest.FixtureRequest, city: City) -> Thing:
    """One thing under a table; how often a step may be taken is looked at elsewhere, so nothing counts here."""
    made: Thing = request.param(Town(city))

    def put(state: Any) -> None:
        made.put(state)
        run_raw(city.graph, "MATCH (t:Tally) DELETE t")

    return replace(made, put=put)


def test_every_action_of_the_table_is_tried(thing: Thing) -> None:
    tried = {action for one in thing.tries for action in one.actions}
    assert tried | thing.inside == set(thing.machine.actions)


def test_every_step_is_taken_or_refused_as_the_table_says(thing: Thing) -> None:
    wrong = [
        f"{who.name}: {'/'.join(one.actions)} from {state}: {found}"
        for state in states(thing)
        for one in thing.tries
        for who in thing.people
        if who.name == one.by or (not one.by and who.actor.role)
        if (found := fault(thing, one, who, state))
    ]
    assert wrong == []


def test_of_two_steps_at_once_that_exclude_each_other_one_is_taken(
    thing: Thing, at_once: Callable[..., list[object]]
) -> None:
    assert rivals(thing) or thing.machine.name in _WITHOUT_RIVALS
    wrong = []
    for state, first, second in rivals(thing):
        thing.put(state)
        results = at_once(lambda one, who: one.call(who.actor), [first, second])
        won = [pair for pair, result in zip((first, second), results, strict=True) if not is_refusal(result)]
        leads = {step.target for one, who in won if (step := one.leads(thing.machine, who, state))}
        if len(won) != 1 or thing.read() not in leads:
            names = [f"{who.name}: {'/'.join(one.actions)}" for one, who in (first, second)]
            wrong.append(f"{names} from {state}: {results}, {thing.read()}")
    assert wrong == []


def states(thing: Thing) -> list[Any]:
    """Every state of the thing, and that of not being there yet where the table has steps from it."""
    begins = any(None in step.sources and step.action not in thing.inside for step in thing.machine.transitions)
    known = list(thing.machine.states.__members__.values())
    return [None, *known] if begins else known


def fault(thing: Thing, one: Try, who: Somebody, state: Any) -> str:
    """What differs from the table when somebody tries a step; nothing where nothing does."""
    if state is not None and not any(thing.machine.sources(action) for action in one.actions):
        return ""  # it would make a second one
    step = one.leads(thing.machine, who, state)
    thing.put(state)
    try:
        one.call(who.actor)
    except (GraphError, UnchangedError) as error:
        return f"refused: {error!r}" if step else "" if thing.read() == state else f"is {thing.read()}"
    expected = step.target if step else state
    if thing.read() != expected:
        return f"is {thing.read()}, not {expected}"
    # Nobody's own thing stands in the way of making one of their own; pausing is always of oneself.
    is_other_thing = state is None or who.name.startswith("foreign")
    return "" if step or is_other_thing else "was not refused"


def rivals(thing: Thing) -> list[tuple[Any, tuple[Try, Somebody], tuple[Try, Somebody]]]:
    """Pairs of steps from one state of which neither can follow the other."""
    found = []
    for state in thing.machine.states:
        possible = [
            (one, who, step)
            for one in thing.tries
            for who in thing.people
            if (who.name == one.by or not one.by) and (step := one.leads(thing.machine, who, state))
        ]
        for (one, who, step), (other, rival, reply) in combinations_with_replacement(possible, 2):
            follows = other.leads(thing.machine, rival, step.target), one.leads(thing.machine, who, reply.target)
            if not any(follows):
                found.append((state, (one, who), (other, rival)))
    return found


def is_refusal(result: object) -> bool:
    return isinstance(result, type) and issubclass(result, GraphError | UnchangedError)
