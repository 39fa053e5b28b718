"""The columns of the learned line of relevance: what a need asks beside what each provider has done and names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from graph.domain.help_areas import FoundBy
from graph.entities.profile import ProfileRecord
from matching.index.profiles import stage_bits
from matching.index.provider_index import EVERYBODY, ProviderIndex, Rows
from matching.relevance.evidence import AskedFor, Evidence, Question
from matching.sources.base import NeedRecord

Matrix = NDArray[np.float32]


def question_of(need: NeedRecord) -> Question | None:
    """What a need asks in words; None where it has none."""
    title, description = need.title.strip(), need.description.strip()
    if not title and not description:
        return None
    is_chosen = need.help_areas_found == FoundBy.CHOSEN
    return Question(title or description, description if title else "", need.topics, need.help_areas, is_chosen)


def relevance_columns(
    need: NeedRecord,
    startup: ProfileRecord,
    asked: AskedFor,
    index: ProviderIndex,
    evidence: Sequence[Evidence],
    rows: Rows = EVERYBODY,
) -> Matrix:
    """(rows of the index, matching.relevance.line.COLUMNS); NaN where the need does not say.

    `evidence` has a row for each of the index, in its order, in one part or several. A need without fields or stage has
    those of its startup.
    """
    industries = index.tags.codes(need.industries or startup.industries, ())
    topics = index.tags.codes((), need.topics)
    named = _of_own_tags(index, np.ones(len(index.tags), dtype=np.float32))
    shared = _of_own_tags(index, _weights(index, [*industries, *topics]))
    tags = shared / np.sqrt(np.maximum(named, 1))
    field = _of_own_tags(index, _weights(index, industries)) > 0
    wanted = stage_bits([need.stage] if need.stage else startup.stages)
    stage = (index.stages & wanted) != 0
    unknown = np.full(index.count, np.nan, dtype=np.float32)
    own = [
        tags if industries or topics else unknown,
        field if industries else unknown,
        stage if wanted else unknown,
    ]
    told = np.vstack([part.columns(asked) for part in _taken(evidence, rows)])
    return np.column_stack([told, *(column[rows] for column in own)]).astype(np.float32)


def _taken(parts: Sequence[Evidence], rows: Rows) -> Iterator[Evidence]:
    """The rows of each part, ascending over all of them."""
    if isinstance(rows, slice):
        yield from parts
        return
    start = 0
    for part in parts:
        yield part.take(rows[(rows >= start) & (rows < start + len(part))] - start)
        start += len(part)


def _of_own_tags(index: ProviderIndex, weights: Matrix) -> Matrix:
    """The sum of weights over the tags that each provider names, not those these lie in."""
    return np.concatenate([part.own_tags.sums(weights) for part in index.parts])


def _weights(index: ProviderIndex, codes: list[int]) -> Matrix:
    weights = np.zeros(len(index.tags), dtype=np.float32)
    weights[codes] = 1
    return weights
