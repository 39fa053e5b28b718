"""Needs' answers, documents, relations and conflicts as the exchange format sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from graph.domain.answers import Answer
from graph.domain.kinds import ENDS, KINDS
from graph.domain.states.requests import RequestState
from graph.domain.states.work import EngagementState
from graph.ids import derived_id, new_nonce
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.exchange import Record, flat, from_graph, parts, properties, to_graph

_SIDES = {"seeker_id", "provider_id", "need_id"}
_DECISIONS = ("seeker_decision", "provider_decision", "decided_on")
RELATIONS = ("FOUNDED", "WORKS_AT", "INVESTED_IN", "ADVISES", "INCUBATED_BY", "IN_POOL_OF")


class ExchangeLinkRepository(Repository):
    """Records that stand between profiles."""

    def list_interactions(self, ids: Sequence[str]) -> dict[str, Record]:
        """Interactions by id with every column of the format."""
        return {
            row["record"]["id"]: _interaction(row) for row in self._tx.stream("exchange_interactions.records", ids=ids)
        }

    def ids_of_pairs(self, pairs: Sequence[Row]) -> dict[tuple[str, str], str]:
        """(need, provider) -> the interaction that they have, for those that have one."""
        rows = self._tx.stream("exchange_interactions.of_pairs", rows=pairs) if pairs else ()
        return {(row["need_id"], row["provider_id"]): row["id"] for row in rows}

    def save_interactions(
        self, new: Sequence[Record], changed: Sequence[Record], before: Mapping[str, Record], changed_at: int
    ) -> None:
        """Make and change proposals, and the engagements of those that both sides accepted."""
        if new:
            rows = [flat(record["id"], _proposal(record, changed_at)["properties"]) for record in new]
            self._tx.run("exchange_interactions.create", rows=rows)
        if changed:
            rows = [{**_proposal(record, changed_at, before[record["id"]]), "nonce": new_nonce()} for record in changed]
            self._tx.run("exchange_interactions.update", rows=rows)
        both = [*new, *changed]
        self._tx.run("exchange_interactions.link", rows=[{name: record[name] for name in _LINK} for record in both])
        needs = [{"id": record["id"], "need_id": record["need_id"]} for record in both if record["need_id"]]
        self._tx.run("exchange_interactions.link_needs", rows=needs)
        engaged = [_engagement(record, changed_at) for record in both if _is_engaged(record)]
        labels = [kind.label for kind in KINDS.values()]
        self._tx.run("exchange_interactions.create_engagements", rows=engaged, labels=labels)

    def list_documents(self, ids: Sequence[str]) -> dict[str, Record]:
        """Documents by id with every column of the format."""
        found = {}
        for row in self._tx.stream("exchange_documents.records", ids=ids):
            record = {name: from_graph(value) for name, value in row["record"].items()}
            found[record["id"]] = {**record, "owner_ids": sorted(set(row["owner_ids"]))}
        return found

    def save_documents(self, new: Sequence[Record], changed: Sequence[Record], changed_at: int) -> None:
        """Make and change documents."""
        if new:
            rows = [flat(record["id"], _document(record, changed_at)["properties"]) for record in new]
            self._tx.run("exchange_documents.create", rows=rows)
        if changed:
            rows = [{**_document(record, changed_at), "nonce": new_nonce()} for record in changed]
            self._tx.run("exchange_documents.update", rows=rows)
        owners = [{"id": record["id"], "owner": owner} for record in (*new, *changed) for owner in record["owner_ids"]]
        for part in parts(owners):
            self._tx.run("exchange_documents.link", rows=part)

    def list_relations(self, kind: str, ids: Sequence[str]) -> list[Record]:
        """Relations of one type that lead from these records."""
        rows = self._tx.stream(f"exchange_relations.list_{kind.lower()}", ids=ids)
        return [{"type": kind, **{name: from_graph(value) for name, value in row.items()}} for row in rows]

    def create_relations(self, kind: str, records: Sequence[Record]) -> None:
        """Note relations of one type that the graph lacks."""
        self._tx.run(f"exchange_relations.create_{kind.lower()}", rows=[_edge(record) for record in records])

    def date_relations(self, kind: str, records: Sequence[Record]) -> None:
        """Write new dates; each record holds `known_from`, the first date that the graph has."""
        rows = [{**_edge(record), "known_from": to_graph("from", record["known_from"])} for record in records]
        self._tx.run(f"exchange_relations.date_{kind.lower()}", rows=rows)

    def list_conflicts(self, ids: Sequence[str]) -> list[Record]:
        """Conflicts of interest noted from these records."""
        rows = self._tx.stream("exchange_conflicts.list", ids=ids)
        return [{name: from_graph(value) for name, value in row.items()} for row in rows]

    def create_conflicts(self, records: Sequence[Record], noted_by: str | None) -> None:
        """Note conflicts that the graph lacks: an incubator's as its own word, others as whose the record says."""
        rows = [{**_conflict(record), "noted_by": noted_by or record["noted_by"]} for record in records]
        self._tx.run("exchange_conflicts.create", rows=rows)

    def date_conflicts(self, records: Sequence[Record]) -> None:
        """Write the end of conflicts that the graph holds."""
        self._tx.run("exchange_conflicts.date", rows=[_edge(record) for record in records])


