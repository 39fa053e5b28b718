"""Ranks of the hits under each ranker, over the same seekers and providers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.evaluation.scorers import Scorer
from matching.features.engagements.columns import Collective
from matching.features.engagements.engagement_arrays import Engagements, Rows
from matching.features.engagements.population import SeekerBatch
from matching.training.engagement_model import hit_mask

Block = NDArray[np.float32]
NOWHERE = 10**6
Random = np.random.Generator


def _random(columns: Mapping[str, Block], rng: Random) -> Block:
    return rng.random(next(iter(columns.values())).shape, dtype=np.float32)


def _column(name: str, tie: str = "activity_all") -> Callable[[Mapping[str, Block], Random], Block]:
    def worth(columns: Mapping[str, Block], rng: Random) -> Block:  # noqa: ARG001 - every rule is given it
        # Ties, and seekers of whom the rule knows nothing, go by popularity.
        return np.nan_to_num(columns[name]) + np.float32(1e-4) * columns[tie]

    return worth


# Rules that need no learning, by the name under which a report shows them.
RULES: dict[str, Callable[[Mapping[str, Block], Random], Block]] = {
    "random": _random,
    "popularity": _column("activity_all"),
    "popularity_in_field": _column("count_field_all"),
    "popularity_in_field_and_country": _column("count_country_field_all"),
    "shared_seekers": _column("together"),
    "ease": _column("ease"),
}


@dataclass(frozen=True)
class Placed:
    """The hits of one ranking: place from 0 (NOWHERE where it is not listed), and the seeker's number."""

    ranks: Rows
    seekers: Rows


@dataclass(frozen=True)
class Lists:
    """By model where the hits stand, who is seen how often and the seconds; of the learned model the `rankings` (seeker
    row, columns, log-odds), best first, and its log-odds with the truth over all whom it lists."""

    placed: dict[str, Placed]
    rankings: list[tuple[int, Rows, Block]]
    odds: Block
    engaged: NDArray[np.bool_]
    seen: dict[str, NDArray[np.int64]]
    seconds: dict[str, float]


class _Collected:
    """What is gathered block by block."""

    def __init__(self, names: Sequence[str], size: int) -> None:
        self.ranks: dict[str, list[Rows]] = {name: [] for name in names}
        self.seen = {name: np.zeros(size, dtype=np.int64) for name in names}
        self.seconds = dict.fromkeys(names, 0.0)
        self.numbers: list[Rows] = []
        self.rankings: list[tuple[int, Rows, Block]] = []
        self.odds: list[Block] = []
        self.truths: list[NDArray[np.bool_]] = []

    def place(self, name: str, worth: Block, pairs: tuple[Rows, Rows], top: int) -> Rows:
        """Note where the hits stand; gives the order of the columns."""
        order = np.argsort(-worth, axis=1, kind="stable")
        places = np.empty_like(order)
        np.put_along_axis(places, order, np.arange(order.shape[1])[np.newaxis, :], axis=1)
        self.ranks[name].append(np.where(np.isfinite(worth[pairs]), places[pairs], NOWHERE))
        self.seen[name] += np.bincount(order[:, :top].ravel(), minlength=len(self.seen[name]))
        return order

    def keep(self, rows: Rows, worth: Block, order: Rows, engaged: NDArray[np.bool_], length: int) -> None:
        """The learned model's own lists, and what it said of everybody on them."""
        listed = np.isfinite(worth)
        self.odds.append(worth[listed])
        self.truths.append(engaged[listed])
        for number, row in enumerate(rows):
            best = order[number, : min(length, int(listed[number].sum()))]
            self.rankings.append((int(row), best, worth[number, best]))


def place_hits(
    collective: Collective,
    scorers: Sequence[Scorer],
    hits: Engagements,
    seekers: Rows,
    *,
    length: int,
    top: int = 20,
    progress: Callable[[int], None] = lambda _: None,
) -> Lists:
    """Rank every established provider, but those whom the seeker has, for each seeker. Ties go by id."""
    rng = np.random.default_rng(0)
    names = [*RULES, *(name for scorer in scorers for name in scorer.names)]
    found = _Collected(names, collective.snapshot.size)
    for rows, view, columns in collective.blocks(seekers):
        has = view.closed
        engaged = hit_mask(hits, rows, has.shape)
        at, to = np.nonzero(engaged)
        found.numbers.append(np.searchsorted(seekers, rows[at]))
        for name, worth, seconds in _worths(rows, view, columns, scorers, rng):
            began, open_ones = time.perf_counter(), np.where(has, np.float32(-np.inf), worth)
            order = found.place(name, open_ones, (at, to), top)
            if name == "learned":
                found.keep(rows, open_ones, order, engaged, length)
            found.seconds[name] += seconds + time.perf_counter() - began
        progress(int(np.searchsorted(seekers, rows[-1])) + 1)
    seeker_of = np.concatenate(found.numbers)
    placed = {name: Placed(np.concatenate(ranks), seeker_of) for name, ranks in found.ranks.items()}
    odds, truths = np.concatenate(found.odds), np.concatenate(found.truths)
    return Lists(placed, found.rankings, odds, truths, found.seen, found.seconds)


def _worths(
    rows: Rows, view: SeekerBatch, columns: Mapping[str, Block], scorers: Sequence[Scorer], rng: Random
) -> Iterator[tuple[str, Block, float]]:
    """Each ranking's worths of a block, and the seconds they took."""
    for name, rule in RULES.items():
        began = time.perf_counter()
        yield name, rule(columns, rng), time.perf_counter() - began
    for scorer in scorers:
        began = time.perf_counter()
        worths = scorer(rows, view, columns)
        each = (time.perf_counter() - began) / len(worths)
        yield from ((name, worth, each) for name, worth in worths.items())
