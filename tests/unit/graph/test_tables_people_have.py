"""Tables as people have them: where the headings stand, which column is what, which rows are records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from graph.exchange.understanding.cells import Counted
from graph.exchange.understanding.choices import Choices
from graph.exchange.understanding.mapping import as_remembered
from graph.exchange.understanding.store import RowStore
from tests.support.reading import Read, Reader, names


@pytest.fixture
def read(tmp_path: Path) -> Iterator[Reader]:
    with RowStore() as store:
        yield Reader(tmp_path, store)


def test_numbers_of_rows_are_no_ids(read: Reader) -> None:
    found = read(
        "ID,Name,Roles,Email\n1,Sena Okafor,supervisor,s@example.org\n2,Marek Dolan,supervisor,m@example.org\n"
    )

    assert names(found)["ID"] is None
    ids = found.column("id")
    assert len(set(ids)) == 2
    assert not {"1", "2"} & set(ids)


def test_the_same_person_has_the_same_id_in_every_list(read: Reader) -> None:
    first = read("Name,Email,Title\nAda,ada@example.org,CTO\nBo,bo@example.org,CEO\n").column("id")
    second = read("姓名,职务,邮箱\nBo,CEO,BO@example.org\n").column("id")[-1:]

    assert second == first[1:2]


def test_official_words_and_chinese_headings_are_known(read: Reader) -> None:
    found = read("编号,姓名,角色,行业,专长,可辅导人数,邮箱\nc2,李默,创业导师,人工智能,融资,3,li.mo@example.org\n")

    assert list(names(found).values()) == ["id", "name", "roles", "industries", "topics", "capacity", "email"]
    (row,) = found.rows["people"]
    assert row["roles"] == "supervisor"
    assert row["industries"] == "artificial_intelligence"


def test_title_rows_merged_cells_totals_and_notes_are_no_records(read: Reader, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (
        ["2024年度导师名单"], [], ["姓名", "工作单位", "联系方式", None], [None, None, "电话", "邮箱"],
        ["一、高校导师"], ["张三", "复旦大学", "13800138000", "zhang@example.org"], ["李四", None, "13900139000", None],
        ["合计", "2人"], ["注：请勿外传"],
    ):  # fmt: skip
        page.append(row)
    for place in ("A1:D1", "C3:D3", "A3:A4", "B3:B4", "B6:B7"):
        page.merge_cells(place)
    book.save(tmp_path / "book.xlsx")

    found = read(tmp_path / "book.xlsx")

    assert found.table.heading_row == 4
    assert list(names(found).values()) == ["name", "organisation", "phone", "email"]
    assert found.column("name") == ["张三", "李四"]
    assert [row["organisation"] for row in found.rows["careers"]] == ["复旦大学", "复旦大学"]
    assert [one.code for one in found.table.left_out] == ["row_of_notes", "row_of_totals", "row_of_notes"]


@pytest.mark.parametrize(
    "footer",
    [
        ["制表人：小周 审核人：邹敏一"], ["制表人：", "小周", "审核人：", "邹敏一"],
        ["填表人：王", "", "日期：2026年1月"],
        ["备注：", "初审名单"],
        ["Prepared by:", "Xiao Zhou"], ["Printed on 30 Nov 2026"], ["总计", "2"],
    ],
)  # fmt: skip
def test_who_made_a_table_is_nobody_of_it(read: Reader, footer: list[str]) -> None:
    heads, people = "姓名,单位,电话,邮箱", "备注良,复旦大学,13800138000,b@example.org\n审核人,,,c@example.org"
    found = read(f"{heads}\n{people}\n{','.join(footer)}\n")

    assert found.column("name") == ["备注良", "审核人"], "real rows stay, whatever somebody is called"
    assert len(found.table.left_out) == 1


def test_everything_about_a_table_is_told_at_once(read: Reader) -> None:
    found = read("Full name,E-mail address,Expertise,Role,Shoe size,Car\nAn He,an.he@example.org,pricing,Mentor,39,\n")

    assert list(names(found).values()) == ["name", "email", "topics", "roles", None, None]
    (note,) = [one for one in found.answers.notes if one.code == "columns_left_out"]
    assert note.params["columns"] == "Shoe size (1)"
    assert found.column("roles") == ["supervisor"]


def test_all_columns_left_out_are_named_in_one_line(read: Reader) -> None:
    extra = ",".join(f"extra {number}" for number in range(1, 12))
    found = read(f"id,name,roles,{extra}\nw1,An He,supervisor{',x' * 11}\n", "people.csv")

    (note,) = found.answers.notes
    assert all(f"extra {number} (1)" in note.params["columns"] for number in range(1, 12))
    assert note.fix_code != "no_mend_needed"


def test_a_mapping_and_choices_win(read: Reader) -> None:
    text = "甲;乙;丙\n说明;;\nAn He;经理;a,b\n"
    mapping = as_remembered(
        {
            "columns": {"甲": "name", "乙": "category", "丙": "topics"},
            "values": {"category": {"经理": "professional_manager"}},
            "styles": {"topics": {"separators": ","}},
        }
    )

    found = read(text, choices=Choices(table="people", heading_row=1, remembered=mapping))

    assert found.column("category")[-1:] == ["professional_manager"]
    assert found.column("topics")[-1:] == ["a|b"]


def test_what_was_understood_can_be_said_again(read: Reader) -> None:
    text = "姓名,类别,阶段\n张三,教授,早期\n"
    first = read(text)
    again = read(text, choices=Choices(table="people", remembered=as_remembered(first.table.mapping())))

    assert again.rows["people"][1] | {"id": ""} == again.rows["people"][0] | {"id": ""}
    assert again.sure["category", "教授"]


def test_a_form_asks_in_sentences(read: Reader) -> None:
    found = read(
        "ID,What is your full name?,请填写您的邮箱（必填）,Which industries do you know best?,"
        "How many startups can you mentor?\n"
        "1,Ada Lovelace,ada@example.org,AI;robotics;,3 startups\n"
    )

    assert list(names(found).values()) == [None, "name", "email", "industries", "capacity"]
    (row,) = found.rows["people"]
    assert (row["industries"], row["capacity"]) == ("artificial_intelligence|robotics", "3")


def test_cells_say_what_a_heading_does_not(read: Reader) -> None:
    found = read("姓名,联系方式,职务,Kontakt\nA,a@example.org,CTO,13800138000\nB,b@example.org,CTO,13900139000\n")

    assert names(found) == {"姓名": "name", "联系方式": "email", "职务": "title", "Kontakt": "phone"}


@pytest.mark.parametrize(
    ("others", "said", "category", "topics"),
    [
        (None, {}, ["", "", "scientist"], ["pricing"]),
        ("topics", {}, ["", "", "scientist"], ["moon minds", "pricing", "tide minds"]),
        ("topics", {"tide minds": "scientist"}, ["scientist", "", "scientist"], ["moon minds", "pricing"]),
        ("empty", {}, ["", "", "scientist"], ["pricing"]),
    ],
)
def test_what_is_said_of_all_words_of_a_column_holds_for_those_of_which_nothing_is_said(
    read: Reader, others: str | None, said: dict[str, str], category: list[str], topics: list[str]
) -> None:
    mapping = {"values": {"category": said}, "others": {"category": others} if others else {}}
    found = read(
        "Name,Category,Topics\nAda,tide minds,pricing\nBo,moon minds,\nCy,scientist,\n",
        choices=Choices(table="people", remembered=as_remembered(mapping)),
    )

    assert found.column("category") == category
    assert sorted(one for cell in found.column("topics") for one in cell.split("|") if one) == topics
    assert found.table.mapping().get("others") == mapping["others"]


def test_all_proposals_of_a_column_are_accepted_or_left_out_at_once(read: Reader) -> None:
    text = "Name,Stages\nAda,天使轮融资\nBo,A轮融资中\n"
    proposed = read(text, choices=Choices(table="people"))
    assert proposed.column("stages") == ["angel", "a"]
    assert [one.reading.is_sure for one in values(proposed)] == [False, False]

    for how, cells in (("proposed", ["angel", "a"]), ("empty", ["", ""])):
        found = read(text, choices=Choices(table="people", remembered=as_remembered({"others": {"stages": how}})))
        assert (found.column("stages")[-2:], [one.reading.is_sure for one in values(found)]) == (cells, [True, True])


def values(found: Read) -> list[Counted]:
    assert found.table.reader
    return [one for one in found.table.reader.values() if one.column == "stages"]
