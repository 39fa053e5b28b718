"""Texts as long sparse vectors: every word counts, also the rare ones that a compressed form forgets."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize

from matching.text import split_words

_PAIR_WEIGHT = 0.5
_CHINESE = "\u3400"
_ENDINGS = ("ization", "ations", "ation", "ings", "ing", "ies", "ers", "er", "ed", "es", "s", "ly", "al", "e")
_SHORTEST_STEM = 4


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """An English word without its ending, so that its forms are one; a Chinese word as it is."""
    if word[0] >= _CHINESE:
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def terms_of(text: str) -> list[str]:
    """The stems of a text and its pairs of neighbours."""
    words = [stem(word) for word in split_words(text)]
    return words + [f"{left} {right}" for left, right in itertools.pairwise(words)]


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
        pairs = np.asarray([" " in term for term in self._counter.get_feature_names_out()])
        idf = np.log((1 + n) / (1 + df)) + 1
        self._weights = sparse.diags((idf * np.where(pairs, _PAIR_WEIGHT, 1.0)).astype(np.float32))

    def transform(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """One unit row a text; a text without a known term is a zero row."""
        counts = self._counter.transform(texts)
        counts.data = 1 + np.log(counts.data)
        return normalize((counts @ self._weights).tocsr())
