"""Calibration report of each head on answers later than all training and tuning data."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.entities.profile import InteractionRecord
from matching.features.cases import ALL_FOLDS, Cases
from matching.metrics.calibration import calibration_error
from matching.models.card import HEADS
from matching.training.dataset import DatasetBuilder
from matching.training.heads import auc
from matching.training.judging import brier, with_interval
from matching.training.train import Learned
from matching.training.window_answers import answers_told

Values = NDArray[np.float64]
Figures = dict[str, dict[str, float]]


def judged_answers(
    learned: Learned, records: list[InteractionRecord], pages: DatasetBuilder
) -> tuple[Figures, Figures]:
    """(the model's figures, the starting rules'): AUC, Brier score, calibration error of each head with both answers.

    `records` came on the day of what was learned or later. Every pair is looked at as of its own day, from what
    `pages` knows; the asks of its setting must hold theirs.
    """
    setting = pages.setting
    records = [record for record in records if record.provider_id in setting.provider_rows]
    asks = np.asarray([setting.ask_rows[item.seeker_id, item.need_id] for item in records], dtype=np.int64)
    rows = [setting.provider_rows[item.provider_id] for item in records]
    answers = answers_told(records, asks, learned.builder.setting)
    days = np.asarray([(item.proposed_on or date.min).toordinal() for item in records], dtype=np.int64)
    cases = Cases(asks, np.asarray(rows, dtype=np.int64), days, np.full(len(rows), ALL_FOLDS))
    table = pages.make(cases)
    return _figures(learned.model.chances(table.matrix, table.baseline), answers), _figures(table.baseline, answers)


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
