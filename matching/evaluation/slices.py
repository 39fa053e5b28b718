"""Seeker slices over which a ranking is evaluated separately."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from matching.features.engagements.engagement_arrays import Rows
from matching.features.engagements.population import Population, PopulationSnapshot

Mask = NDArray[np.bool_]
_MOST = 8


def slices_of(population: Population, snapshot: PopulationSnapshot, seekers: Rows) -> dict[str, Mask]:
    """By label the seekers in it: newcomers, the largest industries, topics, countries and regions."""
    past = np.diff(snapshot.past.indptr)[seekers] > 0
    found: dict[str, Mask] = {"newcomer": ~past, "returning": past}
    records = [population.seekers[int(row)] for row in seekers]
    values_of: dict[str, list[tuple[str, ...]]] = {
        "industry": [record.industries for record in records],
        "topic": [record.topics for record in records],
        "country": [(record.country,) if record.country else () for record in records],
        "region": [(record.region,) if record.region else () for record in records],
    }
    for label, values in values_of.items():
        counts = Counter(value for row in values for value in row)
        for value, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST]:
            found[f"{label}:{value}"] = np.asarray([value in row for row in values], dtype=np.bool_)
    return found
