"""Evaluates the heads on a window's answers, each predicted from what was known at its start."""

from __future__ import annotations

from typing import Any

import numpy as np

from graph.entities.profile import InteractionRecord
from matching.metrics.calibration import head_report
from matching.models.card import HEADS
from matching.offline_scoring import chances_of
from matching.training.train import Learned
from matching.training.window_answers import answers_told


def judge_heads(learned: Learned, records: list[InteractionRecord]) -> dict[str, Any]:
    """`auc`, `brier`, `calibration_error` and `n` of each head on the answers that came in the window."""
    setting = learned.builder.setting
    records = [record for record in records if record.provider_id in setting.provider_rows]
    asks = np.asarray([setting.ask_rows[item.seeker_id, item.need_id] for item in records], dtype=np.int64)
    providers = np.asarray([setting.provider_rows[item.provider_id] for item in records], dtype=np.int64)
    chances = chances_of(learned, asks.tolist(), providers.tolist())
    answers = answers_told(records, asks, setting)
    found = {}
    for at, name in enumerate(HEADS):
        known = ~np.isnan(answers[name])
        found[name] = head_report(chances[known, at], answers[name][known])
    return found
