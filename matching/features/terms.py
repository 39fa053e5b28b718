"""Stems, pairs and parts of words as sparse tf-idf vectors that keep rare words, and the axes of such vectors."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import snowballstemmer
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from matching.index.lsa import fit_axes, fit_tfidf
from matching.index.text import PART, PART_WEIGHT, split_words

_PAIR_WEIGHT = 0.5
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
    parts = [PART + left + right for word in words if word[0] >= _CHINESE for left, right in itertools.pairwise(word)]
    return words + [f"{left} {right}" for left, right in itertools.pairwise(words)] + parts


def term_vectors(texts: Sequence[str]) -> sparse.csr_matrix:
    """Sublinear tf-idf of the very texts that are compared, one unit row a text; without a term, a zero row."""
    return fit_tfidf(TfidfVectorizer(analyzer=terms_of, sublinear_tf=True, dtype=np.float32), texts, _weight)


def _weight(term: str) -> float:
    return _PAIR_WEIGHT if " " in term else PART_WEIGHT if term.startswith(PART) else 1.0


class TermAxes:
    """Term vectors along the few directions in which texts differ most, unit length: words that stand beside the same
    words come together, also where no text has both."""

    def __init__(self, matrix: sparse.csr_matrix) -> None:
        self._kept = np.flatnonzero(matrix.getnnz(axis=0) >= 2)
        rank = min(int(2 * np.sqrt(matrix.shape[0])), _MOST_AXES, matrix.shape[0] - 1, len(self._kept) - 1)
        self._svd = fit_axes(matrix[:, self._kept], rank) if rank >= 2 else None

    def transform(self, matrix: sparse.csr_matrix) -> NDArray[np.float32]:
        """One unit row a text; a text that these directions do not tell is a zero row."""
        if self._svd is None or not matrix.shape[0]:
            return np.zeros((matrix.shape[0], 1), dtype=np.float32)
        return np.asarray(normalize(self._svd.transform(matrix[:, self._kept])), dtype=np.float32)
