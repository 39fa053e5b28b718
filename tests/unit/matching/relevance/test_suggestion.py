"""Which help area is meant where no word of the taxonomy stands."""

from __future__ import annotations

import pytest

from graph.taxonomy.area_words import suggest_areas
from matching.relevance.encoder import WORDS_ALONE, SentenceEncoder, encoder_of
from matching.relevance.evidence import Question
from matching.relevance.reference import shipped_reference
from matching.relevance.suggestion import clearest_area


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> SentenceEncoder:
    return encoder_of(tmp_path_factory.mktemp("home"), is_wanted=True)


@pytest.mark.parametrize(("text", "area"), [("卖到国外去", "overseas_sales"), ("合伙人要走怎么办", "cofounders")])
def test_what_is_meant_is_found_without_a_word_of_it(encoder: SentenceEncoder, text: str, area: str) -> None:
    assert clearest_area(Question(text), encoder, shipped_reference()) == area


@pytest.mark.parametrize("text", ["Hello there, how are you today?", "你好", "今天天气不错", "asdf", "我们需要帮助"])
def test_what_means_nothing_of_the_kind_suggests_nothing(encoder: SentenceEncoder, text: str) -> None:
    assert suggest_areas(text) == []
    assert clearest_area(Question(text), encoder, shipped_reference()) is None


def test_words_alone_suggest_by_words_only() -> None:
    assert clearest_area(Question("卖到国外去"), WORDS_ALONE, shipped_reference()) is None
