"""How well chances agree with what happened: AUC, Brier score, expected calibration error."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

_BINS = 10


def head_report(chances: NDArray[np.float64], happened: NDArray[np.bool_]) -> dict[str, Any]:
    """`auc`, `brier`, `calibration_error` and `n`; null where one class is missing."""
    if len(happened) == 0 or happened.all() or not happened.any():
        return {"auc": None, "brier": None, "calibration_error": None, "n": len(happened)}
    return {
        "auc": round(float(roc_auc_score(happened, chances)), 4),
        "brier": round(float(np.mean((chances - happened) ** 2)), 4),
        "calibration_error": round(calibration_error(chances, happened), 4),
        "n": len(happened),
    }


def calibration_error(chances: NDArray[np.float64], happened: NDArray[np.bool_]) -> float:
    """Mean distance of chance and frequency over ten bins of equal size (Naeini et al. 2015)."""
    order = np.argsort(chances, kind="stable")
    parts = np.array_split(order, min(_BINS, len(order)))
    gaps = [abs(chances[part].mean() - happened[part].mean()) * len(part) for part in parts]
    return float(sum(gaps) / len(order))
