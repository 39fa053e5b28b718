"""Figures of a simulation by round: mutual acceptance, newcomers' share, exposure inequality."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.metrics.inequality import gini
from matching.simulation.people import Stay

Values = NDArray[np.float64]
# The first and the last rounds that are compared: a quarter of the run.
WINDOW = 0.25
FIGURES = ("both", "both_last", "asked_last", "newcomers", "newcomers_there", "gini_first", "gini_last", "gini_rise")


@dataclass(frozen=True)
class Shown:
    """One place of one page, and what came of it; rows of the world's people."""

    number: int
    startup: int
    supervisor: int
    position: int
    is_newcomer: bool
    asked: bool
    both: bool = False


def by_round(shown: Sequence[Shown], rounds: int) -> Values:
    """The share of places that both sides said yes to, by round; NaN where nothing was shown."""
    total = np.bincount([item.number for item in shown], minlength=rounds)
    both = np.bincount([item.number for item in shown if item.both], minlength=rounds)
    share: Values = np.divide(both, total, out=np.full(rounds, np.nan), where=total > 0)
    return share


def figures(shown: Sequence[Shown], stay: Stay, rounds: int) -> dict[str, float]:
    """Each of FIGURES; `newcomers` from the first round on in which somebody can be new.

    Mutual acceptance is the share of shown people to whom both sides said yes. Gini is that of impressions per round
    of presence, over all who were there in the window.
    """
    window = max(1, round(WINDOW * rounds))
    last = [item for item in shown if item.number >= rounds - window]
    later = [item for item in shown if item.number >= 1]
    first_gini = exposure_gini([item for item in shown if item.number < window], stay, range(window))
    last_gini = exposure_gini(last, stay, range(rounds - window, rounds))
    there = [_newcomers_there(stay, number) for number in range(1, rounds)]
    return {
        "both": _share([item.both for item in shown]),
        "both_last": _share([item.both for item in last]),
        "asked_last": _share([item.asked for item in last]),
        "newcomers": _share([item.is_newcomer for item in later]),
        "newcomers_there": float(np.mean(there)) if there else 0.0,
        "gini_first": first_gini,
        "gini_last": last_gini,
        "gini_rise": last_gini - first_gini,
    }


def exposure_gini(shown: Sequence[Shown], stay: Stay, window: range) -> float:
    """0: everybody who is there is shown equally often; near 1: one person takes every place."""
    presence = np.sum([stay.there(number) for number in window], axis=0)
    counts = np.bincount([item.supervisor for item in shown], minlength=len(presence))
    return gini(counts[presence > 0] / presence[presence > 0])


def mean_interval(values: Sequence[float]) -> dict[str, float]:
    """Mean with its 95% interval over seeds (Student's t)."""
    from scipy.stats import t

    mean, n = float(np.mean(values)), len(values)
    half = float(t.ppf(0.975, n - 1) * np.std(values, ddof=1) / np.sqrt(n)) if n > 1 else float("nan")
    return {"value": round(mean, 4), "low": round(mean - half, 4), "high": round(mean + half, 4)}


def _newcomers_there(stay: Stay, number: int) -> float:
    there = stay.there(number)
    new = there & (stay.first > 0) & (number - stay.first < 3)
    return float(new.sum() / max(1, there.sum()))


def _share(values: Sequence[bool]) -> float:
    return float(np.mean(values)) if values else 0.0