_LINK = ("id", "seeker_id", "provider_id")


def _edge(record: Record) -> Row:
    return {name: to_graph(name, value) for name, value in record.items() if name != "known_from"}


def _conflict(record: Record) -> Row:
    key = (record["left_id"], record["right_id"], record["kind"], record["from"] or "")
    return {**_edge(record), "id": derived_id("conflict", *key)}


def _interaction(row: Row) -> Record:
    record = {name: from_graph(value) for name, value in row["record"].items()}
    for name, found in (("seeker_id", "seekers"), ("provider_id", "providers"), ("need_id", "needs")):
        record[name] = min(row[found], default=None)
    return record


def _proposal(record: Record, changed_at: int, before: Record | None = None) -> Row:
    """A proposal's properties; where no decision is new, its state is what the product made of it."""
    values = {name: value for name, value in properties(record).items() if name not in _SIDES}
    values["changed_at"] = changed_at
    if before and all(before[name] == record[name] for name in _DECISIONS):
        return {"id": record["id"], "properties": values}
    state = proposal_state(record)
    asked = record["proposed_on"] if record["seeker_decision"] == Answer.ACCEPTED else None
    values |= {
        "state": state,
        "asked_at": _moment(asked),
        "decided_at": _moment(record["decided_on"]),
    }
    return {"id": record["id"], "properties": values}


def proposal_state(record: Record) -> RequestState:
    """Where a proposal stands that is known from its two decisions only."""
    if record["seeker_decision"] == Answer.DECLINED:
        return RequestState.DISMISSED
    if record["seeker_decision"] != Answer.ACCEPTED:
        return RequestState.SHOWN
    if record["provider_decision"] == Answer.ACCEPTED:
        return RequestState.ACCEPTED
    if record["provider_decision"] == Answer.DECLINED:
        return RequestState.DECLINED
    # Without a need nobody's page lists it, so nobody could answer it any more.
    is_waiting = record["need_id"] and not record["decided_on"]
    return RequestState.ASKED if is_waiting else RequestState.EXPIRED


def _is_engaged(record: Record) -> bool:
    # What no pool looks after is, without a need, history from elsewhere: nobody met here.
    kind = record["kind"]
    is_work = kind in KINDS and (KINDS[kind].is_pooled or record["need_id"])
    return bool(is_work) and proposal_state(record) is RequestState.ACCEPTED


def _engagement(record: Record, changed_at: int) -> Row:
    is_over = record["outcome"] in ENDS
    opened = _moment(record["decided_on"] or record["proposed_on"])
    values: dict[str, Any] = {
        "state": EngagementState.CLOSED if is_over else EngagementState.OPEN,
        "goal": "",
        "opened_at": opened,
        "closed_at": opened if is_over else None,
        "outcome": record["outcome"] if is_over else None,
        "closing_note": "",
        "changed_at": changed_at,
    }
    return {"id": record["id"], "properties": values}


def _document(record: Record, changed_at: int) -> Row:
    values = {name: value for name, value in properties(record).items() if name != "owner_ids"}
    return {"id": record["id"], "properties": {**values, "changed_at": changed_at}}


def _moment(day: str | None) -> datetime | None:
    return datetime.combine(date.fromisoformat(day), time(), UTC) if day else None
