"""A snapshot as one text, which a backup carries as any other property."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from graph.entities.invitation import UnopenedInvitation
from graph.json_values import from_json, to_json
from graph.merging.record import Lost, Person, Snapshot, Tie


def write_snapshot(snapshot: Snapshot) -> str:
    """The text that is stored."""
    other = snapshot.other
    told = {
        "other": {"id": other.id, "labels": other.labels, "properties": other.properties},
        "ties": [_tie(tie) for tie in other.ties],
        "fields": {name: list(values) for name, values in snapshot.fields.items()},
        "lost": [[_tie(one.old), _tie(one.new) if one.new else None] for one in snapshot.lost],
        "labels": snapshot.labels,
        "messages": snapshot.messages,
        "senders": snapshot.senders,
        "withdrawn": [_invitation(one) for one in snapshot.withdrawn],
    }
    return json.dumps(_plain(told), ensure_ascii=False)


def read_snapshot(text: str) -> Snapshot:
    """What was written."""
    told: Mapping[str, Any] = json.loads(text)
    other = told["other"]
    ties = tuple(_read_tie(one) for one in told["ties"])
    return Snapshot(
        Person(other["id"], tuple(other["labels"]), _read(other["properties"]), ties),
        {name: (_read(before), _read(after)) for name, (before, after) in told["fields"].items()},
        tuple(Lost(_read_tie(old), _read_tie(new) if new else None) for old, new in told["lost"]),
        tuple(told["labels"]),
        tuple(told["messages"]),
        tuple(told["senders"]),
        tuple(_read_invitation(one) for one in told.get("withdrawn", ())),  # none in those of before
    )


def _tie(tie: Tie) -> list[object]:
    return [tie.type, tie.is_from, tie.other_id, tie.other_label, dict(tie.properties), list(tie.moved_from)]


def _read_tie(told: list[Any]) -> Tie:
    type_, is_from, other_id, other_label, properties, moved_from = told
    return Tie(type_, is_from, other_id, other_label, _read(properties), tuple(moved_from))


def _invitation(one: UnopenedInvitation) -> list[object]:
    return [one.person_id, dict(one.account), dict(one.membership), [dict(link) for link in one.links], one.is_only]


def _read_invitation(told: list[Any]) -> UnopenedInvitation:
    person_id, account, membership, links, is_only = told
    return UnopenedInvitation(
        person_id, _read(account), _read(membership), tuple(_read(link) for link in links), is_only
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return to_json(value)


def _read(value: Any) -> Any:
    return from_json(value)
