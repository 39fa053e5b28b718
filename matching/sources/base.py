"""Where profiles and history come from: the same questions to a graph or to a folder of files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from graph.domain.eligibility import Decision
from graph.domain.help_areas import FoundBy
from graph.entities.profile import ChangeMark, InteractionRecord, PathNode, ProfileRecord, TagRecord


@dataclass(frozen=True)
class NeedRecord:
    """One need, or a startup's profile read as one (then `id` is empty).

    `help_areas`: what it is about, and how that came about; empty where nobody said.
    """

    id: str
    kind: str
    title: str = ""
    description: str = ""
    industries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    stage: str | None = None
    category: str | None = None
    languages: tuple[str, ...] = ()
    amount: float | None = None
    help_areas: tuple[str, ...] = ()
    help_areas_found: FoundBy | None = None


class Source(Protocol):
    """All that the matching package asks of where records come from, as of a day; each method is one bulk read."""

    @property
    def day(self) -> date: ...

    def list_providers(self, population: str) -> list[ProfileRecord]: ...

    def list_changed_providers(self, population: str, since: int) -> list[ProfileRecord]: ...

    def list_turned_providers(self, population: str, known_day: date) -> list[ProfileRecord]: ...

    def provider_mark(self, population: str, since: int) -> ChangeMark: ...

    def count_providers(self, population: str) -> int: ...

    def write_mark(self) -> tuple[int, int]: ...

    def list_seekers(self) -> list[ProfileRecord]: ...

    def list_industries(self) -> list[TagRecord]: ...

    def list_topics(self) -> list[TagRecord]: ...

    def list_topics_named(self, ids: list[str]) -> list[TagRecord]: ...

    def interaction_pages(self, kind: str) -> Iterator[list[InteractionRecord]]: ...

    def list_changed_interactions(self, kind: str, since: int) -> list[InteractionRecord]: ...

    def interaction_mark(self, kind: str, since: int) -> ChangeMark: ...

    def get_startup(self, startup_id: str) -> ProfileRecord: ...

    def get_need(self, need_id: str) -> tuple[NeedRecord, str]: ...

    def taken_places(self) -> dict[str, int]: ...

    def list_decisions(self, startup_id: str, kind: str) -> list[Decision]: ...

    def list_conflicting(self, startup_id: str) -> list[str]: ...

    def find_path(self, startup_id: str, provider_id: str) -> tuple[PathNode, ...]: ...


class HistorySource(Source, Protocol):
    """A source whose records were known on one day."""

    @property
    def expire_after_days(self) -> int:
        """After how many days without an answer a request expires where these records come from."""
