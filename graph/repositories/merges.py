"""People who are one: what is read to merge two, and what a merge and its undo write. The caller holds both locks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from graph.errors import NotFoundError
from graph.ids import milliseconds, new_nonce
from graph.merging.record import UNDO_PERIOD, Merge, Person, RequestTo, Snapshot, Tie
from graph.merging.stored import read_snapshot, write_snapshot
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.invitations import InvitationRepository

_MANY = 200
_OWN = frozenset({"lock", "changed_at"})
"""Properties of a node that say nothing of the person."""


class MergeRepository(Repository):
    """Knows nothing of what may be merged: graph/merging says that."""

    def lock(self, ids: Iterable[str]) -> set[str]:
        """Take the locks of people in the order of their ids; gives those that are there."""
        rows = [self._tx.one_or_none("merges.lock", id=one, nonce=new_nonce()) for one in sorted(set(ids))]
        return {row["id"] for row in rows if row}

    def get_person(self, person_id: str) -> Person:
        """A person with everything that hangs on them; raises NotFoundError."""
        row = next(self._tx.stream_exactly("merges.person", id=person_id), None)
        if row is None:
            raise NotFoundError("supervisor", person_id)
        properties = {name: value for name, value in row["properties"].items() if name not in _OWN}
        ties = [
            _tie(tie, is_from)
            for query, is_from in (("merges.ties_out", True), ("merges.ties_in", False))
            for tie in self._tx.stream_exactly(query, id=person_id)
        ]
        requests = [_request(one) for one in self._tx.rows("merges.requests", id=person_id)]
        invitations = tuple(InvitationRepository(self._tx).list_unopened([person_id]))
        labels = tuple(sorted(row["labels"]))
        return Person(person_id, labels, properties, tuple(ties), tuple(requests), invitations)

    def set_fields(self, person_id: str, properties: Mapping[str, Any], at: datetime) -> None:
        """Write fields; None takes one away."""
        given = {"id": person_id, "properties": dict(properties), "changed_at": milliseconds(at)}
        self._tx.run("merges.set_fields", **given)

    def tie(self, person_id: str, ties: Iterable[Tie]) -> None:
        """Make these ties of a person; those whose other end is gone by now are left out."""
        for shape, rows in _by_shape(person_id, ties).items():
            self._tx.shaped("merges.tie", _places(shape), rows=rows)

    def untie(self, person_id: str, ties: Iterable[Tie]) -> None:
        """Delete these ties of a person."""
        for shape, rows in _by_shape(person_id, ties).items():
            self._tx.shaped("merges.untie", _places(shape), rows=rows)

    def stamp_requests(self, ties: Iterable[Tie], at: datetime) -> None:
        """Say that requests are somebody else's now."""
        ids = sorted({tie.other_id for tie in ties if tie.type == "TO"})
        self._tx.run("merges.stamp_requests", ids=ids, changed_at=milliseconds(at))

    def delete_person(self, person_id: str) -> None:
        """Delete a record whose ties were moved before."""
        self._tx.run("erasure.delete_person", id=person_id)

    def revive(self, person: Person, at: datetime) -> None:
        """Make a person's record again; their ties follow."""
        properties = {**person.properties, "id": person.id, "changed_at": milliseconds(at)}
        self._tx.shaped("merges.revive", {"Labels__": ":".join(person.labels)}, properties=properties)

    def move_names(self, person_id: str, to_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Let messages, and ids of organisations' own, mean another person; gives the ids of both."""
        messages = self._tx.rows("merges.rename_messages", id=person_id, to_id=to_id)
        senders = self._tx.rows("merges.rename_senders", id=person_id, to_id=to_id)
        return tuple(row["id"] for row in messages), tuple(row["id"] for row in senders)

    def move_names_back(self, snapshot: Snapshot, kept_id: str) -> None:
        """Let them mean whom they meant before."""
        to_id = snapshot.other.id
        self._tx.run("merges.rename_these_messages", ids=list(snapshot.messages), to_id=to_id)
        self._tx.run("merges.rename_these_senders", ids=list(snapshot.senders), id=kept_id, to_id=to_id)

    def bury(self, snapshot: Snapshot, into_id: str, by: str, incubator_id: str, at: datetime) -> None:
        """Keep where a record was, and how it can be put back."""
        other = snapshot.other
        self._tx.run(
            "merges.bury", id=other.id, name=other.properties.get("name") or "",
            email=other.properties.get("email") or "", into_id=into_id, at=at, by=by, incubator_id=incubator_id,
            snapshot=write_snapshot(snapshot),
        )  # fmt: skip

    def unbury(self, merged_id: str) -> None:
        """Forget that somebody was merged."""
        self._tx.run("merges.unbury", id=merged_id)

    def find(self, merged_id: str) -> Merge | None:
        """Into whom somebody was merged."""
        row = self._tx.one_or_none("merges.find", id=merged_id)
        return _merge(row) if row else None

    def list_of_incubator(self, incubator_id: str, at: datetime) -> list[Merge]:
        """What an incubator merged and may still undo, the latest first."""
        since = at - UNDO_PERIOD
        rows = self._tx.rows("merges.list_of_incubator", incubator_id=incubator_id, since=since, limit=_MANY)
        return [_merge(row) for row in rows]

    def list_of_kept(self, person_id: str) -> list[tuple[str, str]]:
        """(id, address) of everybody whose record a person has now."""
        return [(row["id"], row["email"]) for row in self._tx.rows("merges.of_kept", id=person_id)]

    def forget_of_kept(self, person_id: str) -> None:
        """Erase what is kept of those whose record a person has; that there were such records stays, as ids."""
        for row in self._tx.rows("merges.of_kept", id=person_id):
            self._forget(row)

    def forget_old(self, before: datetime, limit: int = 100) -> int:
        """Keep of merges that cannot be undone any more only who is who; returns how many."""
        rows = self._tx.rows("merges.list_old", before=before, limit=limit)
        for row in rows:
            self._forget(row)
        return len(rows)

    def _forget(self, row: Row) -> None:
        self._tx.run("merges.forget_snapshot", id=row["id"])
        if not row["snapshot"]:
            return
        snapshot = read_snapshot(row["snapshot"])
        self._tx.run("merges.forget_orphans", ids=snapshot.orphans)
        self._tx.run("erasure.delete_topics", ids=snapshot.topics)

    def call_apart(self, left_id: str, right_id: str, incubator_id: str, by: str, at: datetime) -> None:
        """Note that an incubator says of two that they are two."""
        pair = {"left_id": left_id, "right_id": right_id}
        self._tx.run("merges.call_apart", **pair, incubator_id=incubator_id, by=by, at=at)

    def call_unsure(self, left_id: str, right_id: str, incubator_id: str) -> bool:
        """Forget that; False where it was not said."""
        pair = {"left_id": left_id, "right_id": right_id}
        return bool(self._tx.rows("merges.call_unsure", **pair, incubator_id=incubator_id))

    def list_called_apart(self, incubator_id: str) -> list[tuple[str, str]]:
        """The pairs that an incubator calls two, the latest first."""
        rows = self._tx.rows("merges.called_apart", incubator_id=incubator_id, limit=_MANY)
        return list(dict.fromkeys((row["left_id"], row["right_id"]) for row in rows))


def _tie(row: Row, is_from: bool) -> Tie:
    properties = {name: value for name, value in row["properties"].items() if name != "moved_from"}
    moved_from = tuple(str(row["properties"].get("moved_from") or "").split())
    label = "Person" if "Person" in row["labels"] else str(row["labels"][0])
    names = (row["name"] or "", row["name_zh"] or "")
    return Tie(row["type"], is_from, row["other_id"], label, properties, moved_from, names, row["ended"] is not None)


def _request(row: Row) -> RequestTo:
    touched = max((one for one in (row["asked_at"], row["decided_at"]) if one), default=None)
    was_asked, title = row["asked_at"] is not None, row["need_title"] or ""
    return RequestTo(row["id"], row["need_id"], title, row["state"], was_asked, bool(row["is_open"]), touched)


def _merge(row: Row) -> Merge:
    snapshot = read_snapshot(row["snapshot"]) if row["snapshot"] else None
    return Merge(
        row["id"], row["name"], row["into_id"], row["kept_id"], row["kept_name"] or "", row["kept_name_zh"] or "",
        row["merged_at"], row["merged_by"], row["incubator_id"], snapshot,
    )  # fmt: skip


def _by_shape(person_id: str, ties: Iterable[Tie]) -> dict[tuple[str, str, str], list[dict[str, Any]]]:
    """The rows of each shape: (label of the start, type, label of the end)."""
    found: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for tie in ties:
        from_id, to_id = (person_id, tie.other_id) if tie.is_from else (tie.other_id, person_id)
        ends = ("Person", tie.other_label) if tie.is_from else (tie.other_label, "Person")
        moved_from = " ".join(tie.moved_from)
        properties = {**tie.properties, **({"moved_from": moved_from} if moved_from else {})}
        row = {"from_id": from_id, "to_id": to_id, "properties": properties, "moved_from": moved_from}
        found[(ends[0], tie.type, ends[1])].append(row)
    return found


def _places(shape: tuple[str, str, str]) -> dict[str, str]:
    return {"From__": shape[0], "TYPE__": shape[1], "To__": shape[2]}
