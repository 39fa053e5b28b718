"""What does not move in an incubator: the sorts of it, and after how many days each counts as stuck."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class StuckSort(StrEnum):
    """What waits, and for what."""

    REQUEST = "request"
    """A request of an own startup without an answer."""
    ELSEWHERE = "elsewhere"
    """Requests of startups elsewhere to one supervisor of the pool, without an answer."""
    NEED = "need"
    """An open need with a place left and nobody asked just now."""
    WORK = "work"
    """Work together without a meeting, and none planned."""
    LOAD = "load"
    """A supervisor whose places are all taken, and somebody waits."""


STUCK_AFTER: Mapping[StuckSort, int] = {
    StuckSort.REQUEST: 7,
    StuckSort.ELSEWHERE: 7,
    StuckSort.NEED: 14,
    StuckSort.WORK: 30,
    StuckSort.LOAD: 0,
}
"""Days since it last moved after which something counts as stuck; before, it only waits."""
SOON_AFTER: Mapping[StuckSort, int] = {**STUCK_AFTER, StuckSort.REQUEST: 3, StuckSort.ELSEWHERE: 3, StuckSort.NEED: 7}
"""Days after which something that waits is worth a look."""
