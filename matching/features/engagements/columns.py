"""All engagement features before a cut-off, as blocks of seekers by established providers."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from matching.features.engagements.activity import Activity
from matching.features.engagements.cooccurrence import Cooccurrence
from matching.features.engagements.engagement_arrays import Rows
from matching.features.engagements.lifts import Lifts
from matching.features.engagements.population import PopulationSnapshot, SeekerBatch

Block = NDArray[np.float32]
# A block of seekers holds about so many numbers in all.
_BLOCK = 60_000_000
_COLUMNS = 90
# The lists whose union is ranked: a short one of each kind of evidence.
LISTS = (
    "naive_bayes",
    "naive_bayes_all",
    "ease",
    "ease_recent",
    "together",
    "together_recent",
    "together_cosine",
    "factors",
    "count_country_field_1.5",
    "count_country_1.5",
    "lift_country_field_1.5",
    "activity_1.0",
)
LIST_LENGTH = 120


class Collective:
    """What a snapshot says about pairs. Nothing dated on the snapshot's day or later is in it."""

    def __init__(self, snapshot: PopulationSnapshot) -> None:
        self.snapshot = snapshot
        self.parts = (Lifts(snapshot), Cooccurrence(snapshot), Activity(snapshot))

    def columns(self, view: SeekerBatch) -> dict[str, Block]:
        """Each named column as an (m, established) float32 block."""
        return {name: column for part in self.parts for name, column in part.columns(view)}

    def blocks(self, seekers: Rows) -> Iterator[tuple[Rows, SeekerBatch, dict[str, Block]]]:
        """Many seekers, some at a time, so that memory stays flat."""
        step = max(1, _BLOCK // max(1, _COLUMNS * self.snapshot.size))
        for start in range(0, len(seekers), step):
            rows = seekers[start : start + step]
            view = self.snapshot.view(rows)
            yield rows, view, self.columns(view)


def retrieve(columns: dict[str, Block], has: NDArray[np.bool_], length: int = LIST_LENGTH) -> NDArray[np.bool_]:
    """(m, n): who is among the best `length` of any list, but for those whom the seeker has (`has`)."""
    found = np.zeros(has.shape, dtype=np.bool_)
    length = min(length, has.shape[1])
    for name in LISTS:
        worth = np.where(has | np.isnan(columns[name]), -np.inf, columns[name])
        best = np.argpartition(-worth, length - 1, axis=1)[:, :length]
        np.put_along_axis(found, best, values=True, axis=1)
    return found & ~has
