"""The help areas that a question is about where none of its words tells: by what it means."""

from __future__ import annotations

import numpy as np

from graph.taxonomy import load
from matching.relevance.encoder import SentenceEncoder
from matching.relevance.evidence import Question, asked_for
from matching.relevance.reference import Reference, unit

# The first area must hold so much of the question, and the question lie so near its direction: a greeting does not.
# Of what held-back examples of the areas ask, three in ten then get a suggestion, and more than half of those the right
# one; where the first is not clear, the second stands beside it.
_LIKELY, _NEAR = 0.35, 0.25
_CLEAR = 0.5


def likely_areas(question: Question, encoder: SentenceEncoder, reference: Reference) -> list[str]:
    """The codes of the area or the two that a question is likely about; none where words alone are read."""
    asked = asked_for(question, encoder, reference)
    if np.isnan(asked.shares).any():
        return []
    first, second = (int(at) for at in np.argsort(-asked.shares, kind="stable")[:2])
    parts = unit(np.asarray([asked.title, asked.description]) - reference.centre)
    near = float((parts @ reference.areas[first]).max())
    if asked.shares[first] < _LIKELY or near < _NEAR:
        return []
    codes = list(load().help_areas.terms)
    return [codes[first]] if asked.shares[first] >= _CLEAR else [codes[first], codes[second]]
