"""Which two people an incubator may merge, and whose record stays (graph/domain/ownership.py says whose they are)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from graph.domain.ownership import Claims, Tie, Writer, is_with, tie_of
from graph.merging.record import Person


class WhyNotUndone(StrEnum):
    """Why a merge is not undone."""

    TOO_LATE = "too_late"
    KEPT_GONE = "kept_gone"
    MERGED_AGAIN = "merged_again"
    UNDONE = "undone"


class Hindrance(StrEnum):
    """Why two people are not merged."""

    SAME_RECORD = "same_record"
    NOT_YOURS = "not_yours"
    TWO_ACCOUNTS = "two_accounts"
    BOTH_SHARED = "both_shared"
    SAME_REQUEST = "same_request"
    CALLED_APART = "called_apart"


@dataclass(frozen=True)
class Verdict:
    """Whether two people may be merged, whose record stays, and whether its fields may be chosen.

    `is_owned`: the kept record is the incubator's alone; else it keeps its own words. `need`: of the request that
    forbids it.
    """

    kept_id: str
    other_id: str
    is_owned: bool = True
    hindrance: Hindrance | None = None
    need: str = ""


def judge(writer: Writer, left: Person, right: Person, claims: dict[str, Claims]) -> Verdict:
    """What becomes of two people of one pool.

    Whoever speaks for themselves, or is with another incubator as well, is kept as they are: only what is the
    incubator's alone goes up into another record. Who was invited and never opened an account speaks for nobody yet.
    """
    ties = {one.id: tie_of(writer, claims[one.id]) if one.id in claims else Tie.FOREIGN for one in (left, right)}
    shared = [one for one in (left, right) if ties[one.id] is Tie.SHARED and claims[one.id].has_a_say]
    kept = shared[0] if shared else min((left, right), key=_precedence)
    other = right if kept is left else left
    verdict = Verdict(kept.id, other.id, is_owned=not shared)
    if left.id == right.id:
        return _refused(verdict, Hindrance.SAME_RECORD)
    if not all(is_with(tie) for tie in ties.values()):
        return _refused(verdict, Hindrance.NOT_YOURS)
    if len(shared) > 1:
        speak = all(claims[one.id].has_opened for one in shared)
        return _refused(verdict, Hindrance.TWO_ACCOUNTS if speak else Hindrance.BOTH_SHARED)
    if _are_called_apart(writer, left, right):
        return _refused(verdict, Hindrance.CALLED_APART)
    need = _need_in_common(left, right)
    return _refused(verdict, Hindrance.SAME_REQUEST, need) if need is not None else verdict


def _refused(verdict: Verdict, hindrance: Hindrance, need: str = "") -> Verdict:
    return Verdict(verdict.kept_id, verdict.other_id, verdict.is_owned, hindrance, need)


def _precedence(person: Person) -> tuple[int, bool, str]:
    """The record with the longer history stays; of two with none, the one that was invited."""
    return -person.history, not person.invitations, person.id


def _are_called_apart(writer: Writer, left: Person, right: Person) -> bool:
    said = [tie for tie in left.ties if tie.type == "NOT_SAME_AS" and tie.other_id == right.id]
    return any(tie.properties.get("incubator_id") == writer.subject_id for tie in said)


def _need_in_common(left: Person, right: Person) -> str | None:
    """The title of a need for which both have an open request."""
    mine = {one.need_id: one.need_title for one in left.requests if one.is_open and one.need_id}
    return next((mine[one.need_id] for one in right.requests if one.is_open and one.need_id in mine), None)
