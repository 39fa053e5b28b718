"""Lists of people in the styles of real ones."""

from __future__ import annotations

from pathlib import Path

from tests.bench import made_list_words as words
from tests.bench.made_list import ASK, Made, Row, grid_of, plain
from tests.bench.made_list_files import as_open_document, as_text, as_workbook
from tests.bench.made_list_words import Cell, Pen


def forms(folder: Path, pen: Pen, count: int) -> Made:
    """An export of a form: questions as headings, choices with a semicolon behind each."""
    columns = {
        "ID": "",
        "Start time": "",
        "Completion time": "",
        "Email": "email",
        "What is your full name?": "name",
        "Your mobile number": "phone",
        "Which industries do you know best? (multiple choice)": "industries",
        "Which stages do you prefer?": "stages",
        "Which languages do you speak?": "languages",
        "How many startups can you mentor a year?": "capacity",
        "Short bio": "summary",
    }
    known = [one for one in words.INDUSTRIES if one[1] and one[0].isascii()]
    rows = []
    for number in range(count):
        first, last = pen.western_name()
        capacity = str(pen.dice.randint(1, 8))
        told = (f"{capacity} startups", capacity) if pen.dice.random() < 0.2 else (capacity, capacity)
        fields = (
            ("ID", plain(str(number + 1))),
            ("Start time", plain("2024-03-01 09:00")),
            ("Completion time", plain("2024-03-01 09:10")),
            ("Email", pen.email()),
            ("What is your full name?", plain(f"{first} {last}")),
            ("Your mobile number", pen.phone()),
            ("Which industries do you know best? (multiple choice)", _behind(pen.some(known, ";"))),
            ("Which stages do you prefer?", _behind(pen.some([one for one in words.STAGES if one[0].isascii()], ";"))),
            ("Which languages do you speak?", pen.some([one for one in words.LANGUAGES if one[0].isascii()], ";", 2)),
            ("How many startups can you mentor a year?", told),
            ("Short bio", pen.maybe(plain(pen.dice.choice(words.TEXTS)), 0.1)),
        )
        rows.append(dict(fields))
    grid, truth = grid_of(rows, columns)
    return Made(as_workbook(folder / "Mentor sign-up(1-40).xlsx", {"Sheet1": grid}), "people", truth)


def _behind(cell: Cell) -> Cell:
    return (cell[0] + ";", cell[1]) if cell[1] else cell


def chinese_people(pen: Pen, count: int, sign: str) -> list[Row]:
    rows = []
    for number in range(count):
        name, _ = pen.chinese_name()
        shown = f"{name[0]}　{name[1]}" if len(name) == 2 and pen.dice.random() < 0.3 else name
        places = pen.dice.randint(1, 6)
        stages = pen.dice.choice(words.RARE_STAGES) if pen.dice.random() < 0.03 else pen.some(words.STAGES, sign)
        rows.append(
            {
                "序号": plain(str(number + 1)),
                "姓名": (shown, name),
                "性别": plain("男"),
                "工作单位": plain(pen.dice.choice(words.EMPLOYERS)),
                "职务": plain(pen.dice.choice(words.POSTS)),
                "导师类别": pen.one(words.CATEGORIES),
                "研究方向": pen.some(words.TOPICS, sign),
                "所属行业": pen.some([one for one in words.INDUSTRIES if one[1]], sign),
                "擅长阶段": stages,
                "可辅导企业数": pen.dice.choice(
                    ((f"{places}家", str(places)), (str(places), str(places)), (f"{places}-{places + 2}家", ASK))
                ),
                "手机": pen.phone(),
                "微信号": plain(f"wx_{pen.dice.randrange(10**5)}"),
                "邮箱": pen.email(),
                "语言": pen.some(words.LANGUAGES, sign, 2),
                "城市": pen.one(words.CITIES),
                "国籍": pen.one(words.COUNTRIES),
                "个人简介": pen.maybe(plain(pen.dice.choice(words.TEXTS)), 0.1),
            }
        )
    return rows


CHINESE = {
    "序号": "",
    "姓名": "name",
    "性别": "",
    "工作单位": "organisation",
    "职务": "title",
    "导师类别": "category",
    "研究方向": "topics",
    "所属行业": "industries",
    "擅长阶段": "stages",
    "可辅导企业数": "capacity",
    "手机": "phone",
    "微信号": "wechat",
    "邮箱": "email",
    "语言": "languages",
    "城市": "region",
    "国籍": "country",
    "个人简介": "summary",
}


def titled(folder: Path, pen: Pen, count: int) -> Made:
    """A Chinese workbook: title over the table, groups of headings, rows of sections, a total and a note at the end."""
    grid, truth = grid_of(chinese_people(pen, count, "、"), CHINESE)
    groups = ["", "基本信息", *[""] * 4, "专业情况", *[""] * 3, "联系方式"]
    middle = count // 2
    lines = [
        ["2024年度创业导师信息汇总表"],
        [""],
        groups,
        grid[0],
        ["一、高校导师"],
        *grid[1 : middle + 1],
        ["二、企业导师"],
        *grid[middle + 1 :],
        ["合计", f"{count}人"],
        ["注：以上信息截至2024年6月，请勿外传"],
    ]
    sheets = {"Sheet1": lines, "填表说明": [["请按要求填写"], ["如有疑问请联系管理员"]]}
    return Made(as_workbook(folder / "导师库.xlsx", sheets, ["A1:Q1", "B3:F3", "G3:J3"]), "people", truth)


