"""Columns that live on disk as plain arrays: texts, lists of codes, days."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

FOREVER = 2_000_000_000
UNKNOWN_DAY = -1


def day_number(day: date | None) -> int:
    """Days since year 1, or UNKNOWN_DAY."""
    return UNKNOWN_DAY if day is None else day.toordinal()


@dataclass(frozen=True)
class Texts:
    """Many strings in two arrays: where each starts, and all their UTF-8 bytes."""

    starts: NDArray[np.int64]
    blob: NDArray[np.uint8]

    @classmethod
    def of(cls, values: Iterable[str]) -> Texts:
        """Pack strings."""
        encoded = [value.encode() for value in values]
        starts = np.zeros(len(encoded) + 1, dtype=np.int64)
        np.cumsum([len(value) for value in encoded], out=starts[1:])
        return cls(starts, np.frombuffer(b"".join(encoded), dtype=np.uint8))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, row: int) -> str:
        return bytes(self.blob[self.starts[row] : self.starts[row + 1]]).decode()


@dataclass(frozen=True)
class Codes:
    """A list of codes per row, as the two index arrays of a sparse matrix of ones."""

    starts: NDArray[np.int64]
    values: NDArray[np.int32]

    @classmethod
    def of(cls, lists: Sequence[Iterable[int]]) -> Codes:
        """Pack lists; each is sorted and loses its doubles."""
        clean = [sorted(set(values)) for values in lists]
        starts = np.zeros(len(clean) + 1, dtype=np.int64)
        np.cumsum([len(values) for values in clean], out=starts[1:])
        return cls(starts, np.asarray([code for values in clean for code in values], dtype=np.int32))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, row: int) -> NDArray[np.int32]:
        return self.values[self.starts[row] : self.starts[row + 1]]

    def take(self, rows: NDArray[np.int64]) -> Codes:
        """The lists of some rows."""
        sizes = self.starts[rows + 1] - self.starts[rows]
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        at = np.arange(starts[-1]) + np.repeat(self.starts[rows] - starts[:-1], sizes)
        return Codes(starts, self.values[at])

    def sums(self, weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """For each row the sum of its codes' weights, in float32; every code has one."""
        if len(self.values) == 0:
            return np.zeros(len(self), dtype=np.float32)
        return np.asarray(self._ones @ weights[: self._ones.shape[1]], dtype=np.float32)

    @cached_property
    def _ones(self) -> sparse.csr_matrix:
        """A one for each code: it only borrows the codes, and its ones take no memory worth naming."""
        ones = np.broadcast_to(np.float32(1), self.values.shape)
        shape = len(self), int(self.values.max()) + 1
        return sparse.csr_matrix((ones, self.values, self.starts), shape=shape, copy=False)

    def counts(self, size: int) -> NDArray[np.int64]:
        """How many rows carry each code below `size`."""
        return np.bincount(self.values, minlength=size).astype(np.int64)


class Book:
    """Codes for names, given out in order of appearance, by one thread at a time."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names = list(names)
        self.code_of = {name: code for code, name in enumerate(self.names)}
        self._adding = threading.Lock()

    def __len__(self) -> int:
        return len(self.names)

    def code(self, name: str | None) -> int:
        """The code of a name, a new one if need be; -1 for none."""
        if not name:
            return -1
        found = self.code_of.get(name)
        return self._add(name) if found is None else found

    def _add(self, name: str) -> int:
        with self._adding:
            if name not in self.code_of:
                self.names.append(name)
                self.code_of[name] = len(self.names) - 1
            return self.code_of[name]

    def find(self, name: str | None) -> int:
        """The code of a name, -1 where it has none."""
        return self.code_of.get(name, -1) if name else -1

    def codes(self, names: Iterable[str]) -> list[int]:
        """The codes of many names."""
        return [self.code(name) for name in names]

    def bits(self, names: Iterable[str]) -> int:
        """The names as bits of a 64-bit number; codes from 61 on share one bit."""
        result = 0
        for name in names:
            result |= 1 << min(self.code(name), 61)
        return result


def arrays_of(column: Any) -> list[tuple[str, NDArray[Any]]]:
    """The arrays that make up a packed column, by name."""
    return [(part.name, getattr(column, part.name)) for part in fields(column)]


def bytes_of(*columns: Any) -> int:
    """How many bytes arrays and packed columns take."""
    total = 0
    for column in columns:
        if isinstance(column, np.ndarray):
            total += column.nbytes
        elif is_dataclass(column):
            total += sum(array.nbytes for _, array in arrays_of(column))
    return total
