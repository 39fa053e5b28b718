"""The learned line: seven columns about a question and a person, weighed as judges graded such pairs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.relevance.evidence import COLUMNS as OF_TEXTS

Values = NDArray[np.float64]
OF_SETTING = ("tags", "field", "stage")
COLUMNS = (*OF_TEXTS, *OF_SETTING)
_FILE = "line.json"


@dataclass(frozen=True)
class Line:
    """Weights of columns in standard deviations of the judged pairs, and the chance that a judge says "done just this,
    in a setting like theirs" of a pair so far along the line.

    `means`, `spreads`: of each column over the judged pairs; `lows`, `highs`: beyond these it says no more; `slope`,
    `shift`: from the line to log-odds; `judged`: what it was learned from.
    """

    weights: Mapping[str, float]
    means: Mapping[str, float]
    spreads: Mapping[str, float]
    lows: Mapping[str, float]
    highs: Mapping[str, float]
    slope: float
    shift: float
    judged: Mapping[str, Any]

    def terms(self, columns: NDArray[np.float32]) -> Values:
        """(pairs, COLUMNS) -> the same: how far each column leads along the line; an unknown one says nothing."""
        bounded = np.clip(columns, self._row(self.lows), self._row(self.highs))
        standard = (bounded - self._row(self.means)) / self._row(self.spreads)
        return np.asarray(np.where(np.isnan(standard), 0.0, standard) * self._row(self.weights), dtype=np.float64)

    def along(self, columns: NDArray[np.float32]) -> Values:
        """(pairs, COLUMNS) -> (pairs,): how far along the line."""
        return np.asarray(self.terms(columns).sum(axis=1), dtype=np.float64)

    def roughly_along(self, known: Mapping[str, NDArray[np.float32]]) -> NDArray[np.float32]:
        """(pairs,): the same but for a constant, by some of the columns, in single precision."""
        parts = [
            np.nan_to_num(np.clip(column, self.lows[name], self.highs[name]) - self.means[name])
            * np.float32(self.weights[name] / self.spreads[name])
            for name, column in known.items()
        ]
        return np.asarray(np.sum(parts, axis=0), dtype=np.float32)

    def fit(self, columns: NDArray[np.float32]) -> Values:
        """(pairs,): the chance that a judge says so, 0 to 1."""
        return np.asarray(1 / (1 + np.exp(-(self.slope * self.along(columns) + self.shift))), dtype=np.float64)

    def save(self, folder: Path) -> None:
        """Write it as JSON."""
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False)
        (folder / _FILE).write_text(text + "\n", encoding="utf-8")

    @staticmethod
    def _row(by_column: Mapping[str, float]) -> Values:
        return np.asarray([by_column[name] for name in COLUMNS])


@cache
def shipped_line() -> Line:
    """The line that ships."""
    return Line(**json.loads((resources.files("matching.relevance") / _FILE).read_text(encoding="utf-8")))
