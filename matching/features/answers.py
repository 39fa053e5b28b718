"""What each side answered to each interaction, as labels: yes, no, or nothing said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from graph.domain.answers import Answer
from graph.domain.kinds import ENDS, GOOD_ENDS, Outcome
from graph.domain.states.requests import RequestState
from graph.entities.profile import InteractionRecord

Rows = NDArray[np.int64]
# Where fewer of the requests that were answered or expired have an answer, answers were not noted.
_LEAST_ANSWERED = 0.3
# Where providers answered only those who asked, next to none of their answers stands beside a seeker's no.
_LEAST_BESIDE_NO, _FEW = 0.1, 5

_WELL: dict[Outcome, float] = {end: float(end in GOOD_ENDS) for end in ENDS}
_SAID: dict[Answer, float] = {Answer.ACCEPTED: 1.0, Answer.DECLINED: 0.0}


def outcome_of(record: InteractionRecord) -> float:
    """How well it went, 0 to 1: the end and the seeker's rating, the mean where both are known; NaN where neither."""
    parts = [_WELL[record.outcome]] if record.outcome in _WELL else []
    if record.rating_by_seeker is not None:
        parts.append((record.rating_by_seeker - 1) / 4)
    return sum(parts) / len(parts) if parts else float("nan")


def answers_of(records: Sequence[InteractionRecord], asks: Rows) -> dict[str, NDArray[np.float64]]:
    """By head what each interaction answers; `asks` numbers their requests."""
    return {
        "seeker": _with_passed_over(records, asks, _seekers_answers(records)),
        "provider": _answers(item.provider_decision for item in records),
        "outcome": np.asarray([outcome_of(item) for item in records], dtype=np.float64),
    }


def silent_of(records: Sequence[InteractionRecord], expire_after_days: int) -> NDArray[np.bool_]:
    """Which requests expired without an answer, as far as the records go; none where answers were hardly noted.

    A request of the last days may yet be answered, and one without a day may be of those.
    """
    days = [item.decided_on or item.proposed_on for item in records]
    last = max((day for day in days if day is not None), default=date.min)
    asked = [item.seeker_decision == Answer.ACCEPTED and item.state != RequestState.WITHDRAWN for item in records]
    open_ones = [item.provider_decision == Answer.NONE and item.outcome == Outcome.NONE for item in records]
    wait = timedelta(days=expire_after_days)
    expired = [item.proposed_on is not None and asked_on(item) + wait <= last for item in records]
    silent = np.asarray(asked, dtype=np.bool_) & np.asarray(open_ones, dtype=np.bool_)
    silent &= np.asarray(expired, dtype=np.bool_)
    answered = sum(item.provider_decision != Answer.NONE for item in records)
    noted = any(item.provider_decision == Answer.DECLINED for item in records)
    if not noted or answered < _LEAST_ANSWERED * (answered + silent.sum()):
        return np.zeros(len(records), dtype=np.bool_)
    return silent


def answer_at_once(records: Sequence[InteractionRecord]) -> bool:
    """Whether both sides answer by themselves (after a meeting, in a speed round), and not the provider to a seeker who
    asked: providers answered beside a no, too."""
    answered = [one for one in records if one.provider_decision != Answer.NONE]
    beside_no = sum(one.seeker_decision == Answer.DECLINED and not _is_withdrawn(one) for one in answered)
    return beside_no > max(_FEW, _LEAST_BESIDE_NO * len(answered))


def _is_withdrawn(record: InteractionRecord) -> bool:
    return record.state == RequestState.WITHDRAWN


def asked_on(record: InteractionRecord) -> date:
    """When the provider was asked, as far as that is known."""
    return record.asked_on or record.proposed_on or record.decided_on or date.min


def said_on(records: Sequence[InteractionRecord], asks: Rows, said: NDArray[np.float64]) -> Rows:
    """From which day on each seeker's answer was known: a yes from the asking, a no from the refusal, being passed over
    from the first choice of the same list."""
    shown = [item.proposed_on or item.decided_on or date.min for item in records]
    refused = [item.decided_on or day for item, day in zip(records, shown, strict=True)]
    days = np.asarray([day.toordinal() for day in shown], dtype=np.int64)
    asked = np.asarray([asked_on(item).toordinal() for item in records], dtype=np.int64)
    first = np.full(int(asks.max(initial=-1)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(first, asks[said == 1], asked[said == 1])
    declined = np.asarray([item.seeker_decision == Answer.DECLINED for item in records], dtype=np.bool_)
    found = np.where(said == 1, asked, days)
    found = np.where(declined, [day.toordinal() for day in refused], found)
    passed = (said == 0) & ~declined
    return np.maximum(days, np.where(passed, first[asks], found)).astype(np.int64)


def _seekers_answers(records: Sequence[InteractionRecord]) -> NDArray[np.float64]:
    """What seekers said; who took a request back had chosen, and says nothing of it any more."""
    taken_back = [_is_withdrawn(item) and item.seeker_decision == Answer.DECLINED for item in records]
    said = _answers(item.seeker_decision for item in records)
    return np.where(np.asarray(taken_back, dtype=np.bool_), np.nan, said)


def _with_passed_over(
    records: Sequence[InteractionRecord], asks: Rows, said: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Somebody who was shown and passed over, while others of the same list were chosen, counts as a no."""
    chosen = np.zeros(int(asks.max(initial=-1)) + 1, dtype=np.bool_)
    chosen[asks[said == 1]] = True
    silent = [item.seeker_decision == item.provider_decision == Answer.NONE and bool(item.need_id) for item in records]
    passed = np.asarray(silent, dtype=np.bool_) & chosen[asks]
    return np.where(passed, 0.0, said)


def _answers(values: Iterable[Answer]) -> NDArray[np.float64]:
    return np.asarray([_SAID.get(value, np.nan) for value in values], dtype=np.float64)


def numbers(values: Iterable[float | None]) -> NDArray[np.float64]:
    """Numbers, NaN for None."""
    return np.asarray([np.nan if value is None else value for value in values], dtype=np.float64)


def tuples(values: Sequence[tuple[float, ...]]) -> NDArray[np.object_]:
    """(n,) tuples, each as it is."""
    return np.fromiter(values, dtype=np.object_, count=len(values))
