"""Which help area is meant where no word of the taxonomy stands."""

from __future__ import annotations

import pytest

from graph.taxonomy.area_words import suggest_areas
from matching.relevance.encoder import WORDS_ALONE, SentenceEncoder, encoder_of
from matching.relevance.evidence import Question
from matching.relevance.reference import shipped_reference
from matching.relevance.suggestion import likely_areas


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> SentenceEncoder:
    return encoder_of(tmp_path_factory.mktemp("home"), is_wanted=True)


@pytest.mark.parametrize(("text", "area"), [("卖到国外去", "overseas_sales"), ("合伙人要走怎么办", "cofounders")])
def test_what_is_meant_is_found_without_a_word_of_it(encoder: SentenceEncoder, text: str, area: str) -> None:
    assert likely_areas(Question(text), encoder, shipped_reference()) == [area]


def test_where_two_are_about_as_likely_both_are_suggested(encoder: SentenceEncoder) -> None:
    found = likely_areas(Question("The whole team works nights and two have quit"), encoder, shipped_reference())

    assert sorted(found) == ["cofounders", "founder_leadership"]


@pytest.mark.parametrize(
    "text",
    ["Our biggest customer pays after 180 days", "最大的客户180天才付款", "They always pay late", "客户迟迟不付款"],
)
def test_payment_that_comes_late_is_about_cash(text: str) -> None:
    assert suggest_areas(text) == ["financial_planning"]


@pytest.mark.parametrize("text", ["Hello there, how are you today?", "你好", "今天天气不错", "asdf", "我们需要帮助"])
def test_what_means_nothing_of_the_kind_suggests_nothing(encoder: SentenceEncoder, text: str) -> None:
    assert suggest_areas(text) == []
    assert likely_areas(Question(text), encoder, shipped_reference()) == []


def test_words_alone_suggest_by_words_only() -> None:
    assert likely_areas(Question("卖到国外去"), WORDS_ALONE, shipped_reference()) == []
