"""Past proposals as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.domain.answers import Answer
from graph.domain.kinds import ENDS, GOOD_ENDS
from graph.domain.reasons import DeclineReason
from graph.domain.states.requests import RequestState
from graph.entities.profile import InteractionRecord
from matching.index.arrays import Codes, day_number
from matching.index.profiles import stage_bits
from matching.index.tags import Tags

_YES: dict[str, int] = {Answer.ACCEPTED: 1, Answer.DECLINED: 0}
_WELL: dict[str, int] = {end: int(end in GOOD_ENDS) for end in ENDS}


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
        withdrawn=_flags(record.state == RequestState.WITHDRAWN for record in records),
        wrong_field=_flags(record.decline_reason == DeclineReason.WRONG_FIELD for record in records),
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


def _asked_on(record: InteractionRecord) -> date | None:
    if record.asked_on is not None:
        return record.asked_on
    return record.proposed_on if record.seeker_decision == Answer.ACCEPTED else None


def _ids(values: Any) -> NDArray[np.bytes_]:
    encoded = [value.encode() for value in values]
    return np.asarray(encoded, dtype=np.bytes_) if encoded else np.zeros(0, dtype="S1")


def _flags(values: Iterable[bool]) -> NDArray[np.bool_]:
    return np.asarray(list(values), dtype=np.bool_)


def _days(values: Any) -> NDArray[np.int32]:
    return np.asarray([day_number(value) for value in values], dtype=np.int32)


def _ratings(values: Any) -> NDArray[np.float32]:
    return np.asarray([np.nan if value is None else value for value in values], dtype=np.float32)


def _join_codes(old: Codes, new: Codes, keep: NDArray[np.bool_]) -> Codes:
    sizes = np.diff(old.starts)
    kept = old.values[np.repeat(keep, sizes)]
    all_sizes = np.concatenate([sizes[keep], np.diff(new.starts)])
    return Codes(np.concatenate([[0], np.cumsum(all_sizes)]), np.concatenate([kept, new.values]))
