"""Requests and new answers of an evaluation window."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.domain.kinds import Kind
from graph.entities.profile import InteractionRecord
from matching.features.answers import answers_of, silent_of
from matching.features.cases import Setting
from matching.sources.records import RecordSource

Values = NDArray[np.float64]


def records_of(source: RecordSource, kind: Kind, cutoff: date, until: date) -> list[InteractionRecord]:
    """What was proposed or answered from the cut-off on, as it was known when `until` began."""
    records = source.before(until).interactions_of(kind.name)
    return [record for record in records if (record.decided_on or record.proposed_on or date.min) >= cutoff]


def wanted_of(records: list[InteractionRecord]) -> list[tuple[str, str | None]]:
    """Who asked for what in the window: (seeker, need), each once."""
    return list(dict.fromkeys((record.seeker_id, record.need_id) for record in records))


def answers_told(records: list[InteractionRecord], asks: NDArray[np.int64], setting: Setting) -> dict[str, Values]:
    """The new answers by head; a request that expired is a no, as where the heads learn."""
    answers = new_answers(records, asks, setting)
    return answers | {"provider": np.where(silent_of(records, setting.expire_after_days), 0.0, answers["provider"])}


def new_answers(records: list[InteractionRecord], asks: NDArray[np.int64], setting: Setting) -> dict[str, Values]:
    """The answers, but for those of seekers that were given before the window began."""
    answers = answers_of(records, asks)
    earlier = np.asarray([(item.proposed_on or date.max) < setting.as_of for item in records], dtype=np.bool_)
    return answers | {"seeker": np.where(earlier, np.nan, answers["seeker"])}
