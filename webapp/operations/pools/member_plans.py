"""What a change of several records of the pool comes to for each of them: before, after, and what is not the curator's
to change. The page that asks and the operation that writes plan alike."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256

from graph.domain.kinds import pooled_kind
from graph.domain.ownership import Tie, Writer
from graph.domain.reasons import NotChanged
from graph.domain.states.accounts import AccountState
from graph.domain.states.terms import TERMS
from graph.entities import Actor
from graph.entities.member_record import MemberRecord, MemberValues
from graph.errors import NotFoundError
from graph.repositories.ownership import Sort
from graph.taxonomy.model import topic_id
from graph.transaction import Transaction


class ListWay(StrEnum):
    """What is done with a list."""

    ADD = "add"
    REMOVE = "remove"
    SET = "set"


@dataclass(frozen=True)
class ListChange:
    """A change of a list; nothing named changes nothing."""

    way: ListWay = ListWay.ADD
    named: tuple[str, ...] = ()

    def applied(self, before: Sequence[str], key: Callable[[str], str] = str) -> tuple[str, ...]:
        """The list afterwards, sorted; what stands there stays as it is written."""
        if self.way is ListWay.REMOVE:
            gone = {key(one) for one in self.named}
            return tuple(one for one in before if key(one) not in gone)
        kept = {} if self.way is ListWay.SET else {key(one): one for one in before}
        kept |= {key(one): one for one in self.named}
        kept |= {key(one): one for one in before if key(one) in kept}
        return tuple(kept[one] for one in sorted(kept))


@dataclass(frozen=True)
class Wanted:
    """What is to be changed; None leaves as it is.

    `industries` and `topics` are the two halves of one answer, and change together.
    """

    category: str | None = None
    capacity: int | None = None
    email: str | None = None
    until: date | None = None
    industries: ListChange | None = None
    topics: ListChange | None = None
    help_areas: ListChange | None = None
    tags: ListChange | None = None

    @property
    def asked(self) -> tuple[str, ...]:
        """The names of the values that are to be changed."""
        return tuple(one.name for one in fields(self) if getattr(self, one.name) is not None)


TERM, OWN = frozenset({"until"}), frozenset({"tags"})
"""What an incubator says of its pool alone; all else is the person's record."""


@dataclass(frozen=True)
class Planned:
    """One member: what stands, what will, and which of the values asked for stay, and why.

    `mark`: changes when anything does that the plan was made from.
    """

    record: MemberRecord
    after: MemberValues
    kept: Mapping[str, NotChanged] = field(default_factory=dict)
    mark: str = ""

    @property
    def changed(self) -> tuple[str, ...]:
        """The names of the values that change."""
        return differing(self.record.values, self.after)


def differing(before: MemberValues, after: MemberValues) -> tuple[str, ...]:
    """The names of the values in which two differ."""
    return tuple(one.name for one in fields(MemberValues) if getattr(before, one.name) != getattr(after, one.name))


def plan_changes(tx: Transaction, actor: Actor, person_ids: Iterable[str], wanted: Wanted, day: date) -> list[Planned]:
    """What a change comes to for each of these members, by name; raises NotFoundError."""
    chosen = sorted(set(person_ids))
    records = tx.member_records.list_by_id(actor.subject_id, chosen, day)
    missing = next((one for one in chosen if one not in {record.id for record in records}), None)
    if missing is not None:
        raise NotFoundError("supervisor", missing)
    refused = refusals(tx, actor, records, day)
    return [_planned(one, wanted, refused.get(one.id), actor, day) for one in records]


def refusals(tx: Transaction, actor: Actor, records: Sequence[MemberRecord], day: date) -> dict[str, NotChanged]:
    """Whose own record is not the actor's to change, and why: it is where nobody signs in for somebody, and no other
    incubator has a part in them. An invitation that nobody opened says nothing yet.
    """
    ids = [one.id for one in records]
    accounts = tx.answering.account_states(pooled_kind().provider_role, ids)
    ties = tx.ownership.ties(Writer(actor.role, actor.subject_id), [one for one in ids if one not in accounts])
    found = {one.id: _refusal(one, accounts.get(one.id), ties.get((Sort.PROFILE, one.id)), day) for one in records}
    return {key: why for key, why in found.items() if why is not None}


def _refusal(one: MemberRecord, account: AccountState | None, tie: Tie | None, day: date) -> NotChanged | None:
    if not one.term.is_running(day):
        return NotChanged.NOT_IN_POOL
    if account is None:
        is_own = tie is Tie.OWN
    elif account is AccountState.INVITED:
        is_own = one.pools == 1
    else:
        return NotChanged.OWN_PROFILE
    if is_own:
        return None
    return NotChanged.WITH_OTHERS if one.pools > 1 else NotChanged.OWN_PROFILE


def _planned(one: MemberRecord, wanted: Wanted, refused: NotChanged | None, actor: Actor, day: date) -> Planned:
    kept = {name: why for name in wanted.asked if (why := _kept(one, name, refused, actor, day)) is not None}
    after = _after(one.values, wanted, [name for name in wanted.asked if name not in kept])
    told = [(name, str(getattr(one.values, name))) for name in (*wanted.asked, "unconfirmed_areas")]
    mark = sha256(repr((told, sorted(kept.items()))).encode()).hexdigest()[:16]
    return Planned(one, after, kept, mark)


def _kept(one: MemberRecord, name: str, refused: NotChanged | None, actor: Actor, day: date) -> NotChanged | None:
    if name in OWN:
        return None
    if name in TERM:
        may = one.term.is_running(day) and TERMS.find("renew_term", actor.parties, one.term.state) is not None
        return None if may else NotChanged.NOT_IN_POOL
    return refused


def _after(before: MemberValues, wanted: Wanted, names: Collection[str]) -> MemberValues:
    after = before
    for name in names:
        change = getattr(wanted, name)
        if isinstance(change, ListChange):
            change = change.applied(getattr(before, name), _KEYS.get(name, str))
        after = replace(after, **{name: change})
    said = {*after.help_areas} - {*before.help_areas}
    unconfirmed = {*before.unconfirmed_areas, *said} & {*after.help_areas}
    return replace(after, unconfirmed_areas=tuple(sorted(unconfirmed)))


_KEYS: Mapping[str, Callable[[str], str]] = {"topics": topic_id, "tags": str.casefold}
"""By what two entries of a list are one."""
