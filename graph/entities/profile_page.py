"""What a profile's page tells: career, record, documents, team."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from graph.domain.kinds import Outcome
from graph.domain.periods import Period


@dataclass(frozen=True)
class CareerLine:
    """Something that a person did or does: `tie` is the relation to the organisation, empty where a title says it."""

    organisation: str
    organisation_zh: str
    tie: str
    title: str
    period: Period
    help_areas: tuple[str, ...] = ()
    summary: str = ""
    summary_zh: str = ""


@dataclass(frozen=True)
class DocumentLine:
    """Something that a profile's owners wrote or own."""

    kind: str
    title: str
    url: str
    dated_on: date | None


@dataclass(frozen=True)
class Record:
    """With how many startups somebody works and worked, and how that ended."""

    open: int = 0
    ended: Mapping[Outcome | None, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Member:
    """Somebody who founded a startup or works there."""

    id: str
    name: str
    name_zh: str
    is_founder: bool
    headline: str
    headline_zh: str
