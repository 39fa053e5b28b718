"""Employers that a list of people names: they become career entries, and to whoever sent the list cells of its rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from graph.entities.career import CareerRecord, Careers
from graph.exchange.checking.spool import Spool
from graph.exchange.loading.batches import Context
from graph.exchange.loading.careers import with_what_stands
from graph.repositories.exchange import to_graph


@dataclass(frozen=True)
class Employers:
    """Where people work, entry by entry, before and after, of those to whom rows say something new."""

    before: Mapping[str, list[str]] = field(default_factory=dict)
    after: Mapping[str, list[str]] = field(default_factory=dict)


def employers_of(context: Context, spool: Spool, ids: Collection[str]) -> Employers:
    """What the rows of a list, beside their own columns, say of where these people work."""
    told = list(spool.pointing_at("careers", "person_id", ids)) if ids and "careers" in context.derived else []
    people = sorted({row["person_id"] for row in told})
    held = context.held.careers(context.tx, people)
    known = Careers(held)
    before: dict[str, dict[str, CareerRecord]] = {one: {} for one in people}
    for career in held:
        before[career.person_id][career.id] = career.record
    after = {one: dict(records) for one, records in before.items()}
    for number, row in enumerate(told):
        entry = CareerRecord.of({name: to_graph(name, value) for name, value in row.items()})
        found = known.find(row["person_id"], entry)
        place = found.id if found else str(number)
        after[row["person_id"]][place] = with_what_stands(entry, found.record) if found else entry
    moved = [one for one in people if before[one] != after[one]]
    return Employers(*({one: list(map(_said, side[one].values())) for one in moved} for side in (before, after)))


def _said(entry: CareerRecord) -> str:
    return f"{entry.organisation} ({entry.title})" if entry.title else entry.organisation
