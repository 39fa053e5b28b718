"""The help area that a question is about where none of its words tells: by what it means."""

from __future__ import annotations

import numpy as np

from graph.taxonomy import load
from matching.relevance.encoder import SentenceEncoder
from matching.relevance.evidence import Question, asked_for
from matching.relevance.reference import Reference, unit

# The area must hold so much of the question, and the question lie so near its direction: a greeting does not.
_MOSTLY, _NEAR = 0.5, 0.28


def clearest_area(question: Question, encoder: SentenceEncoder, reference: Reference) -> str | None:
    """The code of the one area that a question is clearly about; None where there is none, or words alone are read."""
    asked = asked_for(question, encoder, reference)
    if np.isnan(asked.shares).any():
        return None
    best = int(asked.shares.argmax())
    parts = unit(np.asarray([asked.title, asked.description]) - reference.centre)
    near = float((parts @ reference.areas[best]).max())
    is_clear = asked.shares[best] >= _MOSTLY and near >= _NEAR
    return list(load().help_areas.terms)[best] if is_clear else None
