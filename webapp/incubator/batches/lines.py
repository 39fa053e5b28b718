"""The rows of a draft: startups with their supervisors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

SHORT, CHANGED, LOCKED = "short", "changed", "locked"


@dataclass(frozen=True)
class Place:
    """One supervisor of a startup in a draft."""

    id: str
    name: str
    fit: float | None
    is_locked: bool
    look: tuple[str, str] | None
    request_id: str


@dataclass(frozen=True)
class Line:
    """One startup of a draft."""

    id: str
    name: str
    about: str
    wants: int
    places: tuple[Place, ...]
    is_changed: bool
    total: float

    @property
    def missing(self) -> int:
        """How many supervisors it lacks."""
        return max(0, self.wants - len(self.places))

    @property
    def has_locked(self) -> bool:
        """Whether one of its pairs is locked."""
        return any(place.is_locked for place in self.places)


SHOWN: Mapping[str, Callable[[Line], bool]] = {
    SHORT: lambda line: bool(line.missing), CHANGED: lambda line: line.is_changed, LOCKED: lambda line: line.has_locked,
}  # fmt: skip
"""Which startups the page shows, by the word of the address."""
