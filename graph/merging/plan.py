"""What a merge moves, joins and puts away; nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.domain.states.requests import RequestState
from graph.domain.states.terms import TermState
from graph.domain.states.waits import WaitState
from graph.entities.invitation import UnopenedInvitation
from graph.merging.fields import (
    EMPLOYERS,
    LISTS,
    SINGLE,
    TAGS,
    TERM,
    Differing,
    Take,
    differing,
    is_employment,
    is_running,
    merged_value,
    unconfirmed,
)
from graph.merging.record import Lost, Person, RequestTo, Tie

_BETWEEN_RECORDS = frozenset({"MAYBE_SAME_AS"})
"""Ties that say something of a record, not of who it is of."""
_DATED = ("from", "to", "kind")
_LONGEST = "9999"


@dataclass(frozen=True)
class Plan:
    """`fields`: (before, after) of what changes in the kept record. `moved`: ties that it gains; `dropped`: ties of the
    other that it does not. `lost`: ties of its own that are put away. `withdrawn`: invitations of the other to open an
    account, which go with its record."""

    fields: Mapping[str, tuple[Any, Any]]
    moved: tuple[Tie, ...]
    dropped: tuple[Tie, ...]
    lost: tuple[Lost, ...]
    withdrawn: tuple[UnopenedInvitation, ...] = ()


def plan_merge(kept: Person, other: Person, takes: Mapping[str, Take]) -> Plan:
    """What becomes of two records; a field of which nothing is said stays as the kept one has it."""
    differences = {one.name: one for one in differing(kept, other)}
    fields = _fields(differences, kept, takes) | _carried(kept, other)
    fields |= unconfirmed(kept, other, fields)
    moved, lost = _tags(differences, kept, other, takes)
    come, gone = _employers(differences.get(EMPLOYERS), kept, other, takes)
    moved, lost = moved + come, lost + gone
    standing = {tie.place: tie for tie in kept.ties}
    for tie in other.ties:
        if tie.type in TAGS.values() or tie.type in _BETWEEN_RECORDS or tie.other_id == kept.id:
            continue
        if is_employment(tie):
            continue
        if tie.type == "IN_POOL_OF" and tie.place in standing:
            lost += _term(tie, standing[tie.place], takes.get(TERM, Take.KEPT))
            continue
        mine = standing.get(tie.place)
        if tie.type == "TO":
            mine = _of_one_need(tie, kept, other)
        settle = _SETTLE.get(tie.type, _by_its_days)
        come, gone = settle(tie, mine, kept, other)
        moved += come
        lost += gone
    dropped = tuple(tie for tie in other.ties if tie not in moved)
    return Plan(fields, tuple(moved), dropped, tuple(lost), other.invitations)


Settled = tuple[list[Tie], list[Lost]]


def _fields(
    differences: Mapping[str, Differing], kept: Person, takes: Mapping[str, Take]
) -> dict[str, tuple[Any, Any]]:
    changed = {}
    for name in (*SINGLE, *LISTS):
        if name in differences:
            value = merged_value(differences[name], takes.get(name, Take.KEPT))
            after = list(value) if name in LISTS else value
            if after != kept.properties.get(name):
                changed[name] = (kept.properties.get(name), after)
    return changed


def _carried(kept: Person, other: Person) -> dict[str, tuple[Any, Any]]:
    """What stays true whoever's words are taken: who answers for them, and since when they are here."""
    mine, theirs = kept.properties, other.properties
    carried = {"answered_by": mine.get("answered_by") or theirs.get("answered_by")}
    if mine.get("joined_on") and theirs.get("joined_on"):
        carried["joined_on"] = min(mine["joined_on"], theirs["joined_on"])
    if mine.get("awaits_consent") and not theirs.get("awaits_consent"):
        carried["awaits_consent"] = None
    return {name: (mine.get(name), value) for name, value in carried.items() if value != mine.get(name)}


def _tags(
    differences: Mapping[str, Differing], kept: Person, other: Person, takes: Mapping[str, Take]
) -> tuple[list[Tie], list[Lost]]:
    moved, lost = list[Tie](), list[Lost]()
    for name, type_ in TAGS.items():
        if name not in differences:
            continue
        wanted = merged_value(differences[name], takes.get(name, Take.KEPT))
        has = set(kept.others(type_))
        moved += [tie for tie in other.ties if tie.type == type_ and tie.other_id in wanted and tie.other_id not in has]
        lost += [Lost(tie) for tie in kept.ties if tie.type == type_ and tie.other_id not in wanted]
    return moved, lost


def _by_its_days(tie: Tie, mine: Tie | None, kept: Person, _other: Person) -> Settled:
    """One that the kept person has with the same days is not made twice."""
    said = [tie.properties.get(name) for name in _DATED]
    is_there = mine is not None and any(
        one.place == tie.place and [one.properties.get(name) for name in _DATED] == said for one in kept.ties
    )
    return ([], []) if is_there else ([tie], [])


