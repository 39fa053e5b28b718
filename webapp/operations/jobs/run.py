"""What a worker runs for each kind of job: operations declare it where they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.driver import Graph
from webapp.config import Settings


@dataclass(frozen=True)
class Worker:
    """What a worker gives to what it runs; `too_long`: the errors by which it says that the time is over."""

    graph: Graph
    settings: Settings
    too_long: tuple[type[Exception], ...] = ()


@dataclass(frozen=True)
class Run:
    """What runs a job to its end, called with its id; after `seconds` it is given up (None: what every task has)."""

    function: Callable[[Worker, str], object]
    seconds: int | None


RUNS: dict[str, Run] = {}
"""By the kind of job; filled by the modules of operations as they are loaded."""


def runs(*kinds: str, seconds: int | None = None) -> Callable[[Callable[[Worker, str], None]], Callable[..., None]]:
    """Declare that a function runs the jobs of these kinds."""

    def declare(function: Callable[[Worker, str], None]) -> Callable[[Worker, str], None]:
        RUNS.update({kind: Run(function, seconds) for kind in kinds})
        return function

    return declare
