"""What becomes of two people when their merge is undone; nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.merging.record import Merge, Person, Snapshot, Tie


@dataclass(frozen=True)
class Undo:
    """`fields`: what the kept record says again. `gone`: ties that it loses; `back`: those that it has again.

    `others`: the ties of whoever comes back.
    """

    fields: Mapping[str, Any]
    gone: tuple[Tie, ...]
    back: tuple[Tie, ...]
    others: tuple[Tie, ...]


def plan_undo(merge: Merge, snapshot: Snapshot, kept: Person) -> Undo:
    """Both as they were: what was changed or came since stays with the kept person as it is now."""
    busy = {one.id for one in kept.requests if _is_since(one.touched_at, merge.merged_at)}
    moved = [tie for tie in kept.ties if tie.moved_from[:1] == (merge.id,)]
    leaving = [tie for tie in moved if tie.other_id not in busy]
    fields = {
        name: before for name, (before, after) in snapshot.fields.items() if kept.properties.get(name) == after
    }  # fmt: skip
    gone, back = list(leaving), list[Tie]()
    standing = {tie.place: tie for tie in kept.ties if tie not in leaving}
    for lost in snapshot.lost:
        now = standing.get(lost.old.place)
        if lost.new is None and now is None:
            back.append(lost.old)
        elif lost.new is not None and now is not None and dict(now.properties) == dict(lost.new.properties):
            gone.append(now)
            back.append(lost.old)
    return Undo(fields, tuple(gone), tuple(back), (*(tie.gone_back() for tie in leaving), *snapshot.other.ties))


def _is_since(touched_at: datetime | None, merged_at: datetime) -> bool:
    return touched_at is not None and touched_at > merged_at
