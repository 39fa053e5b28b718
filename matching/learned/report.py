"""How true each head's chances were on answers that came after all it learned from and was tuned on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.entities.profile import InteractionRecord
from matching.baseline import HEADS
from matching.evaluation.answered import new_answers
from matching.evaluation.calibration import calibration_error
from matching.learned.cases import Setting, silent_of
from matching.learned.heads import auc
from matching.learned.judging import brier, with_interval
from matching.learned.train import Learned

Values = NDArray[np.float64]
Figures = dict[str, dict[str, float]]


def judged_answers(learned: Learned, records: list[InteractionRecord]) -> tuple[Figures, Figures]:
    """(the model's figures, the starting rules'): AUC, Brier score, calibration error of each head with both answers.

    `records` came on the setting's day or later; its asks must hold theirs. Every pair is looked at as of that day.
    """
    setting = learned.maker.setting
    records = [record for record in records if record.provider_id in setting.provider_rows]
    asks = np.asarray([setting.ask_rows[item.seeker_id, item.need_id] for item in records], dtype=np.int64)
    rows = [setting.provider_rows[item.provider_id] for item in records]
    answers = answers_told(records, asks, setting)
    table = learned.maker.make(learned.cases_now(asks.tolist(), rows))
    return _figures(learned.model.chances(table.matrix, table.baseline), answers), _figures(table.baseline, answers)


def answers_told(records: list[InteractionRecord], asks: NDArray[np.int64], setting: Setting) -> dict[str, Values]:
    """The answers by head; a request that expired is a no, as where the heads learn."""
    answers = new_answers(records, asks, setting)
    return answers | {"provider": np.where(silent_of(records), 0.0, answers["provider"])}


def _figures(chances: Values, answers: dict[str, Values]) -> Figures:
    found: Figures = {}
    for at, name in enumerate(HEADS):
        known = ~np.isnan(answers[name])
        truth, own = answers[name][known], chances[known, at]
        if len(truth) == 0 or (truth >= 0.5).all() or not (truth >= 0.5).any():
            continue
        for measure, title in ((auc, "auc"), (brier, "brier"), (_calibration, "calibration")):
            found[f"{name}_{title}"] = with_interval(measure, truth, own)
    return found


def _calibration(answers: Values, chances: Values) -> float:
    return calibration_error(chances, answers)
