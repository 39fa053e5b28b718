"""Sparse tf-idf term vectors that keep rare words."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import snowballstemmer  # type: ignore[import-untyped]
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize
from sklearn.utils.extmath import randomized_svd
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from matching.index.text import split_words

_PAIR_WEIGHT, _PART_WEIGHT = 0.5, 0.35
_PART = "~"
# n texts are told apart along twice the root of n axes, at most so many: more of them only repeat the words.
_MOST_AXES = 128
_CHINESE = "\u3400"


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """An English word's stem (Snowball; Porter 1980), so that its forms are one; a Chinese word as it is."""
    if word[0] >= _CHINESE:
        return word
    # A stemmer keeps the word it works on: none is shared between threads.
    return str(snowballstemmer.stemmer("english").stemWord(word))


def terms_of(text: str) -> list[str]:
    """The stems of a text, its pairs of neighbours, and signs two at a time of Chinese words, however they are cut."""
    words = [stem(word) for word in split_words(text)]
    parts = [_PART + left + right for word in words if word[0] >= _CHINESE for left, right in itertools.pairwise(word)]
    return words + [f"{left} {right}" for left, right in itertools.pairwise(words)] + parts


class TermVectors:
    """Sublinear tf-idf of words and pairs of words, unit length: learned from the very texts that are compared."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._counter = CountVectorizer(analyzer=terms_of, dtype=np.float32)
        try:
            counts = self._counter.fit_transform(texts)
        except ValueError:  # no text has a term
            counts = self._counter.fit_transform(["liulu"])
        n = counts.shape[0]
        df = np.bincount(counts.indices, minlength=counts.shape[1])
        worth = [
            _PAIR_WEIGHT if " " in term else _PART_WEIGHT if term.startswith(_PART) else 1.0
            for term in self._counter.get_feature_names_out()
        ]
        idf = np.log((1 + n) / (1 + df)) + 1
        self._weights = sparse.diags((idf * np.asarray(worth)).astype(np.float32))

    def transform(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """One unit row a text; a text without a known term is a zero row."""
        if not len(texts):
            return sparse.csr_matrix((0, self._weights.shape[0]), dtype=np.float32)
        counts = self._counter.transform(texts)
        counts.data = 1 + np.log(counts.data)
        return normalize((counts @ self._weights).tocsr())


class TermAxes:
    """Long vectors along the few directions in which texts differ most (truncated SVD), unit length: words that stand
    beside the same words come together, also where no text has both."""

    def __init__(self, matrix: sparse.csr_matrix) -> None:
        df = np.bincount(matrix.indices, minlength=matrix.shape[1])
        self._kept = np.flatnonzero(df >= 2)
        rank = min(int(2 * np.sqrt(matrix.shape[0])), _MOST_AXES, matrix.shape[0] - 1, len(self._kept) - 1)
        if rank < 2:
            self._axes = np.zeros((len(self._kept), 1), dtype=np.float32)
            return
        with threadpool_limits(limits=1):
            _, sizes, axes = randomized_svd(matrix[:, self._kept], rank, n_iter=3, random_state=0)
        # Axes that carry nothing (texts that repeat each other) would only add noise.
        self._axes = np.ascontiguousarray(axes[sizes > 1e-4 * sizes[0]].T, dtype=np.float32)

    def transform(self, matrix: sparse.csr_matrix) -> NDArray[np.float32]:
        """One unit row a text; a text that these directions do not tell is a zero row."""
        dense = np.asarray(matrix[:, self._kept] @ self._axes, dtype=np.float32)
        return np.asarray(normalize(dense), dtype=np.float32) if len(dense) else dense
