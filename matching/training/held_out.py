"""Held-out requests a candidate is evaluated on: the latest agreed ones, among those shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from graph.domain.answers import Answer
from graph.domain.kinds import Kind
from graph.domain.states.requests import RequestState
from graph.entities.profile import InteractionRecord
from matching.features.cases import ALL_FOLDS, Cases, Setting
from matching.sources.records import RecordSource

AskKey = tuple[str, str | None]
# The latest fifth of what both sides said yes to is held out.
_SHARE = 0.2
_MOST_ASKS = 300
_MOST_OTHERS = 300
_SEED = 20261122


@dataclass(frozen=True)
class Request:
    """A held-out request: its day, with whom both sides agreed, and who else was shown for it.

    `others` is None where nobody noted who was shown: then everybody else stands for them. Who was asked and had no
    time to answer (the place was filled first) is in neither.
    """

    ask: AskKey
    day: date
    agreed: frozenset[str]
    others: frozenset[str] | None


@dataclass(frozen=True)
class HeldOut:
    """The requests from a day on."""

    day: date
    requests: tuple[Request, ...]


def held_out(source: RecordSource, kind: Kind, known_until: date | None = None) -> HeldOut | None:
    """The latest requests on which both sides agreed, all made after `known_until`; None where there are too few days
    to hold any out.

    Somebody who was never shown never answered: to rank them low is no merit, and to rank them high no fault. Where
    showings were noted, only those are compared, and a request of which all who were shown agreed tells nothing.
    """
    records = source.interactions_of(kind.name)
    agreed = [one for one in records if _is_agreed(one)]
    every = sorted(_day(one) for one in agreed)
    if len(set(every)) < 2:
        return None
    day = max(every[int(len(every) * (1 - _SHARE))], sorted(set(every))[1])
    if known_until is not None:
        day = max(day, known_until + timedelta(days=1))
    are_noted = any(one.seeker_decision != Answer.ACCEPTED for one in records)
    requests = [_request(ask, own, are_noted=are_noted) for ask, own in _by_ask(records, day).items()]
    chosen = [one for one in requests if one.agreed and (one.others is None or one.others)]
    if len(chosen) > _MOST_ASKS:
        drawn = np.random.default_rng(_SEED).choice(len(chosen), _MOST_ASKS, replace=False)
        chosen = [chosen[at] for at in sorted(drawn)]
    return HeldOut(day, tuple(chosen)) if chosen else None


def cases_of(setting: Setting, request: Request) -> tuple[Cases, int]:
    """(one request as of its day: those who agreed first, then the others; how many agreed)."""
    row = setting.ask_rows[request.ask]
    known = _rows(setting, request.agreed)
    if request.others is not None:
        others = _rows(setting, request.others)
    else:
        others = np.setdiff1d(np.arange(len(setting.providers)), known)
    if len(others) > _MOST_OTHERS:
        others = np.sort(np.random.default_rng(_SEED + row).choice(others, _MOST_OTHERS, replace=False))
    rows = np.concatenate([known, others])
    days = np.full(len(rows), request.day.toordinal())
    return Cases(np.full(len(rows), row), rows, days, np.full(len(rows), ALL_FOLDS)), len(known)


def _by_ask(records: list[InteractionRecord], since: date) -> Mapping[AskKey, list[InteractionRecord]]:
    found: dict[AskKey, list[InteractionRecord]] = defaultdict(list)
    for one in records:
        if _day(one) >= since:
            found[one.seeker_id, one.need_id].append(one)
    return dict(sorted(found.items(), key=lambda item: str(item[0])))


def _request(ask: AskKey, records: list[InteractionRecord], *, are_noted: bool) -> Request:
    hits = [one for one in records if _is_agreed(one)]
    agreed = frozenset(one.provider_id for one in hits)
    others = frozenset(one.provider_id for one in records if not _is_open(one)) - agreed if are_noted else None
    return Request(ask, min(map(_day, hits), default=date.max), agreed, others)


def _rows(setting: Setting, ids: frozenset[str]) -> NDArray[np.int64]:
    return np.asarray([setting.provider_rows[name] for name in sorted(ids) if name in setting.provider_rows], np.int64)


def _is_agreed(record: InteractionRecord) -> bool:
    return record.seeker_decision == record.provider_decision == Answer.ACCEPTED and record.proposed_on is not None


def _is_open(record: InteractionRecord) -> bool:
    """Whether somebody was asked whose answer nobody knows, nor will."""
    return record.state in (RequestState.WITHDRAWN, RequestState.ASKED) and record.seeker_decision == Answer.ACCEPTED


def _day(record: InteractionRecord) -> date:
    return record.proposed_on or date.min
