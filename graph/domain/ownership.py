"""Whose a record is, and who may write which row of the exchange format: one rule, over facts read in one go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from graph.domain.registry import Table
from graph.domain.roles import (
    ADMINISTRATOR,
    INCUBATOR,
    INVESTOR,
    ROLES,
    STARTUP,
    SUPERVISOR,
    SYSTEM,
    TALENT_OFFICE,
)


class Own(StrEnum):
    """Whose records a role may call its own."""

    ITSELF = "itself"
    WHO_IS_WITH_IT = "who_is_with_it"
    NOBODY = "nobody"


class Tie(StrEnum):
    """How a record stands to whoever writes it; one that is not there yet is unclaimed."""

    OWN = "own"
    UNCLAIMED = "unclaimed"
    FOREIGN = "foreign"


class Hold(StrEnum):
    """What a column that names somebody asks of them."""

    WRITABLE = "writable"
    ITSELF = "itself"
    ANYBODY = "anybody"


@dataclass(frozen=True)
class Claims:
    """Who has to do with a profile on a day.

    `incubators`: those that it is with by consent that day. `is_known`: some incubator has it, had it or invited it.
    `has_account`: somebody signs in for it, or with its address. `founded`: for each startup that a person founded,
    the incubators that it is with.
    """

    id: str
    label: str
    incubators: frozenset[str] = frozenset()
    is_known: bool = False
    has_account: bool = False
    founded: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True)
class Writer:
    """For whom somebody writes."""

    role: str
    subject_id: str


@dataclass(frozen=True)
class Named:
    """A record that a row names, and how it stands to the writer."""

    id: str
    tie: Tie


@dataclass(frozen=True)
class RowRule:
    """What a row asks of those it names, by column; of its own id by what stands under it. An address is its account's.

    `either`: one of these columns must name what is the writer's. An edge that stands between the writer's and
    another's is then neither's alone: it may be repeated, and changed only where both ends are the writer's.
    """

    columns: Mapping[str, Hold] = field(default_factory=dict)
    either: tuple[str, ...] = ()


OWNS: Table[Own] = ROLES.table(
    "whose records it may call its own",
    {
        STARTUP: Own.ITSELF,
        SUPERVISOR: Own.ITSELF,
        INVESTOR: Own.ITSELF,
        INCUBATOR: Own.WHO_IS_WITH_IT,
        TALENT_OFFICE: Own.NOBODY,
        ADMINISTRATOR: Own.NOBODY,
    },
)
_LOOKED_AFTER = frozenset({"Startup", "Person"})
"""The labels of those whom an incubator looks after."""
_CV = RowRule({"from_id": Hold.WRITABLE, "to_id": Hold.ANYBODY})
_JOINING = RowRule({"from_id": Hold.WRITABLE, "to_id": Hold.ITSELF})
_OF_INCUBATORS: Mapping[str, RowRule | None] = {
    "incubators": None,
    "parks": None,
    "labs": None,
    "investors": None,
    "startups": RowRule({"id": Hold.WRITABLE, "incubator_id": Hold.ITSELF}),
    "people": RowRule({"id": Hold.WRITABLE, "email": Hold.WRITABLE, "employer_id": Hold.ANYBODY}),
    "needs": RowRule({"id": Hold.WRITABLE, "startup_id": Hold.WRITABLE}),
    "interactions": None,
    "documents": RowRule({"id": Hold.WRITABLE, "owner_ids": Hold.WRITABLE}),
    "careers": RowRule({"person_id": Hold.WRITABLE}),
    "relations FOUNDED": _CV,
    "relations WORKS_AT": _CV,
    "relations ADVISES": _CV,
    "relations INVESTED_IN": RowRule(either=("from_id", "to_id")),
    "relations INCUBATED_BY": _JOINING,
    "relations IN_POOL_OF": _JOINING,
    "conflicts": RowRule(either=("left_id", "right_id")),
}
WRITES: Table[Mapping[str, RowRule | None]] = ROLES.table(
    "rows that it may write",
    {
        STARTUP: {},
        SUPERVISOR: {},
        INVESTOR: {},
        INCUBATOR: _OF_INCUBATORS,
        TALENT_OFFICE: {},
        ADMINISTRATOR: {},
    },
)
"""Role -> sort of row (a file of the exchange format, and for relations its type) -> rule; None: not for that role."""


def files_of(role: str) -> frozenset[str]:
    """The files that a role may import."""
    return frozenset(sort.split()[0] for sort, rule in WRITES[role].items() if rule is not None)


def tie_of(writer: Writer, claims: Claims) -> Tie:
    """How a profile stands to whoever writes it."""
    if writer.role == SYSTEM:
        return Tie.OWN
    own = OWNS[writer.role]
    is_itself = own is not Own.NOBODY and claims.id == writer.subject_id
    if is_itself or (own is Own.WHO_IS_WITH_IT and writer.subject_id in claims.incubators):
        return Tie.OWN
    if own is not Own.WHO_IS_WITH_IT or claims.label not in _LOOKED_AFTER:
        return Tie.FOREIGN
    founded_elsewhere = any(writer.subject_id not in homes for homes in claims.founded)
    is_claimed = claims.is_known or claims.has_account or founded_elsewhere
    return Tie.FOREIGN if is_claimed else Tie.UNCLAIMED


def tie_of_all(ties: Iterable[Tie]) -> Tie:
    """How something stands that belongs to several: as the most foreign of them."""
    found = set(ties)
    return next((tie for tie in (Tie.FOREIGN, Tie.UNCLAIMED, Tie.OWN) if tie in found), Tie.UNCLAIMED)


def refused_column(
    rule: RowRule, writer: Writer, named: Mapping[str, Sequence[Named]], *, changes_edge: bool
) -> str | None:
    """The column of a row that names what the writer may not write for; None where the row is theirs to write.

    `named`: whom each column names; the row's own id by what stands under it. `changes_edge`: the row says something
    else of an edge that stands.
    """
    for column, hold in rule.columns.items():
        if any(not _is_held(hold, writer, one) for one in named.get(column, ())):
            return column
    foreign = [column for column in rule.either if any(one.tie is Tie.FOREIGN for one in named.get(column, ()))]
    is_refused = bool(foreign) and (changes_edge or len(foreign) == len(rule.either))
    return foreign[0] if is_refused else None


def _is_held(hold: Hold, writer: Writer, one: Named) -> bool:
    if hold is Hold.ITSELF:
        return one.id == writer.subject_id
    return hold is Hold.ANYBODY or one.tie is not Tie.FOREIGN
