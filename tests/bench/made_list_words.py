"""What people write in made lists, and what it means: half of the writings stand in no lexicon of the product."""

from __future__ import annotations

import random
from collections.abc import Sequence

Cell = tuple[str, str]
"""(as it is written, what it means in the exchange format)."""


def _pairs(text: str) -> tuple[Cell, ...]:
    """Words with what they mean, from `word=meaning; word=meaning`."""
    told = (one.partition("=") for one in text.split("; "))
    return tuple((word, meant) for word, _, meant in told)


SURNAMES = _pairs("张=Zhang; 王=Wang; 李=Li; 陈=Chen; 欧阳=Ouyang; 周=Zhou; 徐=Xu; 诸葛=Zhuge")
GIVEN = _pairs("伟=Wei; 思远=Siyuan; 丽华=Lihua; 明=Ming; 雨桐=Yutong; 建国=Jianguo; 然=Ran")
CATEGORIES = _pairs(
    "科学家=scientist; 教授=scientist; Scientist=scientist; 连续创业者=serial_entrepreneur; "
    "职业经理人=professional_manager; Serial entrepreneur=serial_entrepreneur; "
    "科技创投人才=venture_capital_professional; 海归人才=overseas_returnee; "
    "跨学科专家=interdisciplinary_expert; 投资人=venture_capital_professional"
)
STAGES = _pairs(
    "种子轮=seed; 天使轮=angel; Pre-A轮=pre_a; A轮=a; B轮=b; Series A=a; Seed=seed; Growth=growth; "
    "种子期=seed; C轮=c; 成长期=growth; pre-seed=idea; Pre-A=pre_a; 天使=angel"
)
RARE_STAGES = _pairs("萌芽期=idea; Series B (closing)=b; D轮及以上=growth")
INDUSTRIES = _pairs(
    "人工智能=artificial_intelligence; AI=artificial_intelligence; 集成电路=integrated_circuits; "
    "半导体=integrated_circuits; 生物医药=biopharmaceuticals; 新材料=advanced_materials; "
    "新能源=new_energy; robotics=robotics; medical devices=medical_health; 医疗器械=medical_health; "
    "航空航天=aerospace; fintech=; 农业科技=; cyber security=information_security; "
    "量子计算=quantum_information; agritech=; 大数据=big_data"
)
LANGUAGES = _pairs("中文=zh; 英语=en; English=en; Mandarin=zh; 德语=de; German=de; 日语=ja; 法语=fr; Spanish=es")
CITIES = _pairs(
    "上海=Shanghai; 浦东新区=Pudong; 北京市=Beijing; Shanghai=Shanghai; 深圳=深圳; Munich=Munich; "
    "徐汇区=Xuhui; 苏州=苏州"
)
COUNTRIES = _pairs(
    "中国=CHN; 美国=USA; Germany=DEU; UK=GBR; 新加坡=SGP; Chinese=CHN; 法国=FRA; South Korea=KOR; 瑞士=CHE"
)
INVESTOR_KINDS = _pairs(
    "风险投资=venture_capital; VC=venture_capital; 天使投资人=angel; CVC=corporate_venture; 银行=bank; "
    "母基金=fund_of_funds; 种子基金=seed_fund"
)
HELP = _pairs(
    "融资对接=fundraising; 知识产权=ip_strategy; 出海=overseas_sales; 供应链=supply_chain; 招聘=hiring; "
    "路演=pitching; Legal=contracts_legal"
)
WESTERN = ("Anna", "José", "François", "Priya", "Tomasz", "Ingrid", "Liam", "Aoife", "Kofi", "Mei-Ling")
FAMILIES = (
    "Müller",
    "García",
    "O'Brien",
    "van der Berg",
    "Kowalski",
    "Smith",
    "Okafor",
    "Lindqvist",
    "Rossi",
    "Dubois",
)
EMPLOYERS = (
    "华东理工大学",
    "上海微电子装备",
    "Siemens",
    "Novartis Institutes",
    "中科院上海药物所",
    "Fudan University",
    "临港集团",
    "Bosch",
)
POSTS = ("总经理", "教授", "CTO", "Managing Partner", "研发总监", "Head of Regulatory Affairs", "首席科学家", "合伙人")
TOPICS = (
    "光刻胶",
    "抗体偶联药物",
    "pricing",
    "go to market",
    "C++/Rust",
    "医保准入",
    "supply chain",
    "固态电池电解质",
    "clinical trial design",
    "出海",
    "TCP/IP",
    "精益生产",
    "term sheets",
    "膜分离",
    "路演",
    "股权架构",
    "user research",
    "tape-out",
    "模具设计",
    "export control",
)
NOTHING = ("", "", "", "无", "-", "N/A", "暂无", " ")
TEXTS = (
    "二十年半导体制造经验，主导过三条产线的建设。",
    "Built and sold two sensor companies; now helps first-time founders.",
    "曾任跨国药企注册负责人，熟悉中美双报；长期辅导早期团队。",
    "Advises on pricing, packaging, and enterprise sales.",
    "专注新材料中试放大\n主持省级项目 3 项",
)


