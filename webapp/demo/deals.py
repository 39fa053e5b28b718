"""How much is sought when a startup raises money, and the open round of the demonstration's startup."""

from __future__ import annotations

from typing import Any

from webapp.demo.chance import Chance

Row = dict[str, Any]

AMOUNTS = {
    "idea": (1, 4), "seed": (2, 10), "angel": (4, 16), "pre_a": (10, 50), "a": (30, 120), "b": (80, 300),
    "growth": (200, 600),
}  # fmt: skip
"""What startups seek at each stage, in half millions of yuan."""

TIDEWELL: Row = {
    "area": "fundraising", "title": "Who invests in a first factory for car sensors?", "title_zh": "谁愿意投资第一座汽车传感器工厂？",
    "text": "A car maker wants 8,000 sensors a month. We raise for the furnaces and ten hires, and look for a lead who knows car makers.",
    "text_zh": "车企要求每月供货 8000 只。我们为炉子和十个岗位融资，寻找了解车企的领投机构。",
    "goal": "A signed term sheet", "goal_zh": "签署投资条款",
}  # fmt: skip


def amount_of(chance: Chance, stage: str) -> float:
    """What a startup of that stage seeks, in yuan."""
    low, high = AMOUNTS[stage]
    return chance.whole(5 * low, 5 * high) * 100_000.0


def takes(row: Row, amount: float) -> bool:
    """Whether an amount lies within what an investor puts in."""
    return bool(row["ticket_min"] <= amount <= row["ticket_max"])
