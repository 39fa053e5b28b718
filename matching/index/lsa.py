"""Latent semantic analysis by scikit-learn: tf-idf with weights of terms, truncated SVD without empty axes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize
from threadpoolctl import threadpool_limits

_NO_TERM = "liulu"
_EMPTY_AXIS = 1e-4


def fit_tfidf(
    vectorizer: TfidfVectorizer, texts: Sequence[str], weight_of: Callable[[str], float]
) -> sparse.csr_matrix:
    """Fit a vectorizer, multiply its idf by the weight of each term, and return the texts' unit rows (texts, terms)."""
    try:
        matrix = vectorizer.fit_transform(texts)
    except ValueError:  # no text has a term
        vectorizer.set_params(min_df=1).fit([_NO_TERM])
        matrix = sparse.csr_matrix((len(texts), len(vectorizer.vocabulary_)), dtype=vectorizer.dtype)
    weights = np.asarray([weight_of(term) for term in vectorizer.get_feature_names_out()], dtype=vectorizer.dtype)
    vectorizer.idf_ = vectorizer.idf_ * weights
    matrix.data *= weights[matrix.indices]
    return normalize(matrix, copy=False) if matrix.nnz else matrix


def fit_axes(matrix: sparse.csr_matrix, rank: int) -> TruncatedSVD:
    """The at most `rank` (2 or more) directions in which rows differ most (Deerwester et al. 1990).

    On one thread, so that the same rows always give the same axes.
    """
    svd = TruncatedSVD(rank, n_iter=3, random_state=0)
    # Texts that repeat each other have no variance to explain.
    with threadpool_limits(limits=1), np.errstate(invalid="ignore", divide="ignore"):
        svd.fit(matrix)
    # Axes that carry nothing would only add noise.
    return given_axes(svd.components_[svd.singular_values_ > _EMPTY_AXIS * svd.singular_values_[0]])


def given_axes(components: NDArray[np.float32]) -> TruncatedSVD:
    """A fitted reduction to known axes, one row each."""
    svd = TruncatedSVD(len(components))
    # Rows are multiplied by the transpose, which SciPy would copy each time if it did not lie as it is read.
    svd.components_ = np.ascontiguousarray(components.T, dtype=np.float32).T
    return svd
