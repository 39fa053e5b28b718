"""Heads as ONNX: written from scikit-learn's estimators, run on one thread; such a file runs no code when loaded."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as _state
from sklearn.ensemble import HistGradientBoostingClassifier

OPSET = 17
Matrix = NDArray[np.float32]
# onnxruntime's level for errors only: its warnings would go to the terminal past the logging.
_ERRORS_ONLY = 3

# What a file raises that onnxruntime cannot read or run; its own errors have no common parent but Exception.
UNREADABLE: tuple[type[Exception], ...] = (
    RuntimeError,
    ValueError,
    IndexError,
    KeyError,
    TypeError,
    *(kind for kind in vars(_state).values() if isinstance(kind, type) and issubclass(kind, Exception)),
)


class Session:
    """One head's file, ready to give log-odds."""

    def __init__(self, content: bytes) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = _ERRORS_ONLY
        self._session = ort.InferenceSession(content, options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name
        self._output = self._session.get_outputs()[-1].name

    def chances(self, matrix: Matrix) -> NDArray[np.float64]:
        """P(yes) of each row."""
        if len(matrix) == 0:
            return np.zeros(0)
        found = np.asarray(self._session.run([self._output], {self._input: np.ascontiguousarray(matrix)})[0])
        return found[:, -1].astype(np.float64)


def linear_to_onnx(fill: Matrix, weights: Matrix, absent: Matrix, intercept: float) -> bytes:
    """A logistic regression over raw columns: NaN is filled and told by a weight of its own; (n, f) to (n, 1)."""
    from onnx import TensorProto, helper, numpy_helper

    arrays = {"fill": fill, "weights": weights[:, None], "absent": absent[:, None], "bias": np.asarray([intercept])}
    nodes = [
        helper.make_node("IsNaN", ["x"], ["missing"]),
        helper.make_node("Where", ["missing", "fill", "x"], ["filled"]),
        helper.make_node("Cast", ["missing"], ["told"], to=TensorProto.FLOAT),
        helper.make_node("MatMul", ["filled", "weights"], ["known_part"]),
        helper.make_node("MatMul", ["told", "absent"], ["missing_part"]),
        helper.make_node("Add", ["known_part", "missing_part"], ["sum"]),
        helper.make_node("Add", ["sum", "bias"], ["odds"]),
        helper.make_node("Sigmoid", ["odds"], ["chance"]),
    ]
    graph = helper.make_graph(
        nodes,
        "linear",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, len(fill)])],
        [helper.make_tensor_value_info("chance", TensorProto.FLOAT, [None, 1])],
        [numpy_helper.from_array(array.astype(np.float32), name) for name, array in arrays.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
    return bytes(model.SerializeToString())


def trees_to_onnx(trees: HistGradientBoostingClassifier) -> bytes:
    """Boosted trees by skl2onnx; output (n, 2)."""
    from skl2onnx import convert_sklearn
    from skl2onnx.common.data_types import FloatTensorType

    _round_thresholds(trees)
    model = convert_sklearn(
        trees,
        initial_types=[("x", FloatTensorType([None, trees.n_features_in_]))],
        options={id(trees): {"zipmap": False}},
        target_opset={"": OPSET, "ai.onnx.ml": 3},
    )
    return bytes(model.SerializeToString())


def _round_thresholds(trees: Any) -> None:
    """Cut thresholds down to float32: for float32 columns `x <= t` stays what it was, and the file says the same."""
    for predictors in trees._predictors:  # noqa: SLF001 - scikit-learn has no public way to its trees
        for predictor in predictors:
            exact = predictor.nodes["num_threshold"]
            rounded = exact.astype(np.float32)
            above = rounded.astype(np.float64) > exact
            rounded[above] = np.nextafter(rounded[above], np.float32(-np.inf))
            predictor.nodes["num_threshold"] = rounded
