"""Where each ranking puts the hits: simple rules and the learned model on the same seekers and providers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.learned.collective import Collective, retrieve
from matching.learned.engagement import EngagementModel, gathered, hit_mask
from matching.learned.world import Events, Rows

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
    """By model where the hits stand; the learned model's `rankings` (seeker row, column, log-odds), best first; and
    its log-odds with the truth over all candidates, for calibration."""

    placed: dict[str, Placed]
    rankings: list[tuple[int, Rows, NDArray[np.float64]]]
    odds: NDArray[np.float64]
    engaged: NDArray[np.bool_]
    seen: dict[str, NDArray[np.int64]]


def place_hits(
    collective: Collective, model: EngagementModel, hits: Events, seekers: Rows, length: int, top: int = 20
) -> Lists:
    """Rank every established provider, but those whom the seeker has, for each seeker."""
    rng = np.random.default_rng(0)
    ranks: dict[str, list[Rows]] = {name: [] for name in (*RULES, "learned")}
    numbers: list[Rows] = []
    rankings, odds, truths = [], [], []
    seen = {name: np.zeros(collective.world.size, dtype=np.int64) for name in ranks}
    for rows, view, columns in collective.blocks(seekers):
        has = view.closed
        engaged = hit_mask(hits, rows, has.shape)
        at, to = np.nonzero(engaged)
        numbers.append(np.searchsorted(seekers, rows[at]))
        candidates = retrieve(columns, has)
        pairs = np.nonzero(candidates)
        scores = model.odds(gathered(columns, *pairs))
        worths = {name: rule(columns, rng) for name, rule in RULES.items()}
        worths["learned"] = np.full(has.shape, -np.inf, dtype=np.float32)
        worths["learned"][pairs] = scores
        for name, worth in worths.items():
            order = _order(np.where(has, -np.inf, worth))
            places = np.empty_like(order)
            np.put_along_axis(places, order, np.arange(order.shape[1])[np.newaxis, :], axis=1)
            listed = np.isfinite(worth[at, to])
            ranks[name].append(np.where(listed, places[at, to], NOWHERE))
            seen[name] += np.bincount(order[:, :top].ravel(), minlength=collective.world.size)
        odds.append(scores)
        truths.append(engaged[pairs])
        for number, row in enumerate(rows):
            mine = pairs[0] == number
            best = np.lexsort((pairs[1][mine], -scores[mine]))[:length]
            rankings.append((int(row), pairs[1][mine][best], scores[mine][best]))
    seeker_of = np.concatenate(numbers)
    placed = {name: Placed(np.concatenate(found), seeker_of) for name, found in ranks.items()}
    return Lists(placed, rankings, np.concatenate(odds), np.concatenate(truths), seen)


def _order(worth: Block) -> Rows:
    """Columns by worth, best first; ties by column, that is by id."""
    return np.argsort(-worth, axis=1, kind="stable")
