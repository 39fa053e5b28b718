"""What a supervisor or startup is really like: never stored, only seen in what they do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from webapp.demo.chance import Chance

Row = dict[str, Any]


@dataclass(frozen=True)
class Habit:
    """A supervisor's: days to answer, readiness to accept, strictness of ratings, quality of guidance.

    `close_only`: takes startups of the own field only. `idle`: does not answer at all since some months.
    `known`: many startups have heard of them, and ask them first.
    """

    days: float
    willing: float
    strict: float
    quality: float
    close_only: bool = False
    idle: bool = False
    known: bool = True


@dataclass(frozen=True)
class Character:
    """A person's profile as stored, what they have done, and the habits behind it."""

    row: Row
    habit: Habit
    field: str
    deeds: tuple[Row, ...] = ()

    @property
    def areas(self) -> set[str]:
        """The help areas in which they have done something."""
        return {deed["area"] for deed in self.deeds}

    @property
    def id(self) -> str:
        return str(self.row["id"])


@dataclass(frozen=True)
class Venture:
    """A startup's profile as stored; how strictly it rates and how earnestly it works.

    `product`: what it makes, in both languages; `tongue`: the language in which its founders write, "en" or "zh".
    """

    row: Row
    field: Row
    strict: float
    earnest: float
    local: bool
    product: tuple[str, str]
    tongue: str

    @property
    def id(self) -> str:
        return str(self.row["id"])


def draw_habit(chance: Chance, category: str) -> Habit:
    """One supervisor's habits: a seventh answer late, a tenth rate harshly, a quarter take close fields only."""
    late = chance.happens(0.15)
    return Habit(
        days=chance.whole(8, 14) if late else chance.whole(1, 4),
        willing=chance.normal(0.4 if category != "venture_capital_professional" else -0.3, 0.7),
        strict=chance.normal(1.0, 0.2) if chance.happens(0.1) else chance.normal(0.0, 0.25),
        quality=chance.normal(0.0, 0.5),
        close_only=chance.happens(0.25),
        idle=chance.happens(0.06),
        known=chance.happens(0.34),
    )
