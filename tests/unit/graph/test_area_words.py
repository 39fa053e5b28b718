"""Which help areas a text is about, by words."""

from __future__ import annotations

import pytest

from graph.taxonomy.area_words import suggest_areas


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("We want to enter overseas markets: who has opened an office in Germany?", "overseas_sales"),
        ("我们想把产品卖到海外，第一次出海该找谁？", "overseas_sales"),
        ("Who can read our term sheet before we sign? There is a liquidation preference.", "term_sheets"),
        ("从中试线到第一家工厂，量产怎么爬坡？", "scale_up"),
        ("License our sensor to a Japanese tier one without giving away the recipe", "licensing_deals"),
        ("License our sensor to a Japanese tier one without giving away the recipe", "ip_strategy"),
        ("怎样把传感器技术授权给日本一级供应商", "licensing_deals"),
        ("如何学会授权，不再事必躬亲", "founder_leadership"),
    ],
)
def test_words_of_either_language_name_the_area(text: str, first: str) -> None:
    assert first in suggest_areas(text)


@pytest.mark.parametrize(
    "text",
    [
        "Our export licence was refused",
        "We need a business licence in Shenzhen",
        "A licence to operate a clinic",
        "营业执照",
    ],
)
def test_a_licence_that_an_authority_gives_is_no_deal(text: str) -> None:
    assert "licensing_deals" not in suggest_areas(text)


def test_a_text_without_such_words_names_none_and_no_text_more_than_asked_for() -> None:
    assert suggest_areas("") == suggest_areas("Hello there, how are you today?") == []
    text = "海外市场、股权融资、知识产权、招投标、定价、招聘、上市、并购"
    assert len(suggest_areas(text)) == 3
    assert len(suggest_areas(text, 2)) == 2


def test_a_phrase_that_means_something_else_does_not_count() -> None:
    assert suggest_areas("We lack crystal growth know-how.") == []
    assert suggest_areas("产品上市后") == []


def test_words_count_whole_in_english_whatever_their_case_and_width() -> None:
    assert suggest_areas("We prepare our IPO.") == suggest_areas("We prepare our ＩＰＯ。") == ["listing"]
    assert "listing" not in suggest_areas("The hipposcope works.")
