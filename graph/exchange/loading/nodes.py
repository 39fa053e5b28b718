"""Makes and changes the nodes of one batch: profiles, needs, interactions, documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.domain.help_areas import FoundBy
from graph.domain.states.requests import NeedState
from graph.domain.states.terms import Availability
from graph.exchange.checking.changes import changed_columns
from graph.exchange.checking.spool import Record, Spool
from graph.exchange.format.schema import Sheet
from graph.exchange.identity.questions import EMPLOYERS
from graph.exchange.loading.batches import Batch, Context, complete
from graph.exchange.loading.employers import employers_of
from graph.exchange.loading.journal import changed, made
from graph.taxonomy.model import topic_id


def sort_out(context: Context, sheet: Sheet, spool: Spool, given: Sequence[Record]) -> Batch:
    """Which records the graph lacks and which say something new; a column that a file lacks stays as it is."""
    batch = Batch(before=context.held.records(context.tx, sheet, [record["id"] for record in given]))
    employers = employers_of(context, spool, batch.before.keys() if sheet.name == "people" else ())
    same: list[Record] = []
    for record in given:
        before = batch.before.get(record["id"])
        if before is None:
            batch.new.append(complete(sheet, record))
            continue
        told, known = dict(record), dict(before)
        if record.get("unconfirmed_areas"):
            # As it is kept: what they do not have says nothing, now or when the file comes again.
            told["unconfirmed_areas"] = _both({**before, **record}, "unconfirmed_areas", "help_areas")
        if record["id"] in employers.after:
            known[EMPLOYERS], told[EMPLOYERS] = employers.before[record["id"]], employers.after[record["id"]]
        if columns := changed_columns(known, told):
            batch.changed.append({**before, **record})
            if context.changes:
                context.changes.note(sheet.name, known, told, columns)
        else:
            same.append(before)
    if context.changes:
        context.changes.note_others(sheet.name, batch.new, is_new=True)
        context.changes.note_others(sheet.name, same, is_new=False)
    return batch


def save_nodes(context: Context, sheet: Sheet, batch: Batch) -> None:
    """Write one batch."""
    links = context.tx.exchange_links
    if not batch.new and not batch.changed:
        return
    if context.journal:
        context.note(
            *(made(sheet.name, record) for record in batch.new),
            *(
                changed(sheet.name, batch.before[one["id"]], one, changed_columns(batch.before[one["id"]], one))
                for one in batch.changed
            ),
        )
    if sheet.name == "interactions":
        links.save_interactions(batch.new, batch.changed, batch.before, context.changed_at)
    elif sheet.name == "documents":
        links.save_documents(batch.new, batch.changed, context.changed_at)
    else:
        _save_profiles(context, sheet, batch)


def _save_profiles(context: Context, sheet: Sheet, batch: Batch) -> None:
    _ensure_topics(context, batch)
    exchange = context.tx.exchange
    stamp: dict[str, Any] = {"changed_at": context.changed_at}
    if sheet.name == "people":
        # Loading many people is not their joining: the day stays unknown, and nobody of them counts as new.
        stamp |= {"state": Availability.ACTIVE, "joined_on": None}
    if sheet.name == "needs":
        stamp |= {"places": 1, "created_at": context.at}
    if batch.new:
        exchange.create_profiles(sheet.name, _as_stated(sheet, batch.new, {}), stamp)
    if batch.changed:
        changed = _as_stated(sheet, batch.changed, batch.before)
        exchange.update_profiles(sheet.name, changed, batch.before, context.changed_at)


def _as_stated(sheet: Sheet, records: list[Record], before: Mapping[str, Record]) -> list[Record]:
    """A need is over once it has a closing date, and its help areas are chosen; what is as before stays as it was.

    Of somebody's help areas those alone are unconfirmed that they have.
    """
    if sheet.name == "people":
        return [{**one, "unconfirmed_areas": _both(one, "unconfirmed_areas", "help_areas")} for one in records]
    if sheet.name != "needs":
        return records
    stated = []
    for record in records:
        known = before.get(record["id"])
        more: Record = {}
        if known is None or known["closed_on"] != record["closed_on"]:
            more["state"] = NeedState.CLOSED if record["closed_on"] else NeedState.OPEN
        if record["help_areas"] and (known is None or known["help_areas"] != record["help_areas"]):
            more["help_areas_found"] = FoundBy.CHOSEN
        stated.append({**record, **more})
    return stated


def _both(record: Record, name: str, other: str) -> list[str]:
    return [one for one in record.get(name) or () if one in (record.get(other) or ())]


def _ensure_topics(context: Context, batch: Batch) -> None:
    names: dict[str, str] = {}
    for record in (*batch.new, *batch.changed):
        for name in record.get("topics", ()):
            if topic_id(name) not in context.topics:
                names.setdefault(topic_id(name), name)
    context.tx.exchange.ensure_topics(names.values())
    context.topics.update(names)
