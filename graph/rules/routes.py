"""Ways by which somebody may come: for whom each is, and on which conditions, as data."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from graph.rules.facts import FACTS, LegalStatus
from graph.rules.versioned import Strict, Versioned, refuse_twice


class Condition(Strict):
    """One condition on facts, with the sentence that says it: exactly one of the ways below.

    `wage_multiple`: salary against the local average wage, a setting of the office. `category`: of the table of points.
    """

    because: str = ""
    because_zh: str = ""
    fact: str | None = None
    is_one_of: tuple[str, ...] = ()
    at_least: float | None = None
    below: float | None = None
    wage_multiple: float | None = Field(default=None, gt=0)
    category: tuple[str, ...] = ()
    by_hand: str | None = None
    all_of: tuple[Condition, ...] = ()
    any_of: tuple[Condition, ...] = ()

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        on_fact = bool(self.is_one_of) or self.at_least is not None or self.below is not None
        ways = [
            self.fact is not None and on_fact, self.wage_multiple is not None, bool(self.category),
            self.by_hand is not None, bool(self.all_of), bool(self.any_of),
        ]  # fmt: skip
        if sum(ways) != 1 or (self.fact is None) is on_fact:
            raise ValueError("Give one of fact (with is_one_of, at_least or below), wage_multiple, category, by_hand, all_of, any_of.")  # fmt: skip # noqa: E501  # one sentence
        if self.fact is not None and self.fact not in FACTS:
            raise ValueError(f"{self.fact} is no fact. Write one of: {', '.join(FACTS)}.")
        unknown = [code for code in self.is_one_of if code not in FACTS[self.fact or ""].codes]
        if unknown:
            raise ValueError(f"{unknown[0]} is no value of {self.fact}.")
        if not (self.all_of or self.any_of) and not (self.because and self.because_zh):
            raise ValueError("Say the condition in because and because_zh.")
        return self


class Days(Strict):
    """How long the deciding step usually takes, in working days."""

    step: str
    step_zh: str = ""
    working_days: int = Field(ge=1)
    source: str
    source_zh: str = ""
    confirmed: bool


class Route(Strict):
    """A way, for these statuses; `closed` says why it is none for others, in words without a figure.

    `next_step`: what somebody does first whose way it is.
    """

    id: str = Field(min_length=1)
    name: str
    name_zh: str
    statuses: tuple[LegalStatus, ...] = Field(min_length=1)
    closed: str
    closed_zh: str
    when: Condition
    days: Days | None = None
    next_step: str = ""
    next_step_zh: str = ""


class RouteSet(Versioned):
    """A list of ways."""

    name_zh: str
    source_zh: str
    points_table: str
    work_permit_needed: tuple[LegalStatus, ...]
    routes: tuple[Route, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        refuse_twice("routes", [route.id for route in self.routes])
        return self
