"""Which fields two records of a person differ in, and what becomes of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from graph.merging.record import Person

SINGLE = (
    "name", "name_zh", "title", "headline", "headline_zh", "category", "region", "country", "capacity", "email",
    "phone", "wechat", "linkedin", "website", "orcid", "summary", "summary_zh",
)  # fmt: skip
"""One value each: one of the two is taken."""
LISTS = ("languages", "stages", "help_areas")
TAGS: Mapping[str, str] = {"industries": "EXPERT_IN", "topics": "ABOUT"}
"""Lists that are relations."""


class Take(StrEnum):
    """Whose value a field has after the merge."""

    KEPT = "kept"
    OTHER = "other"
    BOTH = "both"


@dataclass(frozen=True)
class Differing:
    """A field in which two records differ, and what is proposed."""

    name: str
    kept: Any
    other: Any
    proposed: Take

    @property
    def is_list(self) -> bool:
        """Whether the two can be joined."""
        return self.name not in SINGLE

    @property
    def choices(self) -> tuple[Take, ...]:
        """What may be said of it."""
        return (Take.BOTH, Take.KEPT, Take.OTHER) if self.is_list else (Take.KEPT, Take.OTHER)


def value_of(person: Person, name: str) -> Any:
    """What a record says of a field."""
    if name in TAGS:
        return person.others(TAGS[name])
    value = person.properties.get(name)
    return tuple(value or ()) if name in LISTS else value


def differing(kept: Person, other: Person) -> list[Differing]:
    """Every field in which they differ; where one says nothing the other is proposed, and lists are joined."""
    found = []
    for name in (*SINGLE, *LISTS, *TAGS):
        left, right = value_of(kept, name), value_of(other, name)
        if name in SINGLE:
            if (left or None) != (right or None):
                found.append(Differing(name, left, right, Take.KEPT if left else Take.OTHER))
        elif set(left) != set(right):
            found.append(Differing(name, left, right, Take.BOTH))
    return found


def same(kept: Person, other: Person) -> list[tuple[str, Any]]:
    """The fields in which they say the same."""
    apart = {one.name for one in differing(kept, other)}
    names = [name for name in (*SINGLE, *LISTS, *TAGS) if name not in apart]
    return [(name, value_of(kept, name)) for name in names if value_of(kept, name)]


def takes_of(kept: Person, other: Person, whose: Mapping[str, str]) -> dict[str, Take]:
    """What becomes of each differing field. `whose`: the id of the person whose value it has, or `both`; of a field
    that it does not name what is proposed."""
    said = {kept.id: Take.KEPT, other.id: Take.OTHER, Take.BOTH.value: Take.BOTH}
    found = {}
    for field in differing(kept, other):
        take = said.get(whose.get(field.name, ""))
        found[field.name] = take if take in field.choices else field.proposed
    return found


def merged_value(field: Differing, take: Take) -> Any:
    """What the kept record says of a field from now on."""
    if take is Take.KEPT:
        return field.kept
    if take is Take.OTHER:
        return field.other
    return tuple(dict.fromkeys((*field.kept, *field.other)))
