"""Promotion gate: whether a candidate beats the serving model, and if not why not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.taxonomy import load
from matching.models.card import ModelCard

DECIDES = "ndcg_at_10"
GAIN = "ndcg_at_10_gain"
"""The difference to what serves, judged seeker by seeker: its interval is far narrower than that of two sums."""
MOST_LOSS = 0.05
# A slice of fewer held-out seekers says more about chance than about the model.
LEAST_IN_SLICE = 20

# What the groups of a card are called, and the list of terms that names each.
_SLICES = {
    "region": ("those of the region", "地区", "regions"),
    "stage": ("those at the stage", "阶段", "stages"),
    "industry": ("those of the field", "领域", "industries"),
}
_NEWCOMERS = {
    "yes": ("those who never asked before", "首次提出需求者"),
    "no": ("those who asked before", "曾提出过需求者"),
}
_RIVAL = ("the serving model", "当前使用的模型")
_RULES = ("the starting rules", "初始规则")


@dataclass(frozen=True)
class Verdict:
    """What the gate says of a candidate; `code` is `better`, `not_judged`, `too_soon`, `no_better` or `loses_slice`."""

    code: str
    reason: str
    reason_zh: str

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
        return Verdict(
            "too_soon",
            "Too few requests were agreed on since the serving model learned, and what it learned from can not judge "
            "it: train again when there are more.",
            "自当前模型训练以来双方达成一致的需求太少，而它学过的数据不能用来评判它：请在有更多数据后再训练。",
        )  # fmt: skip
    name, name_zh = _RIVAL if card.is_against_rival else _RULES
    own, other = card.metrics.get(DECIDES), _against(card)
    if not own or not other or other.get("value") is None:
        return Verdict(
            "not_judged",
            "Nobody could be held out to judge it by: train again when more answers are in.",
            "没有可留作检验的数据：请在收到更多答复后再训练。",
        )  # fmt: skip
    gain, half = _gain(card, own, other)
    figures = f"NDCG@10 {own['value']:.3f} / {other['value']:.3f}, {gain:+.3f} ± {half:.3f}".replace("-", "−")
    if not gain > half:
        return Verdict(
            "no_better",
            f"It does not clearly beat {name} on the same held-out requests ({figures}).",
            f"在同一批留作检验的需求上，没有明显优于{name_zh}（{figures}）。",
        )  # fmt: skip
    worst = max(losses(card), key=lambda loss: loss.share, default=None)
    if worst is not None and worst.share > MOST_LOSS:
        group, group_zh = group_words(worst.slice, worst.group)
        return Verdict(
            "loses_slice",
            f"It beats {name} in all ({figures}), but loses {worst.share:.0%} among {group}.",
            f"总体优于{name_zh}（{figures}），但在“{group_zh}”一组中下降{worst.share:.0%}。",
        )  # fmt: skip
    return Verdict(
        "better",
        f"It beats {name} on the same held-out requests ({figures}).",
        f"在同一批留作检验的需求上优于{name_zh}（{figures}）。",
    )  # fmt: skip


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


def group_words(name: str, group: str) -> tuple[str, str]:
    """Who is in a group of a card, in English and Chinese."""
    if name == "newcomer":
        return _NEWCOMERS[group]
    if name not in _SLICES:
        return f"{name} {group}", f"{name} {group}"
    english, chinese, terms = _SLICES[name]
    taxonomy = load()
    return f"{english} {taxonomy.label(group, 'en', terms)}", f"{chinese}：{taxonomy.label(group, 'zh', terms)}"


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