class Pen:
    """Writes cells of one list by a seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self._number = 0

    def chinese_name(self) -> tuple[str, str]:
        """A name in characters, and in letters."""
        (surname, latin), (given, given_latin) = self.dice.choice(SURNAMES), self.dice.choice(GIVEN)
        return surname + given, f"{given_latin} {latin}"

    def western_name(self) -> tuple[str, str]:
        """A given and a family name."""
        return self.dice.choice(WESTERN), self.dice.choice(FAMILIES)

    def email(self) -> Cell:
        """An address, now and then in capitals or full width."""
        self._number += 1
        plain = f"user{self._number}.{self.dice.randrange(10**6)}@example{self.dice.randrange(9)}.org"
        how = self.dice.random()
        return (plain if how < 0.85 else plain.upper() if how < 0.93 else plain.replace("@", "＠")), plain

    def phone(self) -> Cell:
        """A mobile number."""
        digits = f"1{self.dice.choice('3578')}{self.dice.randrange(10**9):09d}"
        return (digits if self.dice.random() < 0.6 else f"+86 {digits[:3]} {digits[3:7]} {digits[7:]}"), digits

    def one(self, words: Sequence[Cell]) -> Cell:
        """A word of a list, or a cell that says nothing."""
        return self.maybe(self.dice.choice(words), 0.06)

    def some(self, words: Sequence[Cell | str], sign: str, most: int = 3) -> Cell:
        """Several words with a sign between, and their codes."""
        chosen = self.dice.sample(
            [word if isinstance(word, tuple) else (word, word) for word in words], self.dice.randint(1, most)
        )
        return self.maybe(
            (sign.join(word for word, _ in chosen), "|".join(sorted({code for _, code in chosen if code}))), 0.06
        )

    def maybe(self, cell: Cell, share: float) -> Cell:
        """The cell, or one that says nothing."""
        return (self.dice.choice(NOTHING), "") if self.dice.random() < share else cell

    def day(self, how: str) -> Cell:
        """A day: `slash`, `zh`, `dot`, `iso`, `words`, `dmy`, `month`, `year`, `serial`."""
        year, month, day = self.dice.randint(2005, 2024), self.dice.randint(1, 12), self.dice.randint(1, 28)
        full = f"{year}-{month:02d}-{day:02d}"
        names = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
        return {
            "slash": (f"{year}/{month}/{day}", full),
            "zh": (f"{year}年{month}月{day}日", full),
            "dot": (f"{year}.{month}.{day}", full),
            "iso": (full, full),
            "words": (f"{day} {names[month - 1]} {year}", full),
            "dmy": (f"{day:02d}/{month:02d}/{year}", full),
            "month": (f"{year}年{month}月", f"{year}-{month:02d}-01"),
            "year": (str(year), f"{year}-01-01"),
        }[how]

    def money(self, how: str) -> Cell:
        """An amount: `wan`, `yi`, `comma`, `k`, `m`, `sign`."""
        number = self.dice.choice((50, 80, 100, 200, 300, 500, 800, 1000))
        return {
            "wan": (f"{number}万", str(number * 10_000)),
            "yuan": (f"{number}万元", str(number * 10_000)),
            "yi": (f"{number / 100:g}亿", f"{number * 1_000_000}"),
            "comma": (f"{number * 1000:,}", str(number * 1000)),
            "k": (f"${number}k", str(number * 1000)),
            "m": (f"${number / 100:g}M", str(number * 10_000)),
            "sign": (f"¥{number * 1000:,}", str(number * 1000)),
            "plain": (str(number), str(number)),
        }[how]
