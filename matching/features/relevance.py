"""The columns of the learned line of relevance: what a need asks beside what each provider has done and names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from graph.domain.help_areas import FoundBy
from graph.entities.profile import ProfileRecord
from matching.index.profiles import stage_bits
from matching.index.provider_index import EVERYBODY, ProviderIndex, Rows
from matching.relevance.evidence import COLUMNS as OF_TEXTS
from matching.relevance.evidence import AskedFor, Evidence, Question
from matching.relevance.line import OF_SETTING
from matching.sources.base import NeedRecord

Matrix = NDArray[np.float32]
# Of less of a question nobody is found among very many.
_LEAST_SHARE = 0.02


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
    told = np.vstack([part.columns(asked) for part in _taken(evidence, rows)])
    return np.column_stack([told, *_setting(need, startup, index, rows)]).astype(np.float32)


def cheap_columns(
    need: NeedRecord, startup: ProfileRecord, asked: AskedFor, index: ProviderIndex, evidence: Sequence[Evidence]
) -> dict[str, Matrix]:
    """(providers,) by name: the same of everybody but for what single passages mean, which takes long to look up."""
    areas = [part.area_columns(asked, _LEAST_SHARE) for part in evidence]
    setting = _setting(need, startup, index, EVERYBODY)
    known = [*(np.concatenate(columns) for columns in zip(*areas, strict=True)), *setting]
    return dict(zip((*OF_TEXTS[:2], *OF_SETTING), known, strict=True))


def _setting(need: NeedRecord, startup: ProfileRecord, index: ProviderIndex, rows: Rows) -> list[Matrix]:
    """Whether tags, field and stage are those of who asks."""
    industries = index.tags.codes(need.industries or startup.industries, ())
    topics = index.tags.codes((), need.topics)
    shared = index.own_tag_scores(_weights(index, [*industries, *topics]), rows)
    tags = shared / np.sqrt(np.maximum(index.own_tag_counts(rows), 1))
    field = index.own_tag_scores(_weights(index, industries), rows) > 0
    wanted = stage_bits([need.stage] if need.stage else startup.stages)
    stage = (index.stages[rows] & wanted) != 0
    unknown = np.full(len(tags), np.nan, dtype=np.float32)
    known = [(tags, industries or topics), (field, industries), (stage, wanted)]
    return [column.astype(np.float32) if is_known else unknown for column, is_known in known]


def _taken(parts: Sequence[Evidence], rows: Rows) -> Iterator[Evidence]:
    """The rows of each part, ascending over all of them."""
    if isinstance(rows, slice):
        yield from parts
        return
    start = 0
    for part in parts:
        yield part.take(rows[(rows >= start) & (rows < start + len(part))] - start)
        start += len(part)


def _weights(index: ProviderIndex, codes: list[int]) -> Matrix:
    weights = np.zeros(len(index.tags), dtype=np.float32)
    weights[codes] = 1
    return weights
