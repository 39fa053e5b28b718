"""Engagements as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
Days = NDArray[np.int64]


@dataclass(frozen=True)
class Engagements:
    """Engagements, the earliest first: rows of the seeker and the provider, the day, the amount (NaN unknown)."""

    seekers: Rows
    providers: Rows
    days: Days
    amounts: NDArray[np.float64]

    def where(self, mask: NDArray[np.bool_]) -> Engagements:
        """Some of them."""
        return Engagements(self.seekers[mask], self.providers[mask], self.days[mask], self.amounts[mask])
