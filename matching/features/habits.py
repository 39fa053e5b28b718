"""Historical acceptance and rating rates of both sides, as of each case's day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.features.cases import Cases, InteractionEvents, Rows, Setting
from matching.history.as_of import RESULTS_AFTER, before

Values = NDArray[np.float64]
# A person's share counts as if so many answers had been as their group's are, the group's as if so many everybody's.
_WEIGHT, _GROUP_WEIGHT = 4.0, 10.0
_START = {"yes": 0.5, "rating": 3.8}
_START_WEIGHT = 10.0


@dataclass(frozen=True)
class _Habit:
    """One habit: whose, of what, known from which day on and how many days later."""

    name: str
    side: str
    value: str
    day: str
    start: str
    after: int = 0


_HABITS = (
    _Habit("seeker_says_yes", "seekers", "seeker_yes", "said_on", "yes"),
    _Habit("provider_is_wanted", "providers", "seeker_yes", "said_on", "yes"),
    _Habit("provider_says_yes", "providers", "provider_yes", "told_on", "yes"),
    _Habit("seeker_is_wanted", "seekers", "provider_yes", "told_on", "yes"),
    _Habit("seeker_rates", "seekers", "rating_by_seeker", "told_on", "rating", RESULTS_AFTER.days),
    _Habit("provider_is_rated", "providers", "rating_by_seeker", "told_on", "rating", RESULTS_AFTER.days),
    _Habit("provider_rates", "providers", "rating_by_provider", "told_on", "rating", RESULTS_AFTER.days),
    _Habit("seeker_is_rated", "seekers", "rating_by_provider", "told_on", "rating", RESULTS_AFTER.days),
)
HABIT_NAMES = tuple(name for habit in _HABITS for name in (habit.name, f"{habit.name}_n"))


def groups_of(setting: Setting) -> dict[str, Rows]:
    """By side the group of each person, whose habits stand in for those nobody has seen yet: category, or industry."""
    sides = {"seekers": setting.seekers, "providers": setting.providers}
    found = {}
    for side, people in sides.items():
        names = [person.category or min(person.industries, default="") for person in people]
        found[side] = (
            np.unique(names, return_inverse=True)[1].astype(np.int64) if names else np.zeros(0, dtype=np.int64)
        )
    return found


def habit_columns(cases: Cases, events: InteractionEvents, seeker_of: Rows, groups: Mapping[str, Rows]) -> list[Values]:
    """For each habit the shrunk mean (NaN for somebody without any event) and log1p of how many events it rests on.

    An event counts for a case if it was known before the case's day, lies in another fold, and is not of the same two
    people. The mean is shrunk to the group's, and that to everybody's, as of that day.
    """
    sides = {"seekers": seeker_of[cases.asks], "providers": cases.providers}
    columns: list[Values] = []
    for habit in _HABITS:
        value, day = getattr(events, habit.value), getattr(events, habit.day) + habit.after
        known = ~np.isnan(value)
        own, mine = getattr(events, habit.side), sides[habit.side]
        counts, sums = _sums(cases, events, (own, mine), (day, value), known, sides)
        nobody = np.zeros(len(cases), dtype=np.int64)
        all_counts, all_sums = _sums(cases, events, (own * 0, nobody), (day, value), known, sides)
        mean = (all_sums + _START_WEIGHT * _START[habit.start]) / (all_counts + _START_WEIGHT)
        group = groups[habit.side]
        group_counts, group_sums = _sums(cases, events, (group[own], group[mine]), (day, value), known, sides)
        mean = (group_sums + _GROUP_WEIGHT * mean) / (group_counts + _GROUP_WEIGHT)
        shrunk = (sums + _WEIGHT * mean) / (counts + _WEIGHT)
        columns += [np.where(counts > 0, shrunk, np.nan), np.log1p(np.maximum(counts, 0))]
    return columns


def _sums(
    cases: Cases,
    events: InteractionEvents,
    who: tuple[Rows, Rows],
    what: tuple[Rows, Values],
    known: NDArray[np.bool_],
    sides: dict[str, Rows],
) -> tuple[Values, Values]:
    """How many events count for each case, and the sum of their values."""
    own, mine = who
    day, value = what[0][known], what[1][known]
    counts, sums = before(own[known], day, value, mine, cases.days)
    # Less those of the case's own fold, and those of the same two people in the other folds.
    folds = events.folds[known] + 1
    size = int(max(folds.max(initial=0), cases.folds.max(initial=-1) + 1)) + 1
    in_fold = before(own[known] * size + folds, day, value, mine * size + cases.folds + 1, cases.days)
    hidden = cases.folds >= 0
    people = int(max(events.providers.max(initial=0), cases.providers.max(initial=0))) + 1
    pair = (events.seekers[known] * people + events.providers[known]) * size
    case_pair = (sides["seekers"] * people + sides["providers"]) * size
    same = before(pair, day, value, case_pair, cases.days)
    same_in_fold = before(pair + folds, day, value, case_pair + cases.folds + 1, cases.days)
    counts = counts - same[0] - np.where(hidden, in_fold[0] - same_in_fold[0], 0)
    sums = sums - same[1] - np.where(hidden, in_fold[1] - same_in_fold[1], 0)
    return counts, sums
