"""What founders ask mentors: each question is written by hand and comes again only after all others that fit."""

from __future__ import annotations

from typing import Any

from webapp.demo.chance import Chance, Deck, words
from webapp.demo.habits import Venture

Row = dict[str, Any]


class Questions:
    """Deals questions to startups; no startup asks the same twice."""

    def __init__(self, seed: int) -> None:
        self._deck: Deck[Row] = Deck(Chance(seed, "questions"), words("questions"))
        self._asked: set[tuple[str, str]] = set()

    def next_of(self, venture: Venture) -> Row:
        """A question that fits the startup's field and stage."""
        question = self._deck.deal(
            lambda one: (
                of_field(one, venture) and _of_stage(one, venture) and (venture.id, one["title"]) not in self._asked
            )
        )
        self._asked.add((venture.id, question["title"]))
        return question


def of_field(question: Row, venture: Venture) -> bool:
    """Whether startups of this field ask such a thing."""
    return "fields" not in question or venture.field["code"] in question["fields"]


def _of_stage(question: Row, venture: Venture) -> bool:
    return venture.row["stage"] in words("areas")[question["area"]]["stages"]
