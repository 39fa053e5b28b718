"""Nothing extrapolates: a column far outside what was learned from moves the chances by little."""

import numpy as np
import pytest

from matching.models.onnx import Session
from matching.training.estimators import Linear

_ROWS = 400


@pytest.mark.parametrize("column", range(5))
@pytest.mark.parametrize("far", [-1e6, 1e6])
def test_a_column_far_outside_counts_as_the_outermost_that_was_seen(column: int, far: float) -> None:
    rng = np.random.default_rng(1)
    matrix = rng.normal(size=(_ROWS, 5)).astype(np.float32)
    matrix[:, 1] *= 0.005  # as the years since the last answer, in a folder of a few weeks
    answers = (rng.random(_ROWS) < 1 / (1 + np.exp(-matrix[:, 0] - 100 * matrix[:, 1]))).astype(float)
    head = Linear(0.1).fit(matrix, answers, np.ones(_ROWS))
    away = matrix.copy()
    away[:, column] = far
    edge = matrix.copy()
    edge[:, column] = matrix[:, column].max() if far > 0 else matrix[:, column].min()
    assert np.allclose(head.odds(away), head.odds(edge))
    session = Session(head.to_onnx())
    assert np.allclose(session.chances(away), 1 / (1 + np.exp(-head.odds(away))), atol=1e-4)
    assert np.abs(session.chances(away) - session.chances(matrix)).mean() < 0.5
