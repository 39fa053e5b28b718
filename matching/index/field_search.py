"""Finds providers by a field or topic that they name, in either language."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.taxonomy import load
from matching.index.name_search import match_of
from matching.index.provider_index import ProviderIndex
from matching.index.tags import INDUSTRY, topic_key
from matching.results import FieldMatch

_SHORTEST = 2
"""Letters of an alphabet that say something; one character of Chinese does."""


def find_by_field(index: ProviderIndex, text: str, limit: int, hidden: NDArray[np.bool_] | None = None) -> FieldMatch:
    """At most `limit` living providers whose fields or topics hold `text`, those who name most of them first."""
    codes = matching_codes(index, text)
    if not codes:
        return FieldMatch()
    weights = np.zeros(len(index.tags), dtype=np.float32)
    weights[codes] = 1
    scores = np.where(index.alive, index.tag_scores(weights), 0)
    if hidden is not None:
        scores = np.where(hidden, 0, scores)
    rows = np.flatnonzero(scores > 0)
    best = rows[np.argsort(-scores[rows], kind="stable")][:limit]
    carried = [code for code in codes if index.tag_count(code)]
    return FieldMatch(
        tuple(index.tags.labels[code] for code in carried), tuple(match_of(index, int(row)) for row in best)
    )


def matching_codes(index: ProviderIndex, text: str) -> list[int]:
    """The tags whose name holds the text, and the one that the official lists know by it."""
    wanted = text.strip().lower()
    if len(wanted) < _SHORTEST and wanted.isascii():
        return []
    codes = {
        code for code, label in enumerate(index.tags.labels) if wanted in label.en.lower() or wanted in label.zh.lower()
    }
    industry = load().industry_for(text)
    keys = [topic_key(wanted), *([INDUSTRY + industry] if industry else [])]
    return sorted(codes | {index.tags.code_of[key] for key in keys if key in index.tags.code_of})
