"""Takes an import back: what it made goes unless it is used, what it changed is as before unless changed since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.entities.career import Career, CareerRecord
from graph.exchange.checking.held import records_of
from graph.exchange.format.schema import SHEETS
from graph.exchange.loading.batches import Batch, Context
from graph.exchange.loading.journal import Entry
from graph.exchange.loading.nodes import save_nodes
from graph.exchange.loading.uses import Made, uses_of
from graph.repositories.exchange import parts, to_graph

_BATCH = 1000


@dataclass
class Undone:
    """What became of each record: those that are gone, those as before, and who stays with what they are used for.

    `kept_columns`: of changed records, the columns that somebody changed since.
    """

    gone: list[Entry] = field(default_factory=list)
    restored: list[Entry] = field(default_factory=list)
    used: list[tuple[Entry, str]] = field(default_factory=list)
    kept_columns: list[tuple[Entry, tuple[str, ...]]] = field(default_factory=list)


def undo(context: Context, entries: Iterable[Entry], writer_id: str) -> Undone:
    """Take back what a journal tells, in the caller's transaction.

    Every record is locked first, so that somebody who is asked, rated or edited at the same moment either is so before
    and stays, or is gone and cannot be any more.
    """
    by_kind: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_kind[entry["do"]].append(entry)
    undone, made = Undone(), Made.of(by_kind, writer_id)
    tx = context.tx
    there = tx.undo.lock({one["id"] for kind in ("made", "changed", "joined") for one in by_kind[kind]})
    uses, topics = uses_of(tx, made, there), tx.undo.topics(there)
    for entry in by_kind["made"]:
        if entry["id"] in uses:
            undone.used.append((entry, uses[entry["id"]]))
        elif entry["id"] in there:
            undone.gone.append(entry)
    gone = {one["id"] for one in undone.gone}
    _take_back_edges(context, by_kind, gone, {entry["id"] for entry, _ in undone.used})
    tx.undo.delete(gone)
    tx.identity.forget_sent(gone)
    _restore(context, [one for one in by_kind["changed"] if one["id"] in there], uses, undone)
    joined = (
        {one["id"] for one in by_kind["joined"]} - made.ids - {one for one, why in uses.items() if why != "changed"}
    )
    tx.undo.leave(writer_id, joined & there)
    tx.undo.drop_topics(topics)
    return undone


def _restore(context: Context, changed: list[Entry], uses: Mapping[str, str], undone: Undone) -> None:
    """Give changed records the values of before, where the ones that the import wrote still stand."""
    by_sheet: dict[str, list[Entry]] = defaultdict(list)
    for entry in changed:
        by_sheet[entry["sheet"]].append(entry)
    for name in SHEETS:
        for part in parts(by_sheet[name], _BATCH):
            held = records_of(context.tx, SHEETS[name], [one["id"] for one in part])
            batch = Batch(before=held)
            for entry in part:
                now = held[entry["id"]]
                back, kept = {}, []
                for column, (before, after) in entry["columns"].items():
                    is_used = column == "roles" and uses.get(entry["id"], "changed") != "changed"
                    if _same(now.get(column), after) and not is_used:
                        back[column] = before
                    else:
                        kept.append(column)
                if back:
                    batch.changed.append({**now, **back})
                if back or not entry["columns"]:
                    undone.restored.append(entry)
                if kept:
                    undone.kept_columns.append((entry, tuple(kept)))
            save_nodes(context, SHEETS[name], batch)


def _take_back_edges(context: Context, by_kind: Mapping[str, list[Entry]], gone: set[str], used: set[str]) -> None:
    """Relations and conflicts of what is gone go with it; those of a record that stays because it is used stay too."""
    tx = context.tx
    tx.undo.edges("delete_relations", [one for one in by_kind["related"] if not used & _ends(one)])
    dated = [
        {**one, "before_from": one["before"]["from"], "before_to": one["before"]["to"], "before": None}
        for one in by_kind["dated"]
    ]
    tx.undo.edges("date_relations", dated)
    tx.undo.edges("delete_conflicts", [one for one in by_kind["conflict"] if not used & _ends(one)])
    tx.undo.edges("date_conflicts", by_kind["conflict_dated"])
    told = [*by_kind["career"], *by_kind["career_changed"]]
    people = sorted({one["person_id"] for one in told} - gone - used)
    held = {one.id: one for part in parts(people) for one in tx.careers.list_of_people(part)}
    back: dict[str, Career] = {}
    for entry in reversed(by_kind["career_changed"]):
        if entry["id"] in held and held[entry["id"]].record == _career(entry["after"]):
            back[entry["id"]] = held[entry["id"]] = Career(entry["id"], entry["person_id"], _career(entry["before"]))
    for entry in by_kind["career"]:
        career = held.get(entry["id"])
        if career and career.record == _career(entry["after"]):
            back.pop(career.id, None)
            tx.careers.delete(career, context.at)
    if back:
        tx.careers.update(list(back.values()), context.at)


def _career(row: Mapping[str, Any]) -> CareerRecord:
    days = {name: to_graph(name, str(row[name])) if row[name] else None for name in ("from", "to")}
    return CareerRecord.of({**row, **days})


def _ends(edge: Entry) -> set[str]:
    return {edge[name] for name in ("from_id", "to_id", "left_id", "right_id") if name in edge}


def _same(left: Any, right: Any) -> bool:
    values = [value.isoformat() if isinstance(value, date) else value for value in (left, right)]
    lists = [sorted(value) if isinstance(value, list) else value or None for value in values]
    return (lists[0] or None) == (lists[1] or None)
