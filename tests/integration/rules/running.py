"""Random steps against a small model of the rules; LIULU_FUZZ=20 takes twenty times as many, each time others."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from graph.driver import Graph
from graph.errors import GraphError
from tests.conftest import NOON
from tests.support.city import City
from tests.support.cleaning import empty, run_raw

TIMES = int(os.environ.get("LIULU_FUZZ", "1"))


class Clocked(RuleBasedStateMachine):
    """People who act one after the other in a city of their own, each time later; counts what is audited."""

    def __init__(self, graph: Graph, done: Counter[str]) -> None:
        super().__init__()
        empty(graph)
        self.city, self.graph, self.at = City(graph, NOON), graph, NOON
        self.expected: Counter[str] = Counter()
        self.done = done

    def now(self, later: timedelta = timedelta(minutes=1)) -> datetime:
        """The moment of the next step."""
        self.at += later
        return self.at

    @property
    def today(self) -> date:
        """The day of the next step."""
        return self.graph.calendar.day_of(self.at + timedelta(minutes=1))

    def attempt(self, action: str, allowed: bool, work: Callable[[datetime], object], times: int = 1) -> bool:
        """Do a step; it must be done exactly where the model allows it, and then be audited so many times."""
        at, refused = self.now(), ""
        try:
            work(at)
        except GraphError as error:
            refused = repr(error)
        assert bool(refused) != allowed, f"{action} was {refused or 'not refused'}"
        if refused:
            return False
        self.expected[action] += times
        self.done[action] += bool(times)
        return True

    def audited(self) -> Counter[str]:
        """How many events of each action the log holds."""
        rows = run_raw(self.graph, "MATCH (e:AuditEvent) RETURN e.action AS action, count(*) AS count")
        return Counter({str(row["action"]): int(str(row["count"])) for row in rows})


def run(machine: type[Clocked], graph: Graph, runs: int = 30, steps: int = 25) -> Counter[str]:
    """So many runs of so many steps, the same each time unless more are asked for; raises what differs from the model.

    Returns how often each action was done in all.
    """
    done: Counter[str] = Counter()
    bounds = settings(
        max_examples=runs * TIMES, stateful_step_count=steps, deadline=None, derandomize=TIMES == 1, database=None,
        suppress_health_check=list(HealthCheck), print_blob=True,
        phases=[phase for phase in Phase if phase is not Phase.shrink or TIMES > 1],  # shrinking takes minutes
    )  # fmt: skip
    run_state_machine_as_test(partial(machine, graph, done), settings=bounds)  # type: ignore[arg-type]  # takes a maker too
    return +done
