"""Promotion gate: whether a candidate beats the serving model, and if not why not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from matching.models.card import ModelCard
from matching.results import Fact, Param

DECIDES = "ndcg_at_10"
GAIN = "ndcg_at_10_gain"
"""The difference to what serves, judged seeker by seeker: its interval is far narrower than that of two sums."""
MOST_LOSS = 0.05
# A slice of fewer held-out seekers says more about chance than about the model.
LEAST_IN_SLICE = 20


@dataclass(frozen=True)
class Verdict(Fact):
    """What the gate says of a candidate; `code` is `better`, `not_judged`, `too_soon`, `no_better` or `loses_slice`.

    `params`: `against`, what it was compared with (`serving` or `rules`), the figures of both with the gain and half
    the width of its interval, and of a slice its name, its group and the share that it loses.
    """

    @property
    def is_promoted(self) -> bool:
        """Whether the candidate may serve."""
        return self.code == "better"


@dataclass(frozen=True)
class Loss:
    """A slice in which a candidate does worse than what serves, as a share of what that reaches."""

    slice: str
    group: str
    seekers: int
    share: float


def judge(card: ModelCard) -> Verdict:
    """Promote what beats the serving model (or the starting rules while none serves) on the same held-out seekers by
    more than half the width of the interval, and surely loses more than a twentieth in no slice."""
    if card.rival and not card.is_against_rival:
        return Verdict("too_soon", {})
    own, other = card.metrics.get(DECIDES), _against(card)
    if not own or not other or other.get("value") is None:
        return Verdict("not_judged", {})
    gain, half = _gain(card, own, other)
    figures: dict[str, Param] = {
        "against": "serving" if card.is_against_rival else "rules",
        "figure": float(own["value"]),
        "other_figure": float(other["value"]),
        "gain": gain,
        "half": half,
    }
    if not gain > half:
        return Verdict("no_better", figures)
    worst = max(losses(card), key=lambda loss: loss.share, default=None)
    if worst is not None and worst.share > MOST_LOSS:
        return Verdict("loses_slice", {**figures, "slice": worst.slice, "group": worst.group, "loss": worst.share})
    return Verdict("better", figures)


def losses(card: ModelCard) -> Iterator[Loss]:
    """The slices in which a candidate is behind what serves, by more than chance explains: among ten slices of twenty
    requests one shows such a loss by chance more often than not."""
    key = "rival" if card.is_against_rival else "baseline"
    for name, groups in sorted(card.slices.items()):
        for group, figures in sorted(groups.items()):
            own, other = figure(figures, DECIDES), figure(figures, key)
            if own is None or not other or own >= other or int(figures.get("n", 0)) < LEAST_IN_SLICE:
                continue
            if figures.get(GAIN, {}).get("high", -1.0) >= 0:
                continue
            yield Loss(name, group, int(figures["n"]), (other - own) / other)


def figure(values: Mapping[str, Any], key: str) -> float | None:
    """A figure of a slice, given plain or with its interval."""
    found = values.get(key)
    if isinstance(found, Mapping):
        found = found.get(DECIDES, found.get("value"))
        found = found.get("value") if isinstance(found, Mapping) else found
    return None if found is None else float(found)


def _against(card: ModelCard) -> Mapping[str, Any]:
    values: Mapping[str, Any] = (card.rival if card.is_against_rival else card.baseline).get(DECIDES, {})
    return values


def _gain(card: ModelCard, own: Mapping[str, float], other: Mapping[str, Any]) -> tuple[float, float]:
    paired = card.metrics.get(GAIN)
    if paired:
        return paired["value"], (paired["high"] - paired["low"]) / 2
    return own["value"] - float(other["value"]), (own["high"] - own["low"]) / 2
