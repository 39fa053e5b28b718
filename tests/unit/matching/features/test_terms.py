"""Texts of folders as term vectors, and the axes of them."""

from __future__ import annotations

import numpy as np
import pytest

from matching.features.terms import TermAxes, term_vectors, terms_of

TEXTS = ["sensors for pilot lines", "a sensor drifts", "drug trials", "trial of a drug", "压电传感器", "传感器中试", ""]


def test_forms_of_a_word_are_one_term_and_neighbours_are_a_pair() -> None:
    assert terms_of("sensors drift") == ["sensor", "drift", "sensor drift"]


def test_chinese_words_are_compared_by_two_signs_too() -> None:
    assert "~传感" in terms_of("传感器")


def test_rows_are_of_unit_length_and_a_text_without_a_term_is_a_zero_row() -> None:
    lengths = np.sqrt(term_vectors(TEXTS).multiply(term_vectors(TEXTS)).sum(axis=1)).ravel()

    assert np.asarray(lengths).ravel() == pytest.approx([1, 1, 1, 1, 1, 1, 0])


def test_along_the_axes_texts_of_the_same_words_are_near_and_others_far() -> None:
    matrix = term_vectors(TEXTS)
    dense = TermAxes(matrix).transform(matrix)

    assert dense[2] @ dense[3] > 0.99
    assert abs(dense[0] @ dense[2]) < 0.01
    assert not dense[6].any()


@pytest.mark.parametrize("texts", [[], ["sensors"], ["sensors", "drugs", "plants"]])
def test_where_no_axis_can_be_found_no_text_is_told(texts: list[str]) -> None:
    matrix = term_vectors(texts)

    assert not TermAxes(matrix).transform(matrix).any()