def _employers(difference: Differing | None, kept: Person, other: Person, takes: Mapping[str, Take]) -> Settled:
    """Where they work today is as it was chosen: that of the record that stays, of the other, or both."""
    if difference is None:
        return [], []
    wanted, has = merged_value(difference, takes.get(EMPLOYERS, Take.KEPT)), set(difference.kept)
    come = [tie for tie in other.ties if is_employment(tie) and tie.other_id in wanted and tie.other_id not in has]
    return come, [Lost(tie) for tie in kept.ties if is_employment(tie) and tie.other_id not in wanted]


def _term(tie: Tie, mine: Tie, take: Take) -> list[Lost]:
    """Two terms in one pool become one, whose days are those of one of the two: never longer than either says.

    One that runs is worth more than one that nobody accepted, or that ended; it stands as the one that came further.
    """
    if not is_running(tie):
        return []
    one, two = (
        (mine.properties, tie.properties)
        if take is Take.KEPT and is_running(mine)
        else (tie.properties, mine.properties)
    )
    states = [each.properties.get("state", TermState.ACTIVE) for each in (mine, tie) if is_running(each)]
    state = max(states, key=_FURTHER.index)
    is_asked = state == TermState.INVITED
    joined = {
        **one,
        "state": state,
        "before": TermState.LISTED if is_asked else None,
        "name": (one.get("name") or two.get("name")) if is_asked else None,
        "reserved": bool(one.get("reserved") or two.get("reserved")),
        "minded_by": one.get("minded_by") or two.get("minded_by"),
        "tags": list(dict.fromkeys(tag for each in (mine, tie) for tag in each.properties.get("tags") or ())) or None,
    }  # fmt: skip
    known = {name: value for name, value in joined.items() if value is not None}
    before = {name: value for name, value in mine.properties.items() if value is not None}
    return [] if known == before else [Lost(mine, replace(mine, properties=known))]


_FURTHER = (TermState.LISTED, TermState.INVITED, TermState.ACTIVE)
"""States of terms that are not over, by how far they came."""


def _turn(tie: Tie, mine: Tie | None, _kept: Person, _other: Person) -> Settled:
    """Of two turns of one startup on waiting lists the better stays: a place that is held, else the longer wait."""
    if mine is None:
        return [tie], []
    is_better = _rank_of_turn(tie) < _rank_of_turn(mine)
    return ([tie], [Lost(mine)]) if is_better else ([], [])


def _rank_of_turn(tie: Tie) -> tuple[bool, str]:
    return tie.properties.get("state") != WaitState.OFFERED, str(tie.properties.get("since") or _LONGEST)


def _request(tie: Tie, mine: Tie | None, kept: Person, other: Person) -> Settled:
    """Of two proposals for one need whichever came further stays; both, where both were asked."""
    if mine is None:
        return [tie], []
    theirs, ours = _request_of(other, tie.other_id), _request_of(kept, mine.other_id)
    if theirs.was_asked and ours.was_asked:
        return [tie], []
    is_further = _reached(theirs) > _reached(ours)
    return ([tie], [Lost(mine)]) if is_further else ([], [])


def _reached(request: RequestTo) -> tuple[bool, bool, bool]:
    return request.was_asked, request.state == RequestState.SAVED, request.state == RequestState.DISMISSED


def _of_one_need(tie: Tie, kept: Person, other: Person) -> Tie | None:
    """The kept person's proposal for the need of another's."""
    need_id = _request_of(other, tie.other_id).need_id
    same = {one.id for one in kept.requests if need_id and one.need_id == need_id}
    return next((one for one in kept.ties if one.type == "TO" and one.other_id in same), None)


def _request_of(person: Person, request_id: str) -> RequestTo:
    return next(one for one in person.requests if one.id == request_id)


def _passed(tie: Tie, mine: Tie | None, kept: Person, _other: Person) -> Settled:
    """Nobody suggests themselves."""
    is_own = tie.other_id in kept.others("TO")
    return ([], []) if mine is not None or is_own else ([tie], [])


def _stays(_tie: Tie, _mine: Tie | None, _kept: Person, _other: Person) -> Settled:
    """An account is for the record for which it was invited: one that was never opened goes with it."""
    return [], []


def _offer(tie: Tie, _mine: Tie | None, kept: Person, _other: Person) -> Settled:
    """Nobody is offered to two accounts."""
    is_taken = any(one.type in ("OF", "OFFERED") and one.other_label in ("Membership", "Account") for one in kept.ties)
    return ([], []) if is_taken else ([tie], [])


def _verdict(tie: Tie, _mine: Tie | None, kept: Person, _other: Person) -> Settled:
    """What an incubator said of two records it says once."""
    by = tie.properties.get("incubator_id")
    is_said = any(
        one.type == tie.type and one.other_id == tie.other_id and one.properties.get("incubator_id") == by
        for one in kept.ties
    )
    return ([], []) if is_said else ([tie], [])


_SETTLE: Mapping[str, Callable[[Tie, Tie | None, Person, Person], Settled]] = {
    "OF": _stays,
    "OFFERED": _offer,
    "WAITS_FOR": _turn,
    "TO": _request,
    "PASSED_TO": _passed,
    "NOT_SAME_AS": _verdict,
}
