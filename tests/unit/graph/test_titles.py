"""Titles at names: parted from whole names, never cut out of one, and never in the way of a comparison."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.doubles.person_names import PersonName
from graph.doubles.titles import TitledName, split_titles
from graph.exchange.identity.names import plain_name
from graph.exchange.understanding.store import RowStore
from tests.support.reading import Reader


@pytest.fixture
def read(tmp_path: Path) -> Iterator[Reader]:
    with RowStore() as store:
        yield Reader(tmp_path, store)


@pytest.mark.parametrize(
    ("text", "name", "titles"),
    [
        ("骆祺淼老师", "骆祺淼", ()),
        ("赵建国教授", "赵建国", ("教授",)),
        ("趙建國 教授", "趙建國", ("教授",)),
        ("赵建国（教授）", "赵建国", ("教授",)),
        ("赵建国院士教授", "赵建国", ("院士", "教授")),
        ("孙丽华总", "孙丽华", ()),
        ("欧阳娜女士", "欧阳娜", ()),
        ("宋建国副总经理", "宋建国", ("副总经理",)),
        ("Dr. 王建国", "王建国", ("Dr.",)),
        ("Prof. Dr. Anna Weber", "Anna Weber", ("Prof.", "Dr.")),
        ("Mr. Wei Li", "Wei Li", ()),
        ("Ana Silva, Ph.D.", "Ana Silva", ("PhD",)),
    ],
)
def test_a_title_is_parted_from_a_whole_name(text: str, name: str, titles: tuple[str, ...]) -> None:
    assert split_titles(text) == TitledName(name, titles)


@pytest.mark.parametrize("name", ["王总", "张教授", "王副教授", "司马老师", "高博士", "李总监", "Dr. Wei"])
def test_what_may_be_a_title_of_no_whole_name_is_left(name: str) -> None:
    assert split_titles(name) == TitledName(name, is_open=True)


@pytest.mark.parametrize("name", ["刘文博", "陈师", "闻小明", "马云", "老师", "总", "Dragan Profumo", "Ms", ""])
def test_a_name_is_never_cut(name: str) -> None:
    assert split_titles(name) == TitledName(name)


@pytest.mark.parametrize(("left", "right"), [("赵建国教授", "赵建国"), ("Dr. Ana Silva PhD", "Silva, Ana")])
def test_names_are_compared_without_titles(left: str, right: str) -> None:
    assert plain_name(left) == plain_name(right)
    assert PersonName.of(left, "").rings & PersonName.of(right, "").rings


def test_titles_and_numbers_go_from_names_to_where_they_belong(read: Reader) -> None:
    found = read(
        "姓名,职务,手机\n骆祺淼老师,总监,13900000001\n赵建国教授,,13900000002\n许照宁博士,总经理,\n闻小明(13800001238),,\n"
        "韦敏女士（13800001239）,,13900000003\n王总,,\n"
    )

    assert found.column("name") == ["骆祺淼", "赵建国", "许照宁", "闻小明", "韦敏", "王总"]
    assert found.column("title") == ["总监", "教授", "总经理、博士", "", "", ""]
    assert found.column("phone") == ["13900000001", "13900000002", "", "13800001238", "13900000003", ""]
    assert {value for column, value in found.sure if column == "name"} >= {"骆祺淼老师", "赵建国教授"}
    assert [value for (column, value), sure in found.sure.items() if column == "name" and not sure] == ["王总"]
