"""What a merge changes in the record that stays, for whoever is asked: read off the plan that is carried out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph.merging.fields import EMPLOYERS, TAGS, TERM, is_employment, term_of
from graph.merging.plan import Plan
from graph.merging.record import Person, Tie

_OF_TERMS = ("tags", "reserved", "minded_by")
"""What a term says besides its days."""
_UNSEEN = frozenset({"awaits_consent"})
"""What follows from a term and is shown as such."""
ROLES = "roles"


@dataclass(frozen=True)
class Change:
    """What the record says of a field before and after."""

    name: str
    before: Any
    after: Any


def changes_of(kept: Person, other: Person, plan: Plan) -> list[Change]:
    """Every change, in the order of the page that compares."""
    fields = [Change(name, *values) for name, values in plan.fields.items() if name not in _UNSEEN]
    lists = [_of_ties(name, type_, kept, plan) for name, type_ in TAGS.items()]
    lists.append(_employers(kept, plan))
    found = [*fields, *lists, *_of_terms(plan)]
    if set(other.labels) - set(kept.labels):
        found.append(Change(ROLES, sorted(kept.labels), sorted({*kept.labels, *other.labels})))
    return [one for one in found if (one.before or None) != (one.after or None)]


def _of_ties(name: str, type_: str, kept: Person, plan: Plan) -> Change:
    before, after = (tuple(tie.other_id for tie in ties if tie.type == type_) for ties in _ties(kept, plan))
    return Change(name, before, after)


def _employers(kept: Person, plan: Plan) -> Change:
    """Where they work today: an organisation that is here, else what they have done and not ended."""
    before, after = (_works_at(ties) for ties in _ties(kept, plan))
    return Change(EMPLOYERS, before, after)


def _works_at(ties: Sequence[Tie]) -> tuple[str, ...]:
    here = [tie.other_id for tie in ties if is_employment(tie)]
    told = [tie.other_id for tie in ties if tie.type == "CAREER_OF" and not tie.is_over]
    return tuple(here or told)


def _ties(kept: Person, plan: Plan) -> tuple[list[Tie], list[Tie]]:
    """All that the record is tied to, before and after."""
    gone = [lost.old for lost in plan.lost]
    return [*kept.ties], [*(tie for tie in kept.ties if tie not in gone), *plan.moved]


def _of_terms(plan: Plan) -> list[Change]:
    found = []
    for lost in plan.lost:
        if lost.old.type != "IN_POOL_OF" or lost.new is None:
            continue
        old, new = lost.old.properties, lost.new.properties
        if term_of(lost.old) != term_of(lost.new):
            found.append(Change(TERM, term_of(lost.old), term_of(lost.new)))
        found += [Change(name, old.get(name), new.get(name)) for name in _OF_TERMS]
    return found
