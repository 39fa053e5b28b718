"""ONNX export of scikit-learn estimators, and single-threaded inference; loading such a file runs no code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

OPSET = 17
Matrix = NDArray[np.float32]
# onnxruntime's level for errors only: its warnings would go to the terminal past the logging.
_ERRORS_ONLY = 3


def unreadable() -> tuple[type[Exception], ...]:
    """What a file raises that onnxruntime cannot read or run; its own errors have no common parent but Exception."""
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    own = [kind for kind in vars(state).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    return (RuntimeError, ValueError, IndexError, KeyError, TypeError, *own)


class Session:
    """One head's file, ready to give log-odds."""

    def __init__(self, content: bytes) -> None:
        # Not before a fork: importing it starts a thread, and a child that was forked without it aborts when it ends.
        import onnxruntime as ort

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


@dataclass(frozen=True)
class LinearColumns:
    """By raw column of a linear head: what stands in for NaN, the bounds, its weight, and that of being missing."""

    fill: Matrix
    low: Matrix
    high: Matrix
    weights: Matrix
    absent: Matrix


def linear_to_onnx(columns: LinearColumns, intercept: float) -> bytes:
    """A logistic regression over raw columns: each bounded, NaN filled and told by a weight of its own; (n, f) to
    (n, 1)."""
    from onnx import TensorProto, helper, numpy_helper

    arrays = vars(columns) | {"bias": np.asarray([intercept])}
    arrays |= {name: arrays[name][:, None] for name in ("weights", "absent")}
    nodes = [
        helper.make_node("IsNaN", ["x"], ["missing"]),
        helper.make_node("Max", ["x", "low"], ["not_below"]),
        helper.make_node("Min", ["not_below", "high"], ["bounded"]),
        helper.make_node("Where", ["missing", "fill", "bounded"], ["filled"]),
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
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, len(columns.fill)])],
        [helper.make_tensor_value_info("chance", TensorProto.FLOAT, [None, 1])],
        [numpy_helper.from_array(array.astype(np.float32), name) for name, array in arrays.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
    return bytes(model.SerializeToString())


def trees_to_onnx(trees: HistGradientBoostingClassifier) -> bytes:
    """Boosted trees; (n, f) to (n, 1).

    Written here because skl2onnx 1.20 refuses these estimators: see docs/adr/0010.
    """
    from onnx import TensorProto, helper

    nodes: dict[str, list[Any]] = {name: [] for name in _NODE_COLUMNS}
    leaves: dict[str, list[Any]] = {name: [] for name in ("treeids", "nodeids", "weights")}
    for number, predictors in enumerate(trees._predictors):  # noqa: SLF001 - no public way to the trees
        _add_tree(number, predictors[0].nodes, nodes, leaves)
    columns: dict[str, Any] = {f"nodes_{name}": values for name, values in nodes.items()}
    columns |= {f"target_{name}": values for name, values in leaves.items()}
    ensemble = helper.make_node(
        "TreeEnsembleRegressor",
        ["x"],
        ["odds"],
        domain="ai.onnx.ml",
        n_targets=1,
        aggregate_function="SUM",
        base_values=[float(np.ravel(trees._baseline_prediction)[0])],  # noqa: SLF001  # no public way to it
        **columns,
        target_ids=[0] * len(leaves["weights"]),
    )
    graph = helper.make_graph(
        [ensemble, helper.make_node("Sigmoid", ["odds"], ["chance"])],
        "trees",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, trees.n_features_in_])],
        [helper.make_tensor_value_info("chance", TensorProto.FLOAT, [None, 1])],
    )
    domains = [helper.make_opsetid("", OPSET), helper.make_opsetid("ai.onnx.ml", 3)]
    return bytes(helper.make_model(graph, opset_imports=domains, ir_version=8).SerializeToString())


_NODE_COLUMNS = (
    "treeids",
    "nodeids",
    "featureids",
    "modes",
    "values",
    "truenodeids",
    "falsenodeids",
    "missing_value_tracks_true",
)


def _add_tree(number: int, tree: Any, nodes: dict[str, list[Any]], leaves: dict[str, list[Any]]) -> None:
    for at, node in enumerate(tree):
        is_leaf = bool(node["is_leaf"])
        row = (
            number,
            at,
            0 if is_leaf else int(node["feature_idx"]),
            "LEAF" if is_leaf else "BRANCH_LEQ",
            0.0 if is_leaf else _rounded_down(float(node["num_threshold"])),
            0 if is_leaf else int(node["left"]),
            0 if is_leaf else int(node["right"]),
            0 if is_leaf else int(node["missing_go_to_left"]),
        )
        for name, value in zip(_NODE_COLUMNS, row, strict=True):
            nodes[name].append(value)
        if is_leaf:
            for name, value in zip(leaves, (number, at, float(node["value"])), strict=True):
                leaves[name].append(value)


def _rounded_down(threshold: float) -> float:
    """A threshold as float32, never above it: for float32 columns `x <= t` then stays what it was."""
    rounded = np.float32(threshold)
    return float(np.nextafter(rounded, np.float32(-np.inf)) if float(rounded) > threshold else rounded)
