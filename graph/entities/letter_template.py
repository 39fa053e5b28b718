"""A letter that the curators of an incubator keep, to be written again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.domain.letters import Letter


@dataclass(frozen=True)
class LetterTemplate:
    """`revision`: how often it was changed: of two windows the second is refused."""

    id: str
    name: str
    letter: Letter
    revision: int
    changed_at: datetime
