"""Text in both languages becomes vectors that say what is alike."""

from __future__ import annotations

import numpy as np
import pytest

from matching.index.text import TextEncoder, analyze, split_words

TEXTS = [
    "Piezoelectric sensors for car plants, from pilot line to volume",
    "Ceramics and sensor materials, pilot production",
    "Clinical trials for new medicines",
    "Hospital networks and drug approval",
    "压电传感器从中试到量产",
    "新药临床试验与医院合作",
    "陶瓷材料与传感器中试",
    "Retail shops and supply chains",
]


@pytest.fixture(scope="module")
def encoder() -> TextEncoder:
    return TextEncoder(dimensions=6).fit(TEXTS)


def likeness(encoder: TextEncoder, left: str, right: str) -> float:
    vectors = encoder.transform([left, right])
    return float(vectors[0] @ vectors[1])


def test_chinese_is_split_into_words() -> None:
    assert list(split_words("我们生产压电传感器")) == ["生产", "压电", "传感器"]


def test_words_that_every_company_uses_are_left_out() -> None:
    assert list(split_words("Our company helps customers with the best platform for logistics")) == ["logistics"]


def test_a_text_of_both_languages_keeps_both() -> None:
    assert list(split_words("AI芯片 design")) == ["ai", "芯片", "design"]


def test_terms_hold_words_pairs_and_parts() -> None:
    terms = analyze("pilot line")

    assert {"pilot", "line", "pilot line", "~_pil"} <= set(terms)


def test_alike_texts_are_closer_than_others_in_both_languages(encoder: TextEncoder) -> None:
    assert likeness(encoder, "sensor pilot line", TEXTS[0]) > likeness(encoder, "sensor pilot line", TEXTS[3])
    assert likeness(encoder, "传感器中试", TEXTS[6]) > likeness(encoder, "传感器中试", TEXTS[5])


def test_another_form_of_a_word_still_counts(encoder: TextEncoder) -> None:
    assert likeness(encoder, "sensing plants", TEXTS[0]) > likeness(encoder, "sensing plants", TEXTS[2])


def test_a_text_without_a_known_word_is_the_zero_vector(encoder: TextEncoder) -> None:
    assert not encoder.transform(["", "!!!", "的"]).any()


def test_vectors_are_float32_and_at_most_one_long(encoder: TextEncoder) -> None:
    vectors = encoder.transform(TEXTS)

    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1).max() <= 1 + 1e-5


def test_the_same_texts_give_the_same_vectors() -> None:
    one, two = (TextEncoder(dimensions=6).fit(TEXTS).transform(TEXTS) for _ in range(2))

    assert np.array_equal(one, two)


def test_an_encoder_comes_back_from_its_arrays(encoder: TextEncoder) -> None:
    again = TextEncoder.from_arrays(encoder.to_arrays())

    assert np.allclose(again.transform(TEXTS), encoder.transform(TEXTS))
    assert again.rarity("sensors") == pytest.approx(encoder.rarity("sensors"))


def test_fitting_on_nothing_still_encodes() -> None:
    assert not TextEncoder().fit([]).transform(["sensors"]).any()
