"""Which fields two records of a person differ in, and what becomes of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from graph.domain.states.terms import ON_BOARD, TermState
from graph.merging.record import Person, Tie

SINGLE = (
    "name", "name_zh", "title", "headline", "headline_zh", "category", "region", "country", "capacity", "email",
    "phone", "wechat", "linkedin", "website", "orcid", "summary", "summary_zh",
)  # fmt: skip
"""One value each: one of the two is taken."""
LISTS = ("languages", "stages", "help_areas")
TAGS: Mapping[str, str] = {"industries": "EXPERT_IN", "topics": "ABOUT"}
"""Lists that are relations."""
EMPLOYERS = "employers"
"""Where they work today; what is over is told elsewhere, and stays."""
TERM = "term"
"""The term in the pool that both are in. It is the incubator's word, whoever speaks for themselves."""


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
        return self.name not in (*SINGLE, TERM)

    @property
    def is_conflict(self) -> bool:
        """Whether both say something; where one is silent there is nothing to choose."""
        return not (_is_silent(self.kept) or _is_silent(self.other))

    @property
    def choices(self) -> tuple[Take, ...]:
        """What may be said of it."""
        return (Take.BOTH, Take.KEPT, Take.OTHER) if self.is_list else (Take.KEPT, Take.OTHER)


def _is_silent(value: Any) -> bool:
    return value is None or value in ("", ())


def value_of(person: Person, name: str) -> Any:
    """What a record says of a field."""
    if name in TAGS:
        return person.others(TAGS[name])
    if name == EMPLOYERS:
        return tuple(dict.fromkeys(tie.other_id for tie in person.ties if is_employment(tie)))
    value = person.properties.get(name)
    return tuple(value or ()) if name in LISTS else value


def is_employment(tie: Tie) -> bool:
    """Whether somebody works there today, as far as is known."""
    return tie.type == "WORKS_AT" and not tie.properties.get("to")


def terms_in_common(kept: Person, other: Person) -> list[tuple[Tie, Tie]]:
    """The terms of both in one pool."""
    theirs = {tie.other_id: tie for tie in other.ties if tie.type == "IN_POOL_OF"}
    return [(tie, theirs[tie.other_id]) for tie in kept.ties if tie.type == "IN_POOL_OF" and tie.other_id in theirs]


def is_running(term: Tie) -> bool:
    """Whether a term was accepted, or is on a list, and nobody ended it."""
    said = term.properties
    is_from_list = (said.get("state"), said.get("before")) == (TermState.INVITED, TermState.LISTED)
    return is_from_list or said.get("state", TermState.ACTIVE) in ON_BOARD


def differing(kept: Person, other: Person) -> list[Differing]:
    """Every field in which they differ; where one says nothing the other is proposed, and lists are joined.

    A term, and where somebody works, is that of the record that stays, unless it has none.
    """
    found = []
    for name in (*SINGLE, *LISTS, *TAGS, EMPLOYERS):
        left, right = value_of(kept, name), value_of(other, name)
        if name in SINGLE:
            if (left or None) != (right or None):
                found.append(Differing(name, left, right, Take.KEPT if left else Take.OTHER))
        elif set(left) != set(right):
            proposed = Take.BOTH if name != EMPLOYERS else Take.KEPT if left else Take.OTHER
            found.append(Differing(name, left, right, proposed))
    return [*found, *_terms(kept, other)]


def _terms(kept: Person, other: Person) -> list[Differing]:
    """The first term in common whose days or state are not the same in both."""
    for one, two in terms_in_common(kept, other):
        left, right = term_of(one), term_of(two)
        if left != right and is_running(two):
            return [Differing(TERM, left, right, Take.KEPT if is_running(one) else Take.OTHER)]
    return []


def term_of(tie: Tie) -> tuple[Any, Any]:
    """The first and the last day of a term."""
    return tie.properties.get("from"), tie.properties.get("to")


def same(kept: Person, other: Person) -> list[tuple[str, Any]]:
    """The fields in which they say the same."""
    apart = {one.name for one in differing(kept, other)}
    names = [name for name in (*SINGLE, *LISTS, *TAGS, EMPLOYERS) if name not in apart]
    return [(name, value_of(kept, name)) for name in names if value_of(kept, name)]


def takes_of(kept: Person, other: Person, whose: Mapping[str, str], *, is_owned: bool) -> dict[str, Take]:
    """What becomes of each differing field. `whose`: the id of the person whose value it has, or `both`; of a field
    that it does not name what is proposed. A kept record that is not the incubator's alone keeps its own words."""
    said = {kept.id: Take.KEPT, other.id: Take.OTHER, Take.BOTH.value: Take.BOTH}
    found = {}
    for field in differing(kept, other):
        if not is_owned and field.name != TERM:
            found[field.name] = Take.KEPT
            continue
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


def unconfirmed(
    kept: Person, other: Person, fields: Mapping[str, tuple[Any, Any]]
) -> dict[str, tuple[Any, Any]]:  # fmt: skip
    """The help areas that nobody confirmed: those of both, but for what is confirmed on either side."""
    held = set(fields["help_areas"][1] if "help_areas" in fields else kept.properties.get("help_areas") or ())
    confirmed, named = set[str](), set[str]()
    for one in (kept.properties, other.properties):
        open_ones = set(one.get("unconfirmed_areas") or ())
        named |= open_ones
        confirmed |= set(one.get("help_areas") or ()) - open_ones
    before = kept.properties.get("unconfirmed_areas")
    after = sorted((named - confirmed) & held)
    return {"unconfirmed_areas": (before, after or None)} if after != sorted(before or ()) else {}
