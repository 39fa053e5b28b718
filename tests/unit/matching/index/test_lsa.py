"""The library's tf-idf and truncated SVD with what we add: weights of terms, no empty axes, no copies."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from matching.index.lsa import fit_axes, fit_tfidf, given_axes

TEXTS = ["sensor pilot line", "sensor drift", "clinical trial", "clinical drug trial", "pilot plant", "plant drug"]


def vectorizer(**options: object) -> TfidfVectorizer:
    return TfidfVectorizer(sublinear_tf=True, dtype=np.float32, **options)


def test_with_even_weights_the_rows_are_those_of_the_library() -> None:
    rows = fit_tfidf(vectorizer(), TEXTS, lambda _: 1.0)

    assert rows.toarray() == pytest.approx(vectorizer().fit_transform(TEXTS).toarray())


def test_a_weight_scales_a_term_against_the_others_also_in_texts_to_come() -> None:
    fitted, plain = vectorizer(), vectorizer().fit(TEXTS)

    rows = fit_tfidf(fitted, TEXTS, lambda term: 0.5 if term == "pilot" else 1.0)

    pilot, line = (fitted.vocabulary_[term] for term in ("pilot", "line"))
    ratio = plain.idf_[pilot] / plain.idf_[line]
    assert rows[0, pilot] / rows[0, line] == pytest.approx(ratio / 2)
    assert fitted.transform(TEXTS).toarray() == pytest.approx(rows.toarray())


def test_texts_without_a_term_are_zero_rows_however_rare_terms_are_dropped() -> None:
    fitted = vectorizer(min_df=2)

    rows = fit_tfidf(fitted, ["", "the"], lambda _: 1.0)

    assert rows.shape == (2, len(fitted.vocabulary_))
    assert not rows.nnz
    assert not fitted.transform(["sensor"]).nnz


def test_axes_that_tell_nothing_are_left_out() -> None:
    rows = fit_tfidf(vectorizer(), [*TEXTS[:2], *TEXTS[:2], *TEXTS[:2]], lambda _: 1.0)

    assert len(fit_axes(rows, 4).components_) == 2


def test_texts_that_repeat_one_another_have_one_axis() -> None:
    rows = fit_tfidf(vectorizer(), TEXTS[:1] * 4, lambda _: 1.0)

    assert np.abs(fit_axes(rows, 2).transform(rows)) == pytest.approx(np.ones((4, 1)))


def test_axes_lie_in_memory_as_rows_are_multiplied() -> None:
    rows = fit_tfidf(vectorizer(), TEXTS, lambda _: 1.0)
    axes = fit_axes(rows, 3)

    assert axes.components_.T.flags.c_contiguous
    assert np.array_equal(given_axes(axes.components_).transform(rows), axes.transform(rows))
