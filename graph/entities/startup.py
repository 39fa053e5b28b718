"""A startup's profile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class StartupFields:
    """What a startup may change of its own profile; `industries` are codes, `topics` names."""

    name: str
    name_zh: str | None = None
    founded_on: date | None = None
    stage: str | None = None
    region: str | None = None
    country: str | None = None
    languages: tuple[str, ...] = ()
    headcount: int | None = None
    website: str | None = None
    summary: str | None = None
    summary_zh: str | None = None
    industries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Startup(StartupFields):
    """A young company."""

    id: str
    uscc: str | None = None
    changed_at: int = 0
    incubator_id: str | None = None
    incubator_name: str | None = None
    incubator_name_zh: str | None = None
