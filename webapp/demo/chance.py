"""Seeded chance: one independent stream per subject, so that a change in one leaves the others as they were."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib import resources
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

T = TypeVar("T")

CITY_ZONE = "Asia/Shanghai"
CITY_TIME = ZoneInfo(CITY_ZONE)


class Chance:
    """Draws of one subject of one city."""

    def __init__(self, seed: int, subject: str) -> None:
        self._random = random.Random(f"{seed}:{subject}")  # noqa: S311  # nosec B311  # made-up people, no secret

    def pick(self, options: Sequence[T]) -> T:
        return options[self._random.randrange(len(options))]

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """Up to `count` different options, in their own order."""
        chosen = set(self._random.sample(range(len(options)), min(count, len(options))))
        return [option for index, option in enumerate(options) if index in chosen]

    def weighted(self, options: Sequence[T], weights: Sequence[float]) -> T:
        return self._random.choices(options, weights)[0]

    def happens(self, probability: float) -> bool:
        return self._random.random() < probability

    def share(self) -> float:
        """Anything from 0 up to 1."""
        return self._random.random()

    def whole(self, low: int, high: int) -> int:
        return self._random.randint(low, high)

    def normal(self, mean: float, spread: float) -> float:
        return self._random.gauss(mean, spread)

    def shuffled(self, options: Sequence[T]) -> list[T]:
        return self._random.sample(list(options), len(options))

    def moment(self, day: date, first_hour: int = 9, last_hour: int = 19) -> datetime:
        """A minute of that day's working hours in the city."""
        return at_hour(day, self.whole(first_hour, last_hour), self.whole(0, 59))


class Deck(Generic[T]):
    """Deals its cards in an order of chance, each once before any comes again."""

    def __init__(self, chance: Chance, cards: Sequence[T]) -> None:
        self._cards = chance.shuffled(cards)

    def deal(self, fits: Callable[[T], bool] = lambda _: True) -> T:
        """The card that was not dealt for longest among those that fit, or among all where none does."""
        card = next((card for card in self._cards if fits(card)), self._cards[0])
        self._cards.remove(card)
        self._cards.append(card)
        return card


def at_hour(day: date, hour: int, minute: int = 0) -> datetime:
    """That clock time in the city."""
    return datetime.combine(day, time(hour, minute), tzinfo=CITY_TIME)


def working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def sigmoid(value: float) -> float:
    """The logistic function."""
    return 1 / (1 + math.exp(-value))


@cache
def words(name: str) -> Any:
    """One of the word lists beside this module."""
    return json.loads(resources.files("webapp.demo").joinpath("data", f"{name}.json").read_text(encoding="utf-8"))
