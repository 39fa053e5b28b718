"""What an incubator keeps of its contact with somebody: notes of its curators, and letters that it sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from graph.domain.letters import Letter

LONGEST_NOTE = 10_000
ABOUT_STARTUPS = frozenset(
    {
        "choose_minder", "invite_founder", "undo_choose_minder", "write_to_founder",
    }
)  # fmt: skip
"""What curators do about a startup, as the audit log has it, that stands in its contact log."""


class ContactKind(StrEnum):
    """What an entry is."""

    NOTE = "note"
    LETTER = "letter"


@dataclass(frozen=True)
class ContactEntry:
    """`about_id`: of a person, or of a startup (`is_of_startup`).

    `author_name`: empty where the author's account is gone. `revision`: how often it was changed.
    """

    id: str
    kind: ContactKind
    about_id: str
    is_of_startup: bool
    author_id: str
    author_name: str
    at: datetime
    changed_at: datetime | None
    subject: str
    text: str
    revision: int


@dataclass(frozen=True)
class LetterReader:
    """To whom a letter went."""

    id: str
    name: str
    name_zh: str


@dataclass(frozen=True)
class SentLetter:
    """A letter that was sent to some people at once.

    `is_as_written`: with its placeholders, in each language; else what the first reader got.
    """

    letter: Letter
    at: datetime
    author_name: str
    is_to_startups: bool
    is_as_written: bool
    readers: tuple[LetterReader, ...]


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


@dataclass(frozen=True)
class StartupMeeting:
    """A meeting of a startup with somebody."""

    provider_id: str
    provider_name: str
    provider_name_zh: str | None
    state: str
    starts_at: datetime


@dataclass(frozen=True)
class StartupContacts:
    """What stands in the log of one startup and one incubator, beside what the startup asked."""

    entries: tuple[ContactEntry, ...] = ()
    events: tuple[ContactEvent, ...] = ()
    meetings: tuple[StartupMeeting, ...] = ()
