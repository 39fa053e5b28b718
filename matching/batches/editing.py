"""A draft as it stands: what the solver gave, with the edits of curators on top, each of which can be undone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from graph.entities.batch import Base, Draft, Edit, Frozen, PairId, Settings


class Do(StrEnum):
    """What an edit does. `SWAP`: `out` leaves and `into` comes, either of which may be empty. The others are of `out`:
    `FORBID` takes it out as well."""

    SWAP = "swap"
    LOCK = "lock"
    UNLOCK = "unlock"
    FORBID = "forbid"
    ALLOW = "allow"


class Refusal(StrEnum):
    """Why an edit is not possible."""

    NOT_THERE = "not_there"
    THERE_ALREADY = "there_already"
    LOCKED = "locked"
    TOLD = "told"
    NOT_ELIGIBLE = "not_eligible"
    FORBIDDEN = "forbidden"
    NO_PLACE = "no_place"
    ENOUGH = "enough"


@dataclass(frozen=True)
class Standing:
    """The pairs of a draft, those that are locked, and those that are kept apart."""

    pairs: frozenset[PairId]
    locked: frozenset[PairId]
    forbidden: frozenset[PairId]

    def supervisors_of(self, startup_id: str) -> list[str]:
        """Whom a startup has, by id."""
        return sorted(person for startup, person in self.pairs if startup == startup_id)

    def load(self, person_id: str) -> int:
        """How many startups a supervisor has."""
        return sum(person == person_id for _startup, person in self.pairs)


def standing_of(draft: Draft) -> Standing:
    """A draft after the edits that are not undone."""
    return replay(draft.base, draft.edits[: draft.cursor])


def replay(base: Base, edits: Iterable[Edit]) -> Standing:
    """What the solver gave, after some edits."""
    pairs, locked, forbidden = set(base.pairs), set(base.locked), set(base.forbidden)
    for edit in edits:
        out, into = (edit.startup_id, edit.out), (edit.startup_id, edit.into)
        match edit.do:
            case Do.SWAP:
                pairs.discard(out)
                locked.discard(out)
                if edit.into:
                    pairs.add(into)
            case Do.LOCK:
                locked.add(out)
            case Do.UNLOCK:
                locked.discard(out)
            case Do.FORBID:
                forbidden.add(out)
                pairs.discard(out)
                locked.discard(out)
            case Do.ALLOW:
                forbidden.discard(out)
            case _:
                raise ValueError(f"there is no edit {edit.do!r}")
    return Standing(frozenset(pairs), frozenset(locked), frozenset(forbidden))


def refusal_of(
    standing: Standing, edit: Edit, settings: Settings, frozen: Frozen, told: Collection[PairId]
) -> Refusal | None:
    """Why an edit is not possible; None where it is. `told`: pairs whose request is made and not come to nothing."""
    out = (edit.startup_id, edit.out)
    match edit.do:
        case Do.SWAP:
            return _refusal_to_swap(standing, edit, settings, frozen, told)
        case Do.LOCK:
            return None if out in standing.pairs else Refusal.NOT_THERE
        case Do.UNLOCK:
            return None if out in standing.locked else Refusal.NOT_THERE
        case Do.FORBID:
            return Refusal.TOLD if out in told else None
        case _:
            return None if out in standing.forbidden else Refusal.NOT_THERE


def _refusal_to_swap(
    standing: Standing, edit: Edit, settings: Settings, frozen: Frozen, told: Collection[PairId]
) -> Refusal | None:
    out, into = (edit.startup_id, edit.out), (edit.startup_id, edit.into)
    if edit.out and (why := refusal_to_leave(standing, out, told)):
        return why
    if not edit.into:
        return None if edit.out else Refusal.NOT_THERE
    if why := refusal_to_come(standing, into, settings, frozen):
        return why
    wanting = settings.startups.get(edit.startup_id)
    has = len(standing.supervisors_of(edit.startup_id)) - bool(edit.out)
    return Refusal.ENOUGH if wanting is None or has >= wanting.wants else None


def refusal_to_leave(standing: Standing, pair: PairId, told: Collection[PairId]) -> Refusal | None:
    """Why a pair cannot be taken out."""
    if pair not in standing.pairs:
        return Refusal.NOT_THERE
    if pair in told:
        return Refusal.TOLD
    return Refusal.LOCKED if pair in standing.locked else None


def refusal_to_come(standing: Standing, pair: PairId, settings: Settings, frozen: Frozen) -> Refusal | None:
    """Why a pair cannot be put in, whatever else its startup has."""
    load = settings.supervisors.get(pair[1])
    if pair in standing.pairs:
        return Refusal.THERE_ALREADY
    if pair in standing.forbidden:
        return Refusal.FORBIDDEN
    if pair not in frozen.fit or load is None:
        return Refusal.NOT_ELIGIBLE
    return Refusal.NO_PLACE if standing.load(pair[1]) >= load.most else None
