"""Lists of organisations in the styles of real ones, and all styles by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from stdnum.cn import uscc

from tests.bench import made_list_words as words
from tests.bench.made_list import ASK, Made, grid_of, plain
from tests.bench.made_list_files import as_text, as_workbook
from tests.bench.made_list_words import Pen
from tests.bench.made_people_lists import apart, forms, gbk, separators, sheets, tabs, titled


def startups(folder: Path, pen: Pen, count: int) -> Made:
    """A table of startups with dates, stages, staff and credit codes in several writings."""
    columns = {
        "公司名称": "name",
        "统一社会信用代码": "uscc",
        "成立时间": "founded_on",
        "融资轮次": "stage",
        "所属领域": "industries",
        "员工人数": "headcount",
        "官网": "website",
        "联系人": "contact",
        "联系电话": "contact_phone",
        "融资金额（万元）": "",
        "公司简介": "summary",
    }
    ways = ("slash", "zh", "dot", "iso", "month", "year")
    rows = []
    for number in range(count):
        staff, code = pen.dice.randint(3, 1500), credit_code(pen)
        shown = code.lower() if pen.dice.random() < 0.2 else code
        told = (shown, code) if pen.dice.random() < 0.95 else ("9.13100001234568E+17", ASK)
        rows.append(
            {
                "公司名称": plain(f"上海{pen.dice.choice('星云海山')}{number}科技有限公司"),
                "统一社会信用代码": told,
                "成立时间": pen.day(ways[pen.dice.choice((0, 0, 0, 1, 1, 2, 3, 3, 4, 5))]),
                "融资轮次": pen.one(words.STAGES),
                "所属领域": pen.some([one for one in words.INDUSTRIES if one[1]], "、", 2),
                "员工人数": pen.dice.choice(
                    (plain(str(staff)), (f"{staff}人", str(staff)), (f"{staff:,}", str(staff)))
                ),
                "官网": pen.maybe(plain(f"www.example{number}.com"), 0.2),
                "联系人": plain(pen.chinese_name()[0]),
                "联系电话": pen.phone(),
                "融资金额（万元）": plain("500"),
                "公司简介": pen.maybe(plain(pen.dice.choice(words.TEXTS)), 0.1),
            }
        )
    grid, truth = grid_of(rows, columns)
    return Made(as_workbook(folder / "在孵企业.xlsx", {"Sheet1": grid}), "startups", truth)


def credit_code(pen: Pen) -> str:
    """A credit code with its check digit."""
    bare = f"9131{pen.dice.randrange(10**13):013d}"
    return bare + str(uscc.calc_check_digit(bare))


def western_startups(folder: Path, pen: Pen, count: int) -> Made:
    """An English table of startups with days before months, which some cells show."""
    columns = {
        "Company": "name",
        "Founded": "founded_on",
        "Stage": "stage",
        "Sectors": "industries",
        "Employees": "headcount",
        "HQ": "region",
        "One-liner": "summary",
    }
    rows = []
    for number in range(count):
        staff = pen.dice.randint(2, 400)
        rows.append(
            {
                "Company": plain(f"Heron {number} Ltd"),
                "Founded": pen.day(pen.dice.choice(("dmy", "dmy", "words"))),
                "Stage": pen.one([one for one in words.STAGES if one[0].isascii()]),
                "Sectors": pen.some([one for one in words.INDUSTRIES if one[1] and one[0].isascii()], ", "),
                "Employees": plain(str(staff)),
                "HQ": pen.one(words.CITIES),
                "One-liner": plain(pen.dice.choice(words.TEXTS[1::2])),
            }
        )
    rows[0]["Founded"] = ("25/12/2019", "2019-12-25")
    grid, truth = grid_of(rows, columns)
    return Made(as_text(folder / "portfolio.csv", grid, "utf-8", ","), "startups", truth)


def investors(folder: Path, pen: Pen, count: int) -> Made:
    """A Chinese table of investors with amounts in units."""
    columns = {
        "机构名称": "name",
        "机构类型": "kind",
        "关注领域": "industries",
        "投资阶段": "stages",
        "最低投资": "ticket_min",
        "最高投资（万元）": "ticket_max",
        "币种": "currency",
        "成立年份": "founded_on",
        "联系邮箱": "contact_email",
    }
    rows = []
    for number in range(count):
        least = pen.dice.choice((50, 80, 100, 200))
        low = pen.dice.choice(
            ((f"{least}万", f"{least}0000"), (f"{least}万元", f"{least}0000"), (f"{least * 10_000:,}", f"{least}0000"))
        )
        most = least * pen.dice.choice((2, 5, 10))
        currency = pen.dice.choice((("人民币", "CNY"), ("RMB", "CNY"), ("CNY", "CNY")))
        rows.append(
            {
                "机构名称": plain(f"启明{number}创投"),
                "机构类型": pen.one(words.INVESTOR_KINDS),
                "关注领域": pen.some([one for one in words.INDUSTRIES if one[1]], "、"),
                "投资阶段": pen.some(words.STAGES, "、"),
                "最低投资": low,
                "最高投资（万元）": (str(most), f"{most}0000"),
                "币种": currency,
                "成立年份": pen.day("year"),
                "联系邮箱": pen.email(),
            }
        )
    grid, truth = grid_of(rows, columns)
    return Made(as_text(folder / "投资机构.csv", grid, "utf-8-sig", ","), "investors", truth)


STYLES: dict[str, Callable[[Path, Pen, int], Made]] = {
    "forms": forms,
    "titled": titled,
    "semicolons, names apart": apart,
    "gbk": gbk,
    "utf-16 tabs": tabs,
    "ods sheets": sheets,
    "separators": separators,
    "startups": startups,
    "western startups": western_startups,
    "investors, amounts": investors,
}
