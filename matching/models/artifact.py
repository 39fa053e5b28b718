"""A trained model: named features, three heads served from ONNX files, and its model card."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.models.card import HEADS, ModelCard, ModelError, UnusableCode, checksum_of, damaged
from matching.models.onnx import Matrix, Session, unreadable

__all__ = ["HEADS", "ModelCard", "ModelError", "TrainedModel"]

CARD, GOLDEN = "card.json", "golden.npz"
# What two machines' arithmetic may differ by in the golden predictions.
_NEAR = 1e-4
_EDGE = 1e-6
Chances = NDArray[np.float64]


@dataclass(frozen=True)
class Golden:
    """A few candidates with the chances that the model gave them when it was trained."""

    matrix: Matrix
    baseline: Chances
    chances: Chances

    def to_bytes(self) -> bytes:
        """As one file of plain arrays."""
        stream = io.BytesIO()
        np.savez(stream, matrix=self.matrix, baseline=self.baseline, chances=self.chances)
        return stream.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> Golden:
        """Read back; raises ModelError."""
        try:
            with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
                return cls(arrays["matrix"], arrays["baseline"], arrays["chances"])
        except (ValueError, KeyError, OSError, zipfile.BadZipFile) as error:
            raise damaged(GOLDEN) from error


class TrainedModel:
    """Chances from features. Safe to share between threads."""

    def __init__(self, card: ModelCard, heads: Mapping[str, bytes], golden: Golden) -> None:
        """`heads`: the ONNX file of each head that has one."""
        self.card = card
        self._files = dict(heads)
        self._golden = golden
        self._sessions = {name: Session(content) for name, content in heads.items()}

    def chances(self, matrix: Matrix, baseline_chances: Chances) -> Chances:
        """(n, features) float32 and the starting rules' (n, 3) chances to the (n, 3) chances of both together."""
        known = log_odds(baseline_chances)
        columns = with_baseline(matrix, known)
        found = np.empty((len(matrix), len(HEADS)))
        for at, name in enumerate(HEADS):
            head = self.card.heads[name]
            if head["estimator"] == "constant":
                found[:, at] = head["constant"]
                continue
            odds = head["base_slope"] * known[:, at] + head["base_shift"]
            if name in self._sessions and head["weight"] > 0:
                learned = head["slope"] * log_odds(self._sessions[name].chances(columns)) + head["shift"]
                odds = head["weight"] * learned + (1 - head["weight"]) * odds
            found[:, at] = 1 / (1 + np.exp(-odds))
        return found

    def to_files(self) -> dict[str, bytes]:
        """All that `from_files` needs; the card names the checksum of each."""
        files = {f"{name}.onnx": content for name, content in self._files.items()}
        files[GOLDEN] = self._golden.to_bytes()
        sums = {name: checksum_of(content) for name, content in sorted(files.items())}
        return {CARD: replace(self.card, files=sums).sealed().to_json().encode(), **files}

    @classmethod
    def from_files(cls, files: Mapping[str, bytes]) -> TrainedModel:
        """The model again. Raises ModelError where a file is missing, altered, too new, or answers otherwise."""
        if CARD not in files:
            raise damaged(CARD)
        card = ModelCard.from_json(files[CARD].decode("utf-8", errors="replace"))
        for name, known in card.files.items():
            if name not in files or checksum_of(files[name]) != known:
                raise damaged(name)
        if GOLDEN not in card.files or any(f"{name}.onnx" in files.keys() - card.files.keys() for name in HEADS):
            raise damaged(CARD)
        heads = {name: files[f"{name}.onnx"] for name in HEADS if f"{name}.onnx" in card.files}
        golden = Golden.from_bytes(files[GOLDEN])
        try:
            model = cls(card, heads, golden)
            found = model.chances(golden.matrix, golden.baseline)
        except unreadable() as error:
            raise ModelError(UnusableCode.DAMAGED_HEAD) from error
        if not np.allclose(found, golden.chances, atol=_NEAR):
            raise ModelError(UnusableCode.CHANCES_DIFFER, versions=json.dumps(dict(card.versions)))
        return model


def with_golden(card: ModelCard, heads: Mapping[str, bytes], matrix: Matrix, baseline: Chances) -> TrainedModel:
    """A model that was just trained, with its golden predictions."""
    empty = Golden(matrix, baseline, np.zeros((len(matrix), len(HEADS))))
    chances = TrainedModel(card, heads, empty).chances(matrix, baseline)
    return TrainedModel(card, heads, replace(empty, chances=chances))


def with_baseline(matrix: Matrix, known: Chances, dtype: type = np.float32) -> NDArray[Any]:
    """What the estimators see: the features, and the starting rules' log-odds beside them, both to float32's digits.

    Scikit-learn's trees copy whatever is not float64: many rows are given to them as that, to be held once.
    """
    return np.hstack([matrix, known.astype(np.float32)], dtype=dtype)


def log_odds(chances: Any) -> Chances:
    """Log-odds of chances, kept off the two ends."""
    clipped = np.clip(np.asarray(chances, dtype=np.float64), _EDGE, 1 - _EDGE)
    return np.asarray(np.log(clipped / (1 - clipped)))
