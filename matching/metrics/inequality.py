"""Inequality of exposure."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def gini(values: NDArray[Any]) -> float:
    """The Gini coefficient of values that are not negative: 0 all equal, towards 1 one has all; 0 without any."""
    ordered, n = np.sort(values).astype(np.float64), len(values)
    if n == 0 or ordered.sum() == 0:
        return 0.0
    return float((2 * np.arange(1, n + 1) - n - 1) @ ordered / (n * ordered.sum()))
