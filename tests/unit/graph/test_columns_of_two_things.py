"""Columns that hold two things or many, and headings of which a page must know what they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.exchange.format.schema import SHEETS
from graph.exchange.understanding.columns import SETTLED_PARTS
from graph.exchange.understanding.lexicon import lexicon_of
from graph.exchange.understanding.store import RowStore
from tests.support.reading import Reader
from webapp.words.columns import target_names


@pytest.fixture
def read(tmp_path: Path) -> Iterator[Reader]:
    with RowStore() as store:
        yield Reader(tmp_path, store)


def test_a_slash_parts_an_employer_and_the_post_there(read: Reader) -> None:
    found = read("姓名,单位/职务\n赵建国,潮汐科技（上海）有限公司/技术总监\n韦敏,清华大学 计算机系／教授\n")

    careers = [(row["organisation"], row["title"]) for row in found.rows["careers"]]
    assert careers == [("潮汐科技（上海）有限公司", "技术总监"), ("清华大学 计算机系", "教授")]
    assert not any(sure for (column, _), sure in found.sure.items() if column == "organisation")


@pytest.mark.parametrize("table", ["people", "startups", "investors", "labs", "incubators", "parks"])
def test_whatever_a_heading_may_be_can_be_chosen_on_the_page(table: str) -> None:
    names = set(target_names(table))

    assert set(lexicon_of(table).known.values()) - SETTLED_PARTS <= names
    assert {column.name for column in SHEETS[table].columns} <= names


def test_spaces_between_chinese_words_are_proposed_and_beside_latin_ones_asked(read: Reader) -> None:
    found = read("姓名,关键词\n赵建国,医疗器械 智能制造 大数据\n韦敏,AI 芯片\n骆祺淼,machine learning\n许照宁,定价\n")

    assert found.column("topics") == ["医疗器械|智能制造|大数据", "AI 芯片", "machine learning", "定价"]
    assert not found.sure["topics", "医疗器械 智能制造 大数据"]
    assert not found.sure["topics", "AI 芯片"]
    assert ("topics", "machine learning") not in found.sure


def test_a_category_that_may_be_several_is_asked(read: Reader) -> None:
    found = read("姓名,类别\n赵建国,技术专家\n韦敏,科学家\n")

    assert ("category", "技术专家") in found.asked
    assert found.column("category") == ["", "scientist"]
