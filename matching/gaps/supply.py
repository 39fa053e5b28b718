"""Whose places are free on a day: the rules of eligibility that need no seeker, over everybody at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.domain.eligibility import RULES, paused_until_ordinal
from graph.domain.kinds import pooled_kind
from graph.domain.states.terms import Availability
from graph.entities.gaps import GapPerson


@dataclass(frozen=True)
class _Anybody:
    """The facts of some startup of the incubator and each of some people (graph.domain.eligibility.Facts): what lies
    between two of them is not known, and forbids nothing."""

    reserving: NDArray[np.int64]
    reserving_seeker: NDArray[np.int64]
    paused_until: NDArray[np.int64]
    taken: NDArray[np.int64]
    capacity: NDArray[np.int64]
    reach: NDArray[np.int64]
    today: int
    conflicts: int = 0
    engaged: int = 0
    asked: int = 0
    dismissed: int = 0
    declined: int = 0
    languages: int = 0
    wanted_languages: int = 0


def free_places(people: Sequence[GapPerson], day: date) -> NDArray[np.int64]:
    """How many places each has free for startups of the incubator today; none whom a rule leaves out."""
    facts = _Anybody(
        reserving=_numbers(one.reserving for one in people),
        reserving_seeker=_numbers(int(one.reserving_here) for one in people),
        paused_until=_numbers(
            paused_until_ordinal(is_paused=one.state is Availability.PAUSED, until=one.paused_until) for one in people
        ),
        taken=_numbers(one.taken for one in people),
        capacity=_numbers(one.capacity for one in people),
        reach=_numbers(one.reach for one in people),
        today=day.toordinal(),
    )
    left_out = np.array([not one.term.is_running(day) for one in people], dtype=np.bool_)
    for code in pooled_kind().rules:
        left_out = left_out | RULES[code].forbids(facts)
    return np.where(left_out, 0, facts.capacity - facts.taken)


def _numbers(values: Iterable[int]) -> NDArray[np.int64]:
    return np.fromiter(values, dtype=np.int64)
