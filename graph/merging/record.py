"""A person as a merge sees them: the node as it stands, and everything that hangs on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from graph.entities.invitation import UnopenedInvitation

UNDO_PERIOD = timedelta(days=30)
"""How long a merge can be undone, to the moment."""


@dataclass(frozen=True)
class Tie:
    """A relation of a person. `is_from`: it leads from the person to the other.

    `moved_from`: from whom merges brought it here, the last first; empty where it was always here. `names`: of the
    other, in both languages; `is_over`: the other is something that has ended.
    """

    type: str
    is_from: bool
    other_id: str
    other_label: str
    properties: Mapping[str, Any]
    moved_from: tuple[str, ...] = ()
    names: tuple[str, str] = field(default=("", ""), compare=False)
    is_over: bool = field(default=False, compare=False)

    @property
    def place(self) -> tuple[str, bool, str]:
        """What it says, whatever its properties."""
        return self.type, self.is_from, self.other_id

    def came_from(self, person_id: str) -> Tie:
        """The same after a merge brought it from somebody."""
        return replace(self, moved_from=(person_id, *self.moved_from))

    def gone_back(self) -> Tie:
        """The same before the last merge brought it here."""
        return replace(self, moved_from=self.moved_from[1:])


@dataclass(frozen=True)
class RequestTo:
    """A proposal of a person. `is_open`: it waits for an answer, or the work that came of it goes on.

    `touched_at`: when it was last asked or answered.
    """

    id: str
    need_id: str | None
    need_title: str
    state: str
    was_asked: bool
    is_open: bool
    touched_at: datetime | None


@dataclass(frozen=True)
class Person:
    """Somebody with all that they are tied to."""

    id: str
    labels: tuple[str, ...]
    properties: Mapping[str, Any]
    ties: tuple[Tie, ...] = ()
    requests: tuple[RequestTo, ...] = ()
    invitations: tuple[UnopenedInvitation, ...] = ()

    def others(self, type_: str) -> tuple[str, ...]:
        """Where the ties of a type lead."""
        return tuple(tie.other_id for tie in self.ties if tie.type == type_)

    @property
    def history(self) -> int:
        """How much was ever asked of them or done with them."""
        return sum(one.was_asked for one in self.requests) + len(self.others("WITH"))


@dataclass(frozen=True)
class Lost:
    """A tie that the kept person had before a merge. `new`: what stands in its place since, if it was joined."""

    old: Tie
    new: Tie | None = None


@dataclass(frozen=True)
class Snapshot:
    """Both people as they were, as far as a merge changed them.

    `other`: who was merged, with those ties that went nowhere. `fields`: (before, after) of each property of the kept
    person that changed. `lost`: ties of the kept person that were put away. `labels`: the kept person's before.
    `messages`, `senders`: ids of what named the other. `withdrawn`: invitations of the other to open an account.
    """

    other: Person
    fields: Mapping[str, tuple[Any, Any]]
    lost: tuple[Lost, ...] = ()
    labels: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    withdrawn: tuple[UnopenedInvitation, ...] = ()

    @property
    def orphans(self) -> list[str]:
        """The proposals that lead to nobody as long as the merge stands: nobody was asked by them."""
        put_away = [*self.other.ties, *(lost.old for lost in self.lost)]
        return [tie.other_id for tie in put_away if tie.type == "TO"]

    @property
    def topics(self) -> list[str]:
        """What either was tagged with before."""
        put_away = [*self.other.ties, *(lost.old for lost in self.lost)]
        return [tie.other_id for tie in put_away if tie.type == "ABOUT"]


@dataclass(frozen=True)
class Merge:
    """What stands where a person was who is somebody else's record now.

    `into_id`: into whom they were merged; `kept_id`: who has that record today, None where it is gone. `snapshot` is
    None once the merge cannot be undone any more.
    """

    id: str
    name: str
    into_id: str
    kept_id: str | None
    kept_name: str
    kept_name_zh: str
    merged_at: datetime
    merged_by: str
    incubator_id: str
    snapshot: Snapshot | None = None

    @property
    def undo_until(self) -> datetime:
        """The last moment at which it can be undone."""
        return self.merged_at + UNDO_PERIOD
