"""Past proposals as arrays, and each provider's record up to a cut-off with shrunk rates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.entities.profile import InteractionRecord
from matching.history.as_of import RESULTS_AFTER
from matching.index.arrays import UNKNOWN_DAY, Codes, day_number
from matching.index.profiles import stage_bits
from matching.index.provider_index import ProviderIndex
from matching.index.tags import Tags

_RATE_WEIGHT, _RATING_WEIGHT, _DAYS_WEIGHT, _RESULT_WEIGHT = 4.0, 3.0, 2.0, 2.0
# What is expected before anybody answered; it counts as much as this many answers.
_EXPECTED = {"accept_rate": 0.5, "answer_days": 4.0, "rating": 3.8, "finished_share": 0.6}
_EXPECTED_WEIGHT = 10.0
# Of fewer answers nobody can say how long they usually take.
_LEAST_TIMED = 3
_YES = {"accepted": 1, "declined": 0}
_WELL = {"completed": 1, "invested": 1, "hired": 1, "ended_early": 0}


@dataclass(frozen=True)
class Interactions:
    """Past proposals as arrays, one row each. Decisions: 1 yes, 0 no, -1 none. Days are ordinals or UNKNOWN_DAY."""

    ids: NDArray[np.bytes_]
    provider_ids: NDArray[np.bytes_]
    seeker_ids: NDArray[np.bytes_]
    proposed_on: NDArray[np.int32]
    asked_on: NDArray[np.int32]
    decided_on: NDArray[np.int32]
    seeker_yes: NDArray[np.int8]
    provider_yes: NDArray[np.int8]
    ended_well: NDArray[np.int8]
    rating_by_seeker: NDArray[np.float32]
    rating_by_provider: NDArray[np.float32]
    withdrawn: NDArray[np.bool_]
    wrong_field: NDArray[np.bool_]
    stages: NDArray[np.int64]
    regions: NDArray[np.bytes_]
    countries: NDArray[np.bytes_]
    tags: Codes

    @property
    def count(self) -> int:
        return len(self.ids)


def build_interactions(records: Sequence[InteractionRecord], tags: Tags) -> Interactions:
    """Pack records; `tags` gets codes for what it had not seen."""
    asked = [_asked_on(record) for record in records]
    codes = [tags.with_broader(tags.codes(record.industries, record.topics)) for record in records]
    return Interactions(
        ids=_ids(record.id for record in records),
        provider_ids=_ids(record.provider_id for record in records),
        seeker_ids=_ids(record.seeker_id for record in records),
        proposed_on=_days(record.proposed_on for record in records),
        asked_on=_days(asked),
        decided_on=_days(record.decided_on for record in records),
        seeker_yes=np.asarray([_YES.get(record.seeker_decision, -1) for record in records], dtype=np.int8),
        provider_yes=np.asarray([_YES.get(record.provider_decision, -1) for record in records], dtype=np.int8),
        ended_well=np.asarray([_WELL.get(record.outcome, -1) for record in records], dtype=np.int8),
        rating_by_seeker=_ratings(record.rating_by_seeker for record in records),
        rating_by_provider=_ratings(record.rating_by_provider for record in records),
        withdrawn=np.asarray([record.state == "withdrawn" for record in records], dtype=np.bool_),
        wrong_field=np.asarray([record.decline_reason == "wrong_field" for record in records], dtype=np.bool_),
        stages=np.asarray([stage_bits([record.stage or ""]) for record in records], dtype=np.int64),
        regions=_ids(record.region or "" for record in records),
        countries=_ids(record.country or "" for record in records),
        tags=Codes.of(codes),
    )


def join_interactions(left: Interactions, right: Interactions) -> Interactions:
    """`left` with `right` on top: a row of `left` whose id is in `right` goes."""
    keep = ~np.isin(left.ids, right.ids)
    joined: dict[str, Any] = {}
    for column in fields(Interactions):
        old, new = getattr(left, column.name), getattr(right, column.name)
        if isinstance(old, Codes):
            joined[column.name] = _join_codes(old, new, keep)
        else:
            joined[column.name] = np.concatenate([old[keep], new])
    return Interactions(**joined)


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
        answer_days=np.where(days_n >= _LEAST_TIMED, days, np.nan).astype(np.float32),
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


def _asked_on(record: InteractionRecord) -> date | None:
    if record.asked_on is not None:
        return record.asked_on
    return record.proposed_on if record.seeker_decision == "accepted" else None


def _ids(values: Any) -> NDArray[np.bytes_]:
    encoded = [value.encode() for value in values]
    return np.asarray(encoded, dtype=np.bytes_) if encoded else np.zeros(0, dtype="S1")


def _days(values: Any) -> NDArray[np.int32]:
    return np.asarray([day_number(value) for value in values], dtype=np.int32)


def _ratings(values: Any) -> NDArray[np.float32]:
    return np.asarray([np.nan if value is None else value for value in values], dtype=np.float32)


def _join_codes(old: Codes, new: Codes, keep: NDArray[np.bool_]) -> Codes:
    sizes = np.diff(old.starts)
    kept = old.values[np.repeat(keep, sizes)]
    all_sizes = np.concatenate([sizes[keep], np.diff(new.starts)])
    return Codes(np.concatenate([[0], np.cumsum(all_sizes)]), np.concatenate([kept, new.values]))
