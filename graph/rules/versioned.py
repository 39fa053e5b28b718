"""What every set of rules has: a version with its days and source; and how rules that say too much are refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Strict(BaseModel):
    """Part of a set of rules: a field that is not known is an error, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Versioned(Strict):
    """A set of rules: in force from a day, from a source, confirmed by an office or not."""

    id: str = Field(min_length=1)
    name: str
    version: int = Field(ge=1)
    in_force_from: date
    in_force_to: date | None = None
    source: str
    confirmed: bool

    def is_in_force(self, day: date) -> bool:
        """Whether it holds on a day; its first and its last day both count."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.in_force_to and self.in_force_to < self.in_force_from:
            raise ValueError("in_force_to lies before in_force_from.")
        return self


def refuse_twice(what: str, ids: Iterable[str]) -> None:
    """Raises ValueError for the first id that stands more than once."""
    for one, count in Counter(ids).items():
        if count > 1:
            raise ValueError(f"{what}: {one} stands twice. Give each an id of its own.")
