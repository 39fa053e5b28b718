"""Each provider's record up to a cut-off, with shrunk rates."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.domain.answers import LEAST_TIMED
from matching.history.as_of import RESULTS_AFTER
from matching.history.interactions import Interactions
from matching.index.arrays import UNKNOWN_DAY
from matching.index.provider_index import ProviderIndex

_RATE_WEIGHT, _RATING_WEIGHT, _DAYS_WEIGHT, _RESULT_WEIGHT = 4.0, 3.0, 2.0, 2.0
# What is expected before anybody answered; it counts as much as this many answers.
_EXPECTED = {"accept_rate": 0.5, "answer_days": 4.0, "rating": 3.8, "finished_share": 0.6}
_EXPECTED_WEIGHT = 10.0


@dataclass(frozen=True)
class History:
    """Per provider row, as of a day. Rates and means are shrunk to the provider's group; NaN where nothing is known.

    A share of yes with n answers becomes (yes + 4 g) / (n + 4), g the share of the provider's category; a mean of n
    ratings (sum + 3 m) / (n + 3); so one lucky answer moves little and many speak for themselves. `priors` holds the
    means of all, by feature: what to expect of somebody without any history.
    """

    accept_rate: NDArray[np.float32]
    asked: NDArray[np.int64]
    accepted: NDArray[np.int64]
    answer_days: NDArray[np.float32]
    answer_days_shrunk: NDArray[np.float32]
    rating: NDArray[np.float32]
    rating_shrunk: NDArray[np.float32]
    ratings: NDArray[np.int64]
    finished: NDArray[np.int64]
    ended: NDArray[np.int64]
    finished_share: NDArray[np.float32]
    pending: NDArray[np.int64]
    idle_days: NDArray[np.float32]
    guided: NDArray[np.bool_]
    # Those of them of which an end and ratings, where there are any, are known.
    over: NDArray[np.bool_]
    refused: NDArray[np.bool_]
    refused_field: NDArray[np.bool_]
    done_well: NDArray[np.bool_]
    rows: NDArray[np.int64]
    table: Interactions
    priors: dict[str, float]
    as_of: int
    expire_after_days: int
    # What was worked out of these arrays once, by name.
    remembered: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def answers(self) -> int:
        """How many answers stand behind this."""
        return int(self.asked.sum())


def history_as_of(
    table: Interactions,
    index: ProviderIndex,
    as_of: date,
    *,
    expire_after_days: int,
    results_after: timedelta = RESULTS_AFTER,
) -> History:
    """What was known at the end of a day: proposals and answers up to then, results and ratings as `as_of.py` says.

    A request without an answer counts as one not accepted once it has expired, `expire_after_days` after it was asked.
    `results_after` is nothing where the day is today and the records are those of a graph: what stands there is known.
    """
    today, n = as_of.toordinal(), index.count
    rows = index.rows_of(table.provider_ids)
    known = (rows >= 0) & (table.proposed_on <= today)
    decided = known & (table.decided_on != UNKNOWN_DAY) & (table.decided_on <= today)
    wanted = known & (table.seeker_yes == 1) & ~table.withdrawn
    yes = wanted & decided & (table.provider_yes == 1)
    no = wanted & decided & (table.provider_yes == 0)
    silent = wanted & ~decided & (table.asked_on != UNKNOWN_DAY) & (table.asked_on + expire_after_days <= today)
    silent |= wanted & decided & (table.provider_yes == -1)
    waiting = wanted & ~decided & ~silent

    def count(mask: NDArray[np.bool_]) -> NDArray[np.int64]:
        return np.bincount(rows[mask], minlength=n).astype(np.int64)

    accepted, asked = count(yes), count(yes | no | silent)
    over = yes & (table.decided_on + results_after.days <= today)
    ended = over & (table.ended_well >= 0)
    well = ended & (table.ended_well == 1)
    rated = over & ~np.isnan(table.rating_by_seeker)
    days, days_n = _medians(rows, table.decided_on - table.asked_on, (yes | no) & (table.asked_on != UNKNOWN_DAY), n)
    sums = np.bincount(rows[rated], weights=table.rating_by_seeker[rated], minlength=n)
    last = np.full(n, UNKNOWN_DAY, dtype=np.int64)
    np.maximum.at(last, rows[yes | no], table.decided_on[yes | no])
    day_sums = np.nan_to_num(days) * days_n
    priors = {
        "accept_rate": _overall("accept_rate", accepted, asked),
        "answer_days": _overall("answer_days", day_sums, days_n),
        "rating": _overall("rating", sums, count(rated)),
        "finished_share": _overall("finished_share", count(well), count(ended)),
    }
    return History(
        accept_rate=_shrunk_rate(accepted, asked, index.categories, priors["accept_rate"]),
        asked=asked,
        accepted=accepted,
        answer_days=np.where(days_n >= LEAST_TIMED, days, np.nan).astype(np.float32),
        answer_days_shrunk=_shrunk_mean(day_sums, days_n, _DAYS_WEIGHT, priors["answer_days"]),
        rating=_divide(sums, count(rated)),
        rating_shrunk=_shrunk_mean(sums, count(rated), _RATING_WEIGHT, priors["rating"]),
        ratings=count(rated),
        finished=count(well),
        ended=count(ended),
        finished_share=_shrunk_mean(count(well), count(ended), _RESULT_WEIGHT, priors["finished_share"]),
        pending=count(waiting),
        idle_days=np.where(last == UNKNOWN_DAY, np.nan, today - last).astype(np.float32),
        guided=yes,
        over=over,
        refused=no | silent,
        refused_field=no & table.wrong_field,
        done_well=well,
        rows=rows,
        table=table,
        priors=priors,
        as_of=today,
        expire_after_days=expire_after_days,
    )


def _overall(name: str, sums: NDArray[Any], n: NDArray[Any]) -> float:
    return float((sums.sum() + _EXPECTED_WEIGHT * _EXPECTED[name]) / (n.sum() + _EXPECTED_WEIGHT))


def _shrunk_rate(
    yes: NDArray[np.int64], asked: NDArray[np.int64], groups: NDArray[np.int32], overall: float
) -> NDArray[np.float32]:
    code = groups.astype(np.int64) + 1
    group_asked = np.bincount(code, weights=asked)
    group_rate = (np.bincount(code, weights=yes) + 20 * overall) / (group_asked + 20)
    rate = (yes + _RATE_WEIGHT * group_rate[code]) / (asked + _RATE_WEIGHT)
    return np.where(asked > 0, rate, np.nan).astype(np.float32)


def _shrunk_mean(sums: NDArray[Any], n: NDArray[Any], weight: float, overall: float) -> NDArray[np.float32]:
    return np.where(n > 0, (sums + weight * overall) / (n + weight), np.nan).astype(np.float32)


def _medians(
    rows: NDArray[np.int64], values: NDArray[np.int32], mask: NDArray[np.bool_], n: int
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """The median of each row's values (the mean of the middle two), NaN without any; and how many there were."""
    group, value = rows[mask], values[mask]
    order = np.lexsort((value, group))
    value = value[order]
    sizes = np.bincount(group, minlength=n).astype(np.int64)
    starts = np.cumsum(sizes) - sizes
    result = np.full(n, np.nan, dtype=np.float32)
    some = np.flatnonzero(sizes)
    low, high = starts[some] + (sizes[some] - 1) // 2, starts[some] + sizes[some] // 2
    result[some] = (value[low] + value[high]) / 2
    return result, sizes


def _divide(sums: NDArray[Any], n: NDArray[Any]) -> NDArray[np.float32]:
    result: NDArray[np.float32] = np.divide(sums, n, out=np.full(len(n), np.nan), where=n > 0).astype(np.float32)
    return result
