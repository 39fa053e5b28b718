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
    """How a record stands to whoever writes it; one that is not there yet is unclaimed.

    `SHARED`: with the writer, and it speaks for itself or is with somebody else as well.
    """

    OWN = "own"
    SHARED = "shared"
    UNCLAIMED = "unclaimed"
    FOREIGN = "foreign"


class Hold(StrEnum):
    """What a column that names somebody asks of them: not to be another's, or the row to say nothing new of others.

    `UNSHARED`: nor to be shared, unless the row repeats what stands. `REPEATED`: another's where it repeats that.
    """

    WRITABLE = "writable"
    UNSHARED = "unshared"
    REPEATED = "repeated"
    ITSELF = "itself"
    ANYBODY = "anybody"


@dataclass(frozen=True)
class Claims:
    """Who has to do with a profile on a day.

    `incubators`: those that it is with by consent that day. `is_known`: some incubator has it, had it or invited it.
    `has_account`: somebody signs in for it, or with its address, or was invited to; `has_opened`: they did.
    `founded`: for each startup that a person founded, the incubators that it is with.
    """

    id: str
    label: str
    incubators: frozenset[str] = frozenset()
    is_known: bool = False
    has_account: bool = False
    has_opened: bool = False
    founded: tuple[frozenset[str], ...] = ()

    @property
    def has_a_say(self) -> bool:
        """Whether whom it is of speaks for it, or another incubator does too: an unopened invitation says nothing."""
        return self.has_opened or len(self.incubators) > 1


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
class Change:
    """What a row does to what stands: `columns` say something else of it. `noted_by`: who noted an edge, if it says."""

    is_new: bool = False
    columns: tuple[str, ...] = ()
    noted_by: str = ""

    @property
    def is_repetition(self) -> bool:
        """Whether the row says what stands and nothing else."""
        return not self.is_new and not self.columns


@dataclass(frozen=True)
class Refusal:
    """The column for which a row is not the writer's to write, and how what it names stands to them.

    `is_known`: the row is about what stands already, and the writer has a part in it.
    """

    column: str
    tie: Tie
    is_known: bool = False


@dataclass(frozen=True)
class RowRule:
    """What a row asks of those it names, by column; of its own id by what stands under it. An address is its account's.

    `either`: one of these columns must name what is the writer's. An edge that stands between the writer's and
    another's may then be noted and repeated. Whoever noted it may change it, and where that was neither of the two,
    either of them; else only who has both ends.
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
_EMPLOYED = RowRule({"from_id": Hold.UNSHARED, "to_id": Hold.ANYBODY})
"""Where somebody works is their own record: it gives neither side a right."""
_TAKING_PART = RowRule({"from_id": Hold.UNSHARED, "to_id": Hold.REPEATED})
_JOINING = RowRule({"from_id": Hold.WRITABLE, "to_id": Hold.ITSELF})
_OF_INCUBATORS: Mapping[str, RowRule | None] = {
    "incubators": None,
    "parks": None,
    "labs": None,
    "investors": None,
    "startups": RowRule({"id": Hold.UNSHARED, "incubator_id": Hold.ITSELF}),
    "people": RowRule({"id": Hold.UNSHARED, "email": Hold.WRITABLE, "employer_id": Hold.ANYBODY}),
    "needs": RowRule({"id": Hold.UNSHARED, "startup_id": Hold.UNSHARED}),
    "interactions": None,
    "documents": RowRule({"id": Hold.UNSHARED, "owner_ids": Hold.UNSHARED}),
    "careers": RowRule({"person_id": Hold.UNSHARED}),
    "relations FOUNDED": _TAKING_PART,
    "relations WORKS_AT": _EMPLOYED,
    "relations ADVISES": _TAKING_PART,
    "relations INVESTED_IN": RowRule({"to_id": Hold.REPEATED}, either=("from_id", "to_id")),
    "relations INCUBATED_BY": _JOINING,
    "relations IN_POOL_OF": _JOINING,
    # What an incubator notes is its own word, and what stands keeps who noted it, whatever the column says.
    "conflicts": RowRule({"noted_by": Hold.ANYBODY}, either=("left_id", "right_id")),
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
    if is_itself:
        return Tie.OWN
    if own is Own.WHO_IS_WITH_IT and writer.subject_id in claims.incubators:
        return Tie.SHARED if claims.has_account or len(claims.incubators) > 1 else Tie.OWN
    if own is not Own.WHO_IS_WITH_IT or claims.label not in _LOOKED_AFTER:
        return Tie.FOREIGN
    founded_elsewhere = any(writer.subject_id not in homes for homes in claims.founded)
    is_claimed = claims.is_known or claims.has_account or founded_elsewhere
    return Tie.FOREIGN if is_claimed else Tie.UNCLAIMED


def tie_of_all(ties: Iterable[Tie]) -> Tie:
    """How something stands that belongs to several: as the most foreign of them."""
    found = set(ties)
    return next((tie for tie in (Tie.FOREIGN, Tie.SHARED, Tie.UNCLAIMED, Tie.OWN) if tie in found), Tie.UNCLAIMED)


def is_with(tie: Tie | None) -> bool:
    """Whether what stands so is the writer's, alone or not."""
    return tie in (Tie.OWN, Tie.SHARED)


def refusal(rule: RowRule, writer: Writer, named: Mapping[str, Sequence[Named]], change: Change) -> Refusal | None:
    """Why a row is not the writer's to write; None where it is.

    `named`: whom each column names; the row's own id by what stands under it.
    """
    for column, hold in rule.columns.items():
        for one in named.get(column, ()):
            if not _is_held(hold, writer, one, change):
                said = change.columns[0] if one.tie is Tie.SHARED and change.columns else column
                return Refusal(said, one.tie)
    foreign = [column for column in rule.either if any(one.tie is Tie.FOREIGN for one in named.get(column, ()))]
    ends = [one.id for column in rule.either for one in named.get(column, ())]
    is_refused = len(foreign) == len(rule.either) or (bool(change.columns) and not _may_change(writer, change, ends))
    return Refusal(foreign[0], Tie.FOREIGN) if foreign and is_refused else None


def _is_held(hold: Hold, writer: Writer, one: Named, change: Change) -> bool:
    if hold is Hold.ITSELF:
        return one.id == writer.subject_id
    if one.tie is Tie.FOREIGN:
        return hold is Hold.ANYBODY or (hold is Hold.REPEATED and change.is_repetition)
    return hold is not Hold.UNSHARED or one.tie is not Tie.SHARED or change.is_repetition


def _may_change(writer: Writer, change: Change, ends: Sequence[str]) -> bool:
    """Whether an edge to another's is the writer's to change: their own word, or that of neither of its two ends."""
    return change.noted_by == writer.subject_id or (bool(change.noted_by) and change.noted_by not in ends)
