"""Chinese and English text as dense vectors: words, word pairs and parts of words, tf-idf, compressed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Self

import numpy as np
import rjieba
from numpy.typing import NDArray
from sklearn.base import BaseEstimator
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer

from matching.index.lsa import fit_axes, fit_tfidf, given_axes

_RUN = re.compile(r"[a-z][a-z0-9+#]*(?:[.\-'][a-z0-9+#]+)*|[\u3400-\u9fff]+")
# What parts two thoughts: words on its two sides are no pair.
_BREAK = re.compile(r"[,;:!?|()\n。；，、：！？（）]+|\.(?:\s|$)")
_CHINESE_STOP = frozenset(
    """
    的 了 和 是 在 我 我们 有 与 及 等 为 对 个 中 也 就 都 而 或 一个 以及 并 从 到 把 被 让 给 这 那 你 您 他们
    公司 企业 团队 提供 进行 通过 目前 需要 可以 已经 正在 之前 之后 以后 这个 那个 没有 一家 两家 三家
    """.split()  # noqa: SIM905 - a list of words reads better so
)
# Words of every start-up's text: they say nothing about fit.
_EMPTY = frozenset(
    """
    company companies startup startups use uses using used help helps helping make makes making build building builds
    built work works working studied way ways today lets new best better easy easily team teams people world get provide
    provides platform product products based solution solutions including need needs like want time real founded backed
    inc customer customers user users service services offer offers started start business
    businesses b2b saas consumer consumers general industry industries studies study professional professionals personal
    development management administration human
    """.split()  # noqa: SIM905  # a list of words reads better so
)
STOP_WORDS = frozenset(ENGLISH_STOP_WORDS) | _CHINESE_STOP | _EMPTY
PART = "~"
PART_WEIGHT = 0.35
_MOST_TERMS_AS_AXES = 512


def split_words(text: str) -> Iterator[str]:
    """Words of a text in both languages, lower case, without the empty ones."""
    for run in _RUN.findall(text.lower()):
        words = rjieba.cut(run) if run[0] >= "\u3400" else (run,)
        for word in words:
            if word not in STOP_WORDS and (len(word) > 1 or word >= "\u3400"):
                yield word


def word_pairs(text: str) -> Iterator[str]:
    """Neighbours within one thought and one script, not the end of one line and the start of the next."""
    for part in _BREAK.split(text):
        for left, right in itertools.pairwise(split_words(part)):
            if left != right and (left[0] >= "\u3400") == (right[0] >= "\u3400"):
                yield f"{left} {right}"


@lru_cache(maxsize=5_000)
def word_set(text: str) -> frozenset[str]:
    """The words of a text and its pairs of neighbours, remembered: pages ask for the same profiles again and again."""
    return frozenset(split_words(text)) | frozenset(word_pairs(text))


@lru_cache(maxsize=200_000)
def _parts(word: str) -> tuple[str, ...]:
    """Parts of a word: a crude stem and four letters at a time for English, two signs at a time for Chinese."""
    if word[0] >= "\u3400":
        return tuple(PART + word[at : at + 2] for at in range(len(word) - 1))
    framed = f"_{word}_"
    return tuple(PART + framed[at : at + 4] for at in range(max(1, len(framed) - 3)))


def analyze(text: str) -> list[str]:
    """The terms of a text: words, pairs of neighbours, parts of words."""
    words = list(split_words(text))
    terms = [*words, *word_pairs(text)]
    for word in words:
        terms += _parts(word)
    return terms


class TextEncoder(BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Texts to float32 vectors whose dot product says how much they are about the same, at most 1.

    Sublinear tf-idf over `analyze`'s terms, then a truncated SVD (Deerwester et al. 1990) of at most
    `dimensions`. A vector is as long as the share of its text that those axes can tell, so that odd words that
    hardly anybody uses make no likeness; a text without a known term becomes the zero vector. Fitting runs on
    one thread so that the same texts always give the same vectors.
    """

    def __init__(self, dimensions: int = 128, max_terms: int = 40_000, sample: int = 20_000) -> None:
        self.dimensions = dimensions
        self.max_terms = max_terms
        self.sample = sample

    def fit(self, texts: Sequence[str], y: None = None) -> Self:  # noqa: ARG002 - scikit-learn's signature
        """Learn terms, weights and axes from texts (an even sample of them where there are many)."""
        step = max(1, len(texts) // self.sample)
        self.vectorizer_ = self._vectorizer(min_df=2 if len(texts) > 50 else 1)
        matrix = fit_tfidf(self.vectorizer_, texts[::step], _weight)
        rank = min(self.dimensions, matrix.shape[0] - 1, matrix.shape[1] - 1) if matrix.nnz else 0
        self.axes_ = fit_axes(matrix, rank) if rank >= 2 else given_axes(_first_terms(matrix.shape[1]))
        return self

    def transform(self, texts: Iterable[str]) -> NDArray[np.float32]:
        """Vectors of length 1 or less, one row a text."""
        return np.asarray(self.axes_.transform(self.vectorizer_.transform(texts)), dtype=np.float32)

    def rarity(self, word: str) -> float:
        """The idf of a word; 0 for one that was never seen."""
        at = self.vectorizer_.vocabulary_.get(word)
        return 0.0 if at is None else float(self.vectorizer_.idf_[at])

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """What `from_arrays` needs to give this encoder back; `components` is (terms, dimensions)."""
        blob = np.frombuffer("\n".join(self.vectorizer_.get_feature_names_out()).encode(), dtype=np.uint8)
        return {"terms": blob, "idf": self.vectorizer_.idf_, "components": self.axes_.components_.T}

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray[Any]]) -> Self:
        """An encoder that was fitted elsewhere."""
        encoder = cls(dimensions=arrays["components"].shape[1])
        terms = bytes(arrays["terms"]).decode().split("\n")
        encoder.vectorizer_ = encoder._vectorizer(min_df=1, vocabulary={term: at for at, term in enumerate(terms)})
        encoder.vectorizer_.idf_ = arrays["idf"]
        encoder.axes_ = given_axes(arrays["components"].T)
        return encoder

    def _vectorizer(self, min_df: int, vocabulary: dict[str, int] | None = None) -> TfidfVectorizer:
        return TfidfVectorizer(
            analyzer=analyze,
            sublinear_tf=True,
            min_df=min_df,
            max_features=self.max_terms,
            vocabulary=vocabulary,
            dtype=np.float32,
        )


def _weight(term: str) -> float:
    return PART_WEIGHT if term.startswith(PART) else 1.0


def _first_terms(count: int) -> NDArray[np.float32]:
    """Axes where there are too few texts to find any: so many terms, each as it is."""
    return np.eye(min(count, _MOST_TERMS_AS_AXES), count, dtype=np.float32)
