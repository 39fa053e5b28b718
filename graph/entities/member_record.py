"""What of a supervisor's record a curator may come to change."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from graph.entities.term import Term


@dataclass(frozen=True)
class MemberValues:
    """The values themselves; an empty text and a capacity of None say nothing.

    `unconfirmed_areas`: those of the help areas that a curator named and the person has not confirmed. `until`, `tags`:
    of the term in this pool.
    """

    category: str = ""
    capacity: int | None = None
    email: str = ""
    industries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    help_areas: tuple[str, ...] = ()
    unconfirmed_areas: tuple[str, ...] = ()
    until: date | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class MemberRecord:
    """A member of a pool; `pools`: how many have or invite them. Of who is not in it only the tags are told."""

    id: str
    name: str
    name_zh: str
    term: Term
    pools: int
    values: MemberValues = field(default_factory=MemberValues)
