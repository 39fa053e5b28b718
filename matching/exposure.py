"""Who was shown much lately counts a little less, so that a few do not take every page and run out of places."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


def damped(score: Values, shown: Values, usual: float, strength: float) -> Values:
    """Scores divided by (1 + shown / usual) ** strength.

    `shown`: how often each was shown lately for each day of presence, `usual` the mean over all; `strength` 0 changes
    nothing.
    """
    if strength <= 0 or usual <= 0:
        return score
    return np.asarray(score / (1 + shown / usual) ** strength)
