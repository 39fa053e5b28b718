"""Career entries as rows of a file: they have no ids there, and are one by person, organisation, start and title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.entities.career import Career, CareerRecord, Careers
from graph.exchange.checking.changes import changed_columns
from graph.exchange.checking.spool import Record
from graph.exchange.loading.batches import Batch, Context
from graph.ids import new_id
from graph.repositories.exchange import from_graph, to_graph


def load_careers(context: Context, records: Sequence[Record]) -> Batch:
    """Note the entries that the graph lacks and change those of which a row says something else."""
    careers = context.tx.careers
    people = sorted({row["person_id"] for row in records})
    held = Careers(context.held.careers(context.tx, people))
    batch = Batch()
    new: dict[str, Career] = {}
    changed: dict[str, Career] = {}
    for record in records:
        told = CareerRecord.of({name: to_graph(name, value) for name, value in record.items()})
        known = held.find(record["person_id"], told)
        if known is None:
            made = Career(new_id("career"), record["person_id"], told)
            held.put(made)
            new[made.id] = made
            batch.new.append(record)
            context.note({"do": "career", "id": made.id, "person_id": made.person_id, "after": told.as_row()})
            continue
        now = replace(known, record=with_what_stands(told, known.record))
        if now != known:
            held.put(now)
            if context.changes and "careers" not in context.derived:
                before, after = _record(known), _record(now)
                context.changes.note("careers", {"id": now.id, **before}, after, changed_columns(before, after))
            context.note(
                {
                    "do": "career_changed",
                    "id": now.id,
                    "person_id": now.person_id,
                    "before": known.record.as_row(),
                    "after": now.record.as_row(),
                }
            )
            (new if now.id in new else changed)[now.id] = now
            batch.changed.append(record)
    if context.write and new:
        careers.create(list(new.values()), context.at)
    if context.write and changed:
        careers.update(list(changed.values()), context.at)
    return batch


def with_what_stands(told: CareerRecord, held: CareerRecord) -> CareerRecord:
    """An entry as a row tells it; what the row leaves empty stays."""
    before = held.as_row()
    return CareerRecord.of({name: value or before[name] for name, value in told.as_row().items()})


def career_records(careers: Iterable[Career]) -> list[Record]:
    """Entries as rows of the file, in its order."""
    rows = [_record(one) for one in careers]
    return sorted(rows, key=lambda row: tuple(row[name] or "" for name in _ORDER))


_ORDER = ("person_id", "from", "organisation", "title")


def _record(one: Career) -> Record:
    return {"person_id": one.person_id, **{name: from_graph(value) for name, value in one.record.as_row().items()}}
