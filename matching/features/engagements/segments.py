"""The segments that seekers belong to, by family: country, region, field, stage, and country with field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from scipy import sparse

from graph.entities.profile import ProfileRecord

# A sparse matrix; scipy gives no types for them.
Sparse: TypeAlias = Any
# A segment of fewer seekers tells nothing; of so many segments the largest are kept.
_LEAST, _MOST = 2, 1200


def _fields(record: ProfileRecord) -> list[str]:
    return [f"i:{tag}" for tag in record.industries] + [f"t:{tag}" for tag in record.topics]


def _one(value: str | None) -> list[str]:
    return [value] if value else []


def _crossed(record: ProfileRecord) -> list[str]:
    return [f"{record.country}|{field}" for field in _fields(record)] if record.country else []


FAMILIES: dict[str, Callable[[ProfileRecord], list[str]]] = {
    "country": lambda record: _one(record.country),
    "region": lambda record: _one(record.region),
    "field": _fields,
    "country_field": _crossed,
    "stage": lambda record: list(record.stages),
}


@dataclass(frozen=True)
class Segments:
    """By family a sparse (seekers, segments) float32 matrix whose rows sum to 1, or to 0 where nothing is known;
    and the code of each segment."""

    families: dict[str, Sparse]
    codes: dict[str, dict[str, int]]

    @classmethod
    def of(cls, seekers: Sequence[ProfileRecord]) -> Segments:
        """Read off profiles."""
        families, codes = {}, {}
        for family, name_all in FAMILIES.items():
            names = [name_all(record) for record in seekers]
            codes[family] = _kept(names)
            families[family] = membership(names, codes[family])
        return cls(families, codes)

    def memberships(self, record: ProfileRecord) -> dict[str, Sparse]:
        """The one-row matrices of somebody who may not be among the seekers."""
        return {family: membership([FAMILIES[family](record)], codes) for family, codes in self.codes.items()}


def membership(names: Sequence[Sequence[str]], codes: dict[str, int]) -> Sparse:
    """One row of equal weights per list of names."""
    found = [[codes[name] for name in dict.fromkeys(row) if name in codes] for row in names]
    starts = np.concatenate([[0], np.cumsum([len(row) for row in found])]).astype(np.int64)
    values = np.asarray([code for row in found for code in row], dtype=np.int64)
    sizes = np.diff(starts)
    weights = np.repeat(1 / np.maximum(sizes, 1), sizes).astype(np.float32)
    return sparse.csr_matrix((weights, values, starts), shape=(len(names), len(codes)))


def cross(left: Sparse, right: Sparse) -> Sparse:
    """(rows, left x right) of two memberships of the same rows."""
    rows, wide = left.shape[0], right.shape[1]
    blocks = [left.multiply(right[:, [column]]) for column in range(wide)]
    return sparse.hstack(blocks, format="csr").astype(np.float32).reshape(rows, left.shape[1] * wide)


def _kept(names: Sequence[Sequence[str]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in names:
        for name in dict.fromkeys(row):
            counts[name] = counts.get(name, 0) + 1
    common = sorted((name for name in counts if counts[name] >= _LEAST), key=lambda name: (-counts[name], name))
    return {name: code for code, name in enumerate(sorted(common[:_MOST]))}
