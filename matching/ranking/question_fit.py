"""Fit: how well what each provider has done answers a question; and the order that follows from it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graph.entities.profile import ProfileRecord
from matching.features.relevance import question_of, relevance_columns
from matching.index.provider_index import ProviderIndex
from matching.relevance.encoder import SentenceEncoder
from matching.relevance.evidence import asked_for, evidence_of
from matching.relevance.line import BANDS, Line, shipped_line
from matching.relevance.reference import Reference, shipped_reference
from matching.sources.base import NeedRecord

Values = NDArray[np.float64]
# Among those of one fit word, what the chance of a yes counts beside the fit.
_CHANCE_SHARE = 0.3


class QuestionFit:
    """The providers of an index, read once, beside any question."""

    def __init__(
        self,
        providers: Sequence[ProfileRecord],
        index: ProviderIndex,
        encoder: SentenceEncoder,
        line: Line | None = None,
        reference: Reference | None = None,
    ) -> None:
        """`providers` in the order of the index; `line`, `reference`: those that ship, unless others are given."""
        self.line = line or shipped_line()
        self._reference = reference or shipped_reference()
        self._index, self._encoder = index, encoder
        self._evidence = evidence_of(providers, encoder, self._reference)

    def of(self, need: NeedRecord, startup: ProfileRecord) -> Values | None:
        """(providers,) 0 to 1; None where the need asks nothing in words."""
        question = question_of(need)
        if question is None:
            return None
        asked = asked_for(question, self._encoder, self._reference)
        return self.line.fit(relevance_columns(need, startup, asked, self._index, self._evidence))


def order_of(fit: Values, chance: Values, *, knows_answers: bool, line: Line | None = None) -> Values:
    """What a page is ordered by, 0 to 1: the fit; among those of one fit word the chance of a yes counts too, once it
    is known from answers. Nobody passes anybody of a better word."""
    if not knows_answers or not len(fit):
        return fit
    line = line or shipped_line()
    floors = [0.0, *(line.floors[name] for name in reversed(BANDS)), 1.0]
    band = np.clip(np.searchsorted(floors, fit, side="right") - 1, 0, len(floors) - 2)
    low, high = np.asarray(floors)[band], np.asarray(floors)[band + 1]
    within = (fit - low) / (high - low)
    likely = chance / max(float(chance.max()), 1e-9)
    mixed = (1 - _CHANCE_SHARE) * within + _CHANCE_SHARE * likely
    return np.asarray(low + (high - low) * np.minimum(mixed, 1 - 1e-6), dtype=np.float64)
