"""Calibration metrics: AUC, Brier score, expected calibration error."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

_BINS = 10
NOTHING: dict[str, Any] = {"auc": None, "brier": None, "calibration_error": None, "n": 0}


def head_report(chances: NDArray[np.float64], happened: NDArray[Any]) -> dict[str, Any]:
    """`auc`, `brier`, `calibration_error` and `n`; null where one class is missing. What happened is 0 to 1, from a
    half on it went well."""
    truth = happened.astype(np.float64)
    is_well = truth >= 0.5
    if len(truth) == 0 or is_well.all() or not is_well.any():
        return NOTHING | {"n": len(truth)}
    return {
        "auc": round(float(roc_auc_score(is_well, chances)), 4),
        "brier": round(float(np.mean((chances - truth) ** 2)), 4),
        "calibration_error": round(calibration_error(chances, truth), 4),
        "n": len(truth),
    }


def calibration_error(chances: NDArray[np.float64], happened: NDArray[Any]) -> float:
    """Mean distance of chance and frequency over ten bins of equal size (Naeini et al. 2015)."""
    order = np.argsort(chances, kind="stable")
    parts = np.array_split(order, min(_BINS, len(order)))
    gaps = [abs(chances[part].mean() - happened[part].mean()) * len(part) for part in parts]
    return float(sum(gaps) / len(order))
