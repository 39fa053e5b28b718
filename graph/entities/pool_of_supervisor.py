"""A pool as its supervisor sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph.domain.states.terms import TermState


@dataclass(frozen=True)
class PoolOfSupervisor:
    """Where somebody is, is listed, or is invited to be."""

    id: str
    name: str
    name_zh: str | None
    region: str | None
    state: TermState
    since: date | None
    until: date | None

    @property
    def is_invitation(self) -> bool:
        return self.state is TermState.INVITED

    @property
    def is_unasked(self) -> bool:
        """Whether they came in by a list and nobody asked them so far."""
        return self.state is TermState.LISTED
