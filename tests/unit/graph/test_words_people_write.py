"""Cells as people write them: read where they can mean one thing, else proposed or asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.exchange.understanding.store import RowStore
from tests.support.reading import Reader


@pytest.fixture
def read(tmp_path: Path) -> Iterator[Reader]:
    with RowStore() as store:
        yield Reader(tmp_path, store)


def test_lists_are_parted_where_a_column_shows_it(read: Reader) -> None:
    found = read(
        "id,name,roles,industries,topics,languages\n"
        'l1,An He,supervisor,"artificial intelligence; biopharmaceuticals","pricing, go to market",en\n'
        "l2,李然,supervisor,人工智能、集成电路,融资；定价,zh\n"
        "l3,Bo Lan,supervisor,人工智能｜集成电路,pricing|exports,zh\n"
    )

    both = "artificial_intelligence|integrated_circuits"
    assert found.column("industries") == ["artificial_intelligence|biopharmaceuticals", both, both]
    assert found.column("topics") == ["pricing|go to market", "融资|定价", "pricing|exports"]
    assert found.column("id") == ["l1", "l2", "l3"]


def test_one_term_is_never_cut(read: Reader) -> None:
    found = read(
        "name,title,topics\nA,CTO,C++/Rust、TCP/IP\nB,CEO,AI/ML；finance\n"
        'C,CFO,"environment, social and governance reporting of large listed groups、audit"\n'
    )

    assert found.column("topics") == [
        "C++/Rust|TCP/IP", "AI/ML|finance", "environment, social and governance reporting of large listed groups|audit",
    ]  # fmt: skip


def test_words_of_stages_categories_and_languages_are_read(read: Reader) -> None:
    found = read(
        "id,name,roles,category,stages,languages,capacity\n"
        "c1,张然,创业导师,连续成功创业者,种子轮|天使轮,中文,2\nc3,李默,导师,科学家,Series A|Growth,中英文,3家\n"
        "c4,何安,导师,教授,早期,English/German,三\n"
    )

    assert found.column("category") == ["serial_entrepreneur", "scientist", "scientist"]
    assert found.column("stages") == ["angel|seed", "a|growth", "angel|seed"]
    assert found.column("languages") == ["zh", "en|zh", "de|en"]
    assert found.column("capacity") == ["2", "3", "3"]
    assert found.sure["category", "科学家"]
    assert not found.sure["category", "教授"]
    assert not found.sure["stages", "早期"]


def test_dates_are_read_where_they_can_mean_one_day(read: Reader) -> None:
    found = read(
        "id,name,founded_on\ny1,Anbo,2010\ny2,Boco,15-08-2022\ny3,Cady,2021年3月\ny4,Dita,2020/3/5\ny5,Elmo,44927\n"
        "y6,Faro,2023年7月1日\ny7,Gigo,1 Mar 2024\ny8,Hall,２０２３.7.1\ny9,Iris,2023-07-01 12:30:00\n",
        "startups.csv",
    )

    assert found.column("founded_on") == [
        "2010-01-01", "2022-08-15", "2021-03-01", "2020-03-05", "2023-01-01", "2023-07-01", "2024-03-01", "2023-07-01",
        "2023-07-01",
    ]  # fmt: skip
    assert found.sure["founded_on", "15-08-2022"]
    assert found.sure["founded_on", "2020/3/5"]
    assert not found.sure["founded_on", "2010"]
    assert not found.sure["founded_on", "44927"]


@pytest.mark.parametrize(
    ("others", "read_as", "is_asked"),
    [
        ("", "", True),
        ("25/12/2019", "2023-04-03", False),
        ("12/25/2019", "2023-03-04", False),
        ("25/12/2019,12/25/2019", "", True),
    ],
)
def test_day_and_month_are_never_guessed(read: Reader, others: str, read_as: str, is_asked: bool) -> None:
    days = ["03/04/2023", *filter(None, others.split(","))]
    rows = "".join(f"s{number},Name {number},{day}\n" for number, day in enumerate(days))

    found = read(f"id,name,founded_on\n{rows}", "startups.csv")

    assert found.column("founded_on")[0] == read_as
    assert (("founded_on", "03/04/2023") in found.asked) == is_asked
    assert is_asked or not found.sure["founded_on", "03/04/2023"]


def test_a_bad_cell_costs_the_cell(read: Reader) -> None:
    found = read("id,name,founded_on,headcount\ns1,One,someday,12\ns2,Two,2020-01-02,a few\n", "startups.csv")

    assert found.column("founded_on") == ["", "2020-01-02"]
    assert found.column("headcount") == ["12", ""]
    assert found.asked == {("founded_on", "someday"), ("headcount", "a few")}


def test_amounts_are_read_as_people_write_them(read: Reader) -> None:
    found = read(
        "id,name,kind,ticket_min,ticket_max,currency\nn3,Ven,angel,50万,1亿,人民币\nn4,Wen,angel,$50k,$1.2M,USD\n"
        'n5,Xen,VC,"1,200",¥1.5亿,CNY\nn6,Yen,VC,"1,5","1.200,50",EUR\nn7,Zen,VC,$5k,,CNY\n',
        "investors.csv",
    )

    assert found.column("ticket_min") == ["500000", "50000", "1200", "", ""]
    assert found.column("ticket_max") == ["100000000", "1200000", "150000000", "", ""]
    assert found.column("currency") == ["CNY", "USD", "CNY", "EUR", "CNY"]
    assert {("ticket_min", "1,5"), ("ticket_max", "1.200,50")} <= found.asked


def test_a_range_and_the_unit_of_a_heading_count(read: Reader) -> None:
    found = read(
        "机构名称,单笔投资（万元）,投资阶段\n甲创投,300-500,A轮\n乙创投,1000以内,B轮及以后\n丙资本,$1M - $2M,天使\n"
    )

    assert found.table.table == "investors"
    assert found.column("ticket_min") == ["3000000", "", "1000000"]
    assert found.column("ticket_max") == ["5000000", "10000000", "2000000"]
    assert found.column("stages") == ["a", "b|c|growth", "angel"]


def test_a_credit_code_is_never_made_up(read: Reader) -> None:
    found = read(
        "公司名称,统一社会信用代码\n甲,91310000ma1fl0ab1x\n乙,9.13100001234568E+17\n丙,913100001234567000\n丁,91310000MA1FL0AB1Y\n"
    )

    assert found.column("uscc") == ["91310000MA1FL0AB1X", "", "", ""]
    assert {value for _, value in found.asked} == {
        "9.13100001234568E+17", "913100001234567000", "91310000MA1FL0AB1Y"
    }  # fmt: skip


def test_names_are_put_together_and_taken_apart(read: Reader) -> None:
    apart = read("First name,Last name,Title\nAda,Lovelace,CTO\n伟,张,总监\n").column("name")
    assert apart == ["Ada Lovelace", "张伟"]

    found = read(
        '姓名,职务\nZhang Wei 张伟,总监\n李娜（Lina Li）,CTO\nBo Xun <bo@example.org>,CEO\n"Smith, Anna",COO\n'
    )
    rows = found.rows["people"][2:]
    assert [(row["name"], row.get("name_zh", "")) for row in rows[:2]] == [("Zhang Wei", "张伟"), ("Lina Li", "李娜")]
    assert (rows[2]["name"], rows[2]["email"]) == ("Bo Xun", "bo@example.org")
    assert not found.sure["name", "Smith, Anna"]


def test_what_nobody_sees_does_not_count(read: Reader) -> None:
    found = read(
        "姓名,邮箱,手机,城市\n张\u200b三\u3000,zhang＠example.org,１３８００１３８０００,无\n\u200b,\u3000,　, \n"
    )

    (row,) = found.rows["people"]
    assert (row["name"], row["email"], row["phone"], row["region"]) == ("张三", "zhang@example.org", "13800138000", "")


def test_places_and_countries_in_both_languages(read: Reader) -> None:
    found = read(
        '姓名,职务,城市,国籍\nA,CTO,"Shanghai, China",美国\nB,CTO,浦东新区,British\nC,CTO,深圳,中国籍\n'
        "D,CTO,Munich,Nowhere\n"
    )

    assert found.column("region") == ["Shanghai", "Pudong", "深圳", "Munich"]
    assert found.column("country") == ["USA", "GBR", "CHN", ""]
    assert found.asked == {("country", "Nowhere")}


def test_what_stands_in_one_cell_goes_where_it_belongs(read: Reader) -> None:
    found = read(
        '姓名,工作单位及职务,座机,手机,所在地\n张三,复旦大学 教授,,13800138000,"San Francisco, CA"\n'
        "李四,甲公司,021-61234567,13900139000,上海市浦东新区张江路1号\n"
    )

    assert [row["organisation"] for row in found.rows["careers"]] == ["复旦大学", "甲公司"]
    assert found.column("title") == ["教授", ""]
    assert found.column("phone") == ["13800138000", "021-61234567"]
    assert [row["region"] for row in found.rows["people"]] == ["San Francisco", "Pudong"]
    assert found.column("country") == ["USA", ""]
    assert not found.sure["region", "San Francisco, CA"]


def test_amounts_whose_unit_or_currency_cannot_be_told_are_asked_for(read: Reader) -> None:
    found = read(
        "Investor,Min,Max,Currency,Sectors\nA,1.5,3,million USD,AI / Robotics\nB,1M,2M,人民币/美元,any\n"
        "C,5,3,EUR,Other: textiles\n"
    )

    assert found.column("ticket_min") == ["", "1000000", ""]
    assert found.column("ticket_max") == ["", "2000000", ""]
    assert found.column("currency") == ["", "", "EUR"]
    assert found.column("industries") == ["artificial_intelligence|robotics", "", ""]
    assert found.column("topics") == ["", "", "textiles"]
    assert {("currency", "人民币/美元"), ("currency", "million USD"), ("ticket_min", "1.5")} <= found.asked


def test_a_point_before_three_digits_is_asked_for(read: Reader) -> None:
    found = read("机构名称,最低投资（万元）,最高投资（万元）,币种\n甲创投,1.200,1.5,CNY\n乙创投,50,5000000,CNY\n")

    assert found.column("ticket_min") == ["", "500000"]
    assert found.column("ticket_max") == ["15000", "50000000000"]
    assert ("ticket_min", "1.200") in found.asked
    assert not found.sure["ticket_max", "5000000"]
