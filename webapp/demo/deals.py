"""What is said and how much is sought when a startup raises money, in the words of both languages."""

from __future__ import annotations

from typing import Any

from webapp.demo.chance import Chance

Row = dict[str, Any]

AMOUNTS = {
    "idea": (1, 4), "seed": (2, 10), "angel": (4, 16), "pre_a": (10, 50), "a": (30, 120), "b": (80, 300),
    "growth": (200, 600),
}  # fmt: skip
"""What startups seek at each stage, in half millions of yuan."""

SAYINGS: tuple[Row, ...] = (
    {
        "skill": "Fundraising", "title": "An investor who knows {customer}s", "title_zh": "寻找了解{customer_zh}的投资人",
        "text": "We raise for {months} months of runway and {few} hires. A lead who knows {customer}s would help most.",
        "text_zh": "为 {months} 个月的运营和 {few} 个岗位融资，最希望由了解{customer_zh}的机构领投。",
        "goal": "A signed term sheet", "goal_zh": "签署投资条款",
    },
    {
        "skill": "Scale-up", "title": "Money for a line that makes {big} {noun}s a month", "title_zh": "为月产 {big} 件{noun_zh}的产线融资",
        "text": "The pilot line makes {small} {noun}s a day and is sold out. The next line needs an investor who stays for {months} months.",
        "text_zh": "中试线每天做 {small} 件{noun_zh}，已经售罄。下一条产线需要能陪伴 {months} 个月的投资人。",
        "goal": "The line paid for", "goal_zh": "产线资金到位",
    },
    {
        "skill": "Certification", "title": "Who invests before {hurdle} is done?", "title_zh": "谁愿意在{hurdle_zh}之前投资？",
        "text": "{few} customers wait for {hurdle}. We look for somebody who has financed {science} before and knows how long it takes.",
        "text_zh": "{few} 家客户在等{hurdle_zh}。我们寻找投过{science_zh}、知道需要多久的机构。",
        "goal": "A round closed before the tests begin", "goal_zh": "试验开始前完成融资",
    },
)  # fmt: skip
TIDEWELL: Row = {
    "skill": "Fundraising", "title": "Who invests in a first factory for car sensors?", "title_zh": "谁愿意投资第一座汽车传感器工厂？",
    "text": "A car maker wants 8,000 sensors a month. We raise for the furnaces and ten hires, and look for a lead who knows car makers.",
    "text_zh": "车企要求每月供货 8000 只。我们为炉子和十个岗位融资，寻找了解车企的领投机构。",
    "goal": "A signed term sheet", "goal_zh": "签署投资条款",
}  # fmt: skip
NOTES = (
    "We saw that you backed a team one step ahead of us. May we show you the numbers?",
    "Our round is half full. We look for somebody who knows our customers.",
    "贵机构投过我们的上游企业。希望用一小时介绍订单和产线。",
)
MEETING_NOTES = (
    "Walked through the order book. Two customers will take a call.",
    "Open: who owns the patents filed at the university.",
    "Visited the line. Asked for the yield of the last six weeks.",
    "核对了客户合同，下一步看财务模型。",
)
TOO_SMALL = "This round is smaller than what we put in."
TOO_LARGE = "This round is larger than what we can put in."
CLOSED_WELL = ("Term sheet signed; money arrives in two weeks.", "投资协议已签，首笔款项月底到账。")
CLOSED_EARLY = "We pass: the customers we called want to wait a year."


def amount_of(chance: Chance, stage: str) -> float:
    """What a startup of that stage seeks, in yuan."""
    return chance.whole(*AMOUNTS[stage]) * 500_000.0


def takes(row: Row, amount: float) -> bool:
    """Whether an amount lies within what an investor puts in."""
    return bool(row["ticket_min"] <= amount <= row["ticket_max"])
