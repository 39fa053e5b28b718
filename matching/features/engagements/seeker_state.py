"""Recency, frequency and amount of a seeker's engagements at any moment."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matching.features.engagements.engagement_arrays import Engagements

_STEP = 10**7
_YEAR = 365.25
# Edges of the segments of pause, in years; those of amounts are the fifths of all that is known.
_PAUSES = np.asarray([0.5, 1.0, 1.75, 3.0])
_FIFTHS = (0.2, 0.4, 0.6, 0.8)
_MOST_ROUNDS = 4
State = dict[str, NDArray[np.float64]]


@dataclass(frozen=True)
class SeekerStates:
    """A round is all that one seeker engaged in on one day. `keys` are seeker * 10^7 + day, sorted; `amounts` the
    largest known of each round; `joined` how many providers came in up to and with each round."""

    keys: NDArray[np.int64]
    amounts: NDArray[np.float64]
    joined: NDArray[np.int64]
    edges: NDArray[np.float64]
    seekers: int

    @classmethod
    def of(cls, events: Engagements, seekers: int) -> SeekerStates:
        """Gather rounds."""
        keys, place, sizes = np.unique(events.seekers * _STEP + events.days, return_inverse=True, return_counts=True)
        amounts = np.full(len(keys), np.nan)
        np.fmax.at(amounts, place, events.amounts)
        logs = np.log(amounts[~np.isnan(amounts)])
        edges = np.quantile(logs, _FIFTHS) if len(logs) else np.zeros(len(_FIFTHS))
        return cls(keys, amounts, np.cumsum(sizes), edges, seekers)

    def before(self, seekers: NDArray[np.int64], days: NDArray[np.int64]) -> State:
        """The state of seekers when their days began.

        `rounds` so far, years of `pause` since the last one and of `age` since the first, log of the last amount
        (`amount`) and of all (`raised`), `providers` so far; NaN where there was no round.
        """
        start = np.searchsorted(self.keys, seekers * _STEP)
        end = np.searchsorted(self.keys, seekers * _STEP + days)
        rounds, has = end - start, end > start
        last, first = np.maximum(end - 1, 0), np.minimum(start, max(len(self.keys) - 1, 0))
        if len(self.keys) == 0:
            nothing = np.full(len(seekers), np.nan)
            return {"rounds": rounds.astype(float), **dict.fromkeys(("pause", "age", "amount", "raised"), nothing),
                    "providers": np.zeros(len(seekers))}  # fmt: skip
        sums = np.concatenate([[0.0], np.cumsum(np.nan_to_num(self.amounts))])
        joined = np.concatenate([[0], self.joined])
        return {
            "rounds": rounds.astype(np.float64),
            "pause": np.where(has, (days - self.keys[last] % _STEP) / _YEAR, np.nan),
            "age": np.where(has, (days - self.keys[first] % _STEP) / _YEAR, np.nan),
            "amount": np.where(has, np.log(self.amounts[last]), np.nan),
            "raised": np.log1p(sums[end] - sums[start]),
            "providers": (joined[end] - joined[start]).astype(np.float64),
        }

    def at(self, day: int) -> State:
        """The state of all seekers when a day began."""
        rows = np.arange(self.seekers)
        return self.before(rows, np.full(self.seekers, day))

    def families(self, state: State) -> dict[str, sparse.csr_matrix]:
        """States as families of segments, each a sparse (rows, segments) matrix."""
        return {
            "rounds": _one_hot(np.minimum(state["rounds"], _MOST_ROUNDS), _MOST_ROUNDS + 1),
            "pause": _one_hot(_binned(state["pause"], _PAUSES), len(_PAUSES) + 1),
            "amount": _one_hot(_binned(state["amount"], self.edges), len(self.edges) + 1),
        }


def _binned(values: NDArray[np.float64], edges: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(np.isnan(values), np.nan, np.digitize(np.nan_to_num(values), edges))


def _one_hot(codes: NDArray[np.float64], size: int) -> sparse.csr_matrix:
    rows = np.flatnonzero(~np.isnan(codes))
    ones = np.ones(len(rows), dtype=np.float32)
    return sparse.csr_matrix((ones, (rows, codes[rows].astype(np.int64))), shape=(len(codes), size))
