"""What meaning is measured against: the direction of each help area, the usual passage, and what people usually ask."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.taxonomy import load
from matching.relevance.encoder import SentenceEncoder

Matrix = NDArray[np.float32]
_FILE = "reference.npz"


@dataclass(frozen=True)
class Reference:
    """`areas` (areas, d) unit directions in the order of the taxonomy; `centre` (d,) the mean passage of people;
    `rarity` (areas,) how much naming an area tells; `titles`, `descriptions` (questions, d) of judged questions."""

    areas: Matrix
    centre: Matrix
    rarity: Matrix
    titles: Matrix
    descriptions: Matrix

    def save(self, path: Path) -> None:
        """Write it as NumPy's zipped arrays."""
        arrays = {field.name: getattr(self, field.name).astype(np.float16) for field in fields(self)}
        np.savez_compressed(path, **arrays)


@cache
def shipped_reference() -> Reference:
    """The one that ships beside the learned line."""
    with resources.as_file(resources.files("matching.relevance") / _FILE) as path, np.load(path) as arrays:
        return Reference(**{field.name: arrays[field.name].astype(np.float32) for field in fields(Reference)})


def area_directions(encoder: SentenceEncoder) -> Matrix:
    """(areas, d): where the names, words and examples of each area lie, less where those of all lie; unit length."""
    means = [
        encoder.encode([area.en, area.zh, *area.words, *area.examples]).mean(axis=0)
        for area in load().help_areas.terms.values()
    ]
    return unit(np.asarray(means) - np.mean(means, axis=0))


def unit(rows: Matrix) -> Matrix:
    """Rows of length 1; one without a direction stays 0."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float32)
