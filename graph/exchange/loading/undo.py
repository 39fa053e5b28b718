"""Takes an import back: what it made goes unless it is used, what it changed is as before unless changed since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.entities.career import Career, CareerRecord
from graph.entities.invitation import UnopenedInvitation
from graph.exchange.checking.held import records_of
from graph.exchange.format.schema import SHEETS
from graph.exchange.loading.batches import Batch, Context
from graph.exchange.loading.journal import Entry
from graph.exchange.loading.nodes import save_nodes
from graph.exchange.loading.uses import Made, uses_of
from graph.repositories.exchange import parts, to_graph
from graph.transaction import Transaction

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


@dataclass(frozen=True)
class Prospect:
    """What taking back a journal would come to: who goes, with which invitations, and who stays and why."""

    by_kind: Mapping[str, list[Entry]]
    there: frozenset[str]
    uses: Mapping[str, str]
    gone: tuple[Entry, ...]
    used: tuple[tuple[Entry, str], ...]
    invitations: tuple[UnopenedInvitation, ...]


def look_ahead(tx: Transaction, entries: Iterable[Entry], writer_id: str, *, lock: bool = False) -> Prospect:
    """What is used by now, and what not. `lock`: take the locks first, of records and of accounts to be opened."""
    by_kind: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_kind[entry["do"]].append(entry)
    ids = {one["id"] for kind in ("made", "changed", "joined") for one in by_kind[kind]}
    there = tx.undo.lock(ids) if lock else tx.undo.which(ids)
    made = Made.of(by_kind, writer_id)
    if lock:
        tx.invitations.lock(tx.invitations.list_unopened(made.ids & there))
    invitations = tx.invitations.list_unopened(made.ids & there)
    uses = uses_of(tx, made, there, invitations)
    return Prospect(
        by_kind, frozenset(there), uses,
        gone=tuple(one for one in by_kind["made"] if one["id"] in there and one["id"] not in uses),
        used=tuple((one, uses[one["id"]]) for one in by_kind["made"] if one["id"] in uses),
        invitations=tuple(one for one in invitations if one.person_id not in uses),
    )  # fmt: skip


def undo(context: Context, entries: Iterable[Entry], writer_id: str) -> Undone:
    """Take back what a journal tells, in the caller's transaction; a second time what stayed is looked at anew.

    Every record is locked first, so that somebody who is asked, rated or edited at the same moment either is so before
    and stays, or is gone and cannot be any more. An invitation that nobody opened goes with its record.
    """
    tx = context.tx
    ahead = look_ahead(tx, entries, writer_id, lock=True)
    by_kind, there, uses = ahead.by_kind, ahead.there, ahead.uses
    undone, topics = Undone(list(ahead.gone), used=list(ahead.used)), tx.undo.topics(there)
    gone, made = {one["id"] for one in undone.gone}, {one["id"] for one in by_kind["made"]}
    eased = _take_back_edges(context, by_kind, gone, {entry["id"] for entry, _ in undone.used})
    tx.invitations.withdraw(ahead.invitations)
    tx.undo.delete(gone)
    tx.identity.forget_sent(gone)
    _restore(context, [one for one in by_kind["changed"] if one["id"] in there], uses, undone, eased)
    joined = {one["id"] for one in by_kind["joined"]} - made - {one for one, why in uses.items() if why != "changed"}
    tx.undo.leave(writer_id, joined & there)
    tx.undo.drop_topics(topics)
    return undone


def _restore(
    context: Context, changed: list[Entry], uses: Mapping[str, str], undone: Undone, eased: Collection[str]
) -> None:  # fmt: skip
    """Give changed records the values of before, where the ones that the import wrote still stand.

    `eased`: who works where they did before again; of whom nothing else was changed, they are as before.
    """
    by_sheet: dict[str, list[Entry]] = defaultdict(list)
    for entry in changed:
        by_sheet[entry["sheet"]].append(entry)
    for name in SHEETS:
        for part in parts(by_sheet[name], _BATCH):
            held = records_of(context.tx, SHEETS[name], [one["id"] for one in part])
            batch = Batch(before=held)
            for entry in part:
                back, kept = _columns_back(entry, held[entry["id"]], uses)
                if back:
                    batch.changed.append({**held[entry["id"]], **back})
                if back or (entry["id"] in eased and not entry["columns"]):
                    undone.restored.append(entry)
                if kept:
                    undone.kept_columns.append((entry, kept))
            save_nodes(context, SHEETS[name], batch)


def _columns_back(
    entry: Entry, now: Mapping[str, Any], uses: Mapping[str, str]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The columns that are as before, and those that somebody changed since; not those that were taken back before."""
    back, kept = dict[str, Any](), list[str]()
    for column, (before, after) in entry["columns"].items():
        is_used = column == "roles" and uses.get(entry["id"], "changed") != "changed"
        if _same(now.get(column), after) and not is_used:
            back[column] = before
        elif not _same(now.get(column), before):
            kept.append(column)
    return back, tuple(kept)


def _take_back_edges(context: Context, by_kind: Mapping[str, list[Entry]], gone: set[str], used: set[str]) -> set[str]:
    """Relations and conflicts of what is gone go with it; those of a record that stays because it is used stay too.

    Returns whose careers are as before.
    """
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
    eased: set[str] = set()
    for entry in reversed(by_kind["career_changed"]):
        if entry["id"] in held and held[entry["id"]].record == _career(entry["after"]):
            back[entry["id"]] = held[entry["id"]] = Career(entry["id"], entry["person_id"], _career(entry["before"]))
    for entry in by_kind["career"]:
        career = held.get(entry["id"])
        if career and career.record == _career(entry["after"]):
            back.pop(career.id, None)
            tx.careers.delete(career, context.at)
            eased.add(career.person_id)
    if back:
        tx.careers.update(list(back.values()), context.at)
    return eased | {one.person_id for one in back.values()}


def _career(row: Mapping[str, Any]) -> CareerRecord:
    days = {name: to_graph(name, str(row[name])) if row[name] else None for name in ("from", "to")}
    return CareerRecord.of({**row, **days})


def _ends(edge: Entry) -> set[str]:
    return {edge[name] for name in ("from_id", "to_id", "left_id", "right_id") if name in edge}


def _same(left: Any, right: Any) -> bool:
    values = [value.isoformat() if isinstance(value, date) else value for value in (left, right)]
    lists = [sorted(value) if isinstance(value, list) else value or None for value in values]
    return (lists[0] or None) == (lists[1] or None)
