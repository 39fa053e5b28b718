"""A startup on the waiting list of somebody whose places are all taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.domain.states.waits import WaitState


@dataclass(frozen=True)
class Wait:
    """One entry. `need_id`: what they would be asked about; `need_is_open`: whether somebody can be asked for it.

    `number`: the place on the list, 1 the first; those to whom a place is held stand before all others. `held_until`:
    of a place that is held for them.
    """

    id: str
    state: WaitState
    startup_id: str
    provider_id: str
    provider_name: str
    provider_name_zh: str
    need_id: str
    need_title: str
    need_is_open: bool
    since: datetime
    held_until: datetime | None
    number: int

    @property
    def is_offered(self) -> bool:
        """Whether a place is held for them."""
        return self.state is WaitState.OFFERED