def gbk(folder: Path, pen: Pen, count: int) -> Made:
    """A Chinese text file as Excel saves it."""
    grid, truth = grid_of(chinese_people(pen, count, "；"), CHINESE)
    return Made(as_text(folder / "专家名单.csv", grid, "gb18030", ","), "people", truth)


def separators(folder: Path, pen: Pen, count: int) -> Made:
    """Lists with another separator in each column, and terms that hold one."""
    rows = chinese_people(pen, count, "|")
    for row in rows:
        row["研究方向"] = pen.some(words.TOPICS, "，")
        row["所属行业"] = pen.some([one for one in words.INDUSTRIES if one[1]], "/")
        row["语言"] = pen.some(words.LANGUAGES, "\n", 2)
        row["擅长阶段"] = pen.some(words.STAGES, " / ")
    grid, truth = grid_of(rows, CHINESE)
    return Made(as_workbook(folder / "导师.xlsx", {"名单": grid}), "people", truth)


def tabs(folder: Path, pen: Pen, count: int) -> Made:
    """Tab-separated UTF-16 with names in both languages."""
    columns = {
        "英文名": "name",
        "姓名": "name_zh",
        "E-mail": "email",
        "Organisation": "organisation",
        "Title": "title",
        "擅长": "topics",
        "国家": "country",
        "LinkedIn": "linkedin",
        "ORCID": "orcid",
    }
    rows = []
    for _ in range(count):
        name, latin = pen.chinese_name()
        orcid = f"0000-000{pen.dice.randrange(10)}-{pen.dice.randrange(10**4):04d}-{pen.dice.randrange(10**3):03d}X"
        rows.append(
            {
                "英文名": plain(latin),
                "姓名": plain(name),
                "E-mail": pen.email(),
                "Organisation": plain(pen.dice.choice(words.EMPLOYERS)),
                "Title": plain(pen.dice.choice(words.POSTS)),
                "擅长": pen.some(words.TOPICS, ";"),
                "国家": pen.one(words.COUNTRIES),
                "LinkedIn": plain(f"https://www.linkedin.com/in/{latin.replace(' ', '-').lower()}"),
                "ORCID": pen.dice.choice((plain(orcid), (f"https://orcid.org/{orcid}", orcid))),
            }
        )
    grid, truth = grid_of(rows, columns)
    return Made(as_text(folder / "mentors.txt", grid, "utf-16", "\t"), "people", truth)


def apart(folder: Path, pen: Pen, count: int) -> Made:
    """An English export with semicolons: names apart, places with their country."""
    columns = {
        "First name": "",
        "Last name": "",
        "Email address": "email",
        "Company": "organisation",
        "Job title": "title",
        "City": "region",
        "Areas of expertise": "topics",
        "Website": "website",
        "About": "summary",
    }
    rows = []
    for _ in range(count):
        first, last = pen.western_name()
        city = pen.dice.choice(
            (
                ("Shanghai, China", "Shanghai"),
                ("Munich, Germany", "Munich"),
                ("Beijing", "Beijing"),
                ("London, UK", "London"),
            )
        )
        rows.append(
            {
                "First name": plain(first),
                "Last name": (last, f"{first} {last}"),
                "Email address": pen.email(),
                "Company": plain(pen.dice.choice(words.EMPLOYERS)),
                "Job title": plain(pen.dice.choice(words.POSTS)),
                "City": city,
                "Areas of expertise": pen.some([one for one in words.TOPICS if one.isascii()], ", "),
                "Website": pen.maybe(plain("https://example.org/me"), 0.2),
                "About": pen.maybe(plain(pen.dice.choice(words.TEXTS)), 0.1),
            }
        )
    columns["Last name"] = "name"
    grid, truth = grid_of(rows, columns)
    return Made(as_text(folder / "export-2024-05-01.csv", grid, "utf-8-sig", ";"), "people", truth)


def sheets(folder: Path, pen: Pen, count: int) -> Made:
    """An OpenDocument file with a sheet of something else in front, and name and address in one cell."""
    columns = {
        "Mentor": "name",
        "Expertise": "topics",
        "Can help with": "help_areas",
        "Languages spoken": "languages",
        "Nationality": "country",
        "Capacity": "capacity",
    }
    rows = []
    for _ in range(count):
        first, last = pen.western_name()
        rows.append(
            {
                "Mentor": (f"{first} {last} <{pen.email()[1]}>", f"{first} {last}"),
                "Expertise": pen.some(words.TOPICS, "; "),
                "Can help with": pen.some(words.HELP, "; ", 2),
                "Languages spoken": pen.some(words.LANGUAGES, ", ", 2),
                "Nationality": pen.one(words.COUNTRIES),
                "Capacity": plain(str(pen.dice.randint(1, 9))),
            }
        )
    grid, truth = grid_of(rows, columns)
    front = [["Instructions"], ["Please do not edit the second sheet"]]
    return Made(as_open_document(folder / "list.ods", {"Read me": front, "Sheet2": grid}), "people", truth)
