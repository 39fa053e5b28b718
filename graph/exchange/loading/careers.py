"""Career entries as rows of a file: they have no ids there, and are one by person, organisation, start and title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.entities.career import Career, CareerRecord
from graph.exchange.checking.spool import Record
from graph.exchange.loading.batches import Batch, Context
from graph.ids import new_id
from graph.repositories.exchange import from_graph, to_graph


def load_careers(context: Context, records: Sequence[Record]) -> Batch:
    """Note the entries that the graph lacks and change those of which a row says something else."""
    careers = context.tx.careers
    people = sorted({row["person_id"] for row in records})
    held = {(one.person_id, *one.record.key): one for one in context.held.careers(context.tx, people)}
    batch = Batch()
    new: dict[str, Career] = {}
    changed: dict[str, Career] = {}
    for record in records:
        told = CareerRecord.of({name: to_graph(name, value) for name, value in record.items()})
        key = record["person_id"], *told.key
        if key not in held:
            held[key] = Career(new_id("career"), record["person_id"], told)
            new[held[key].id] = held[key]
            batch.new.append(record)
            context.note({"do": "career", "id": held[key].id, "person_id": record["person_id"], "after": told.as_row()})
            continue
        told = _with_what_stands(told, held[key].record)
        if held[key].record != told:
            before = held[key].record.as_row()
            held[key] = Career(held[key].id, record["person_id"], told)
            context.note(
                {
                    "do": "career_changed",
                    "id": held[key].id,
                    "person_id": record["person_id"],
                    "before": before,
                    "after": told.as_row(),
                }
            )
            (new if held[key].id in new else changed)[held[key].id] = held[key]
            batch.changed.append(record)
    if context.write and new:
        careers.create(list(new.values()), context.at)
    if context.write and changed:
        careers.update(list(changed.values()), context.at)
    return batch


def _with_what_stands(told: CareerRecord, held: CareerRecord) -> CareerRecord:
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
