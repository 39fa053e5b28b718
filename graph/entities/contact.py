"""What an incubator keeps of its contact with somebody: notes of its curators, and letters that it sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LONGEST_NOTE = 10_000


class ContactKind(StrEnum):
    """What an entry is."""

    NOTE = "note"
    LETTER = "letter"


@dataclass(frozen=True)
class ContactEntry:
    """`author_name`: empty where the author's account is gone. `revision`: how often it was changed."""

    id: str
    kind: ContactKind
    person_id: str
    author_id: str
    author_name: str
    at: datetime
    changed_at: datetime | None
    subject: str
    text: str
    revision: int


@dataclass(frozen=True)
class ContactEvent:
    """What the log says of somebody and an incubator: an action, when, and by whom."""

    action: str
    at: datetime
    actor_name: str


@dataclass(frozen=True)
class ContactRequest:
    """What a startup of the incubator asked somebody, and how it stands."""

    id: str
    startup_id: str
    startup_name: str
    startup_name_zh: str | None
    need_title: str | None
    state: str
    asked_at: datetime
    decided_at: datetime | None


@dataclass(frozen=True)
class ContactMeeting:
    """A meeting of somebody with a startup of the incubator."""

    startup_id: str
    startup_name: str
    startup_name_zh: str | None
    state: str
    starts_at: datetime


@dataclass(frozen=True)
class Contacts:
    """Everything that stands in the log of one person and one incubator."""

    entries: tuple[ContactEntry, ...] = ()
    events: tuple[ContactEvent, ...] = ()
    requests: tuple[ContactRequest, ...] = ()
    meetings: tuple[ContactMeeting, ...] = ()
    merges: tuple[ContactEvent, ...] = ()
