"""How often people are shown to those who look for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Exposure:
    """One supervisor or investor: on how many lists in a time, how often as new or by lot, and how often asked."""

    id: str
    name: str
    name_zh: str | None
    joined_on: date | None
    shown: int
    as_newcomer: int
    by_lot: int
    asked: int
