"""The graph as a source of profiles and history; the only user of repositories in this package."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graph.domain.eligibility import Decision
from graph.domain.help_areas import FoundBy
from graph.entities.profile import ChangeMark, InteractionRecord, PathNode, ProfileRecord, TagRecord
from graph.transaction import Transaction
from matching.sources.base import NeedRecord


class GraphSource:
    """The graph as a Source, inside one read transaction; `day`: on which what is dated must hold."""

    def __init__(self, tx: Transaction, day: date) -> None:
        self._tx, self.day = tx, day

    def list_providers(self, population: str) -> list[ProfileRecord]:
        return [record for page in self._tx.profiles.pages(population, self.day) for record in page]

    def list_changed_providers(self, population: str, since: int) -> list[ProfileRecord]:
        return self._tx.profiles.list_changed(population, since, self.day)

    def list_turned_providers(self, population: str, known_day: date) -> list[ProfileRecord]:
        """Those with a relation that began or ended between another day and this one."""
        return self._tx.profiles.list_turned(population, known_day, self.day)

    def provider_mark(self, population: str, since: int) -> ChangeMark:
        return self._tx.profiles.mark(population, since)

    def count_providers(self, population: str) -> int:
        return self._tx.profiles.count(population)

    def write_mark(self) -> tuple[int, int]:
        return self._tx.profiles.write_mark()

    def list_seekers(self) -> list[ProfileRecord]:
        return [record for page in self._tx.profiles.pages("startups", self.day) for record in page]

    def list_industries(self) -> list[TagRecord]:
        return self._tx.profiles.list_industries()

    def list_topics(self) -> list[TagRecord]:
        return self._tx.profiles.list_topics()

    def list_topics_named(self, ids: list[str]) -> list[TagRecord]:
        return self._tx.profiles.list_topics_named(ids)

    def interaction_pages(self, kind: str) -> Iterator[list[InteractionRecord]]:
        return self._tx.interactions.pages(kind)

    def list_changed_interactions(self, kind: str, since: int) -> list[InteractionRecord]:
        return self._tx.interactions.list_changed(kind, since)

    def interaction_mark(self, kind: str, since: int) -> ChangeMark:
        return self._tx.interactions.mark(kind, since)

    def get_startup(self, startup_id: str) -> ProfileRecord:
        return self._tx.profiles.get_startup(startup_id, self.day)

    def get_need(self, need_id: str) -> tuple[NeedRecord, str]:
        row = self._tx.profiles.get_need(need_id)
        words = " ".join(row[key] or "" for key in ("description", "description_zh"))
        need = NeedRecord(
            id=row["id"],
            kind=row["kind"],
            title=row["title"] or "",
            description=words.strip(),
            industries=tuple(sorted(row["industries"])),
            topics=tuple(sorted(row["topics"])),
            stage=row["stage"],
            category=row["talent_category"],
            languages=tuple(row["languages"] or ()),
            amount=row["amount"],
            help_areas=tuple(row["help_areas"] or ()),
            help_areas_found=FoundBy(row["help_areas_found"]) if row["help_areas_found"] else None,
        )
        return need, row["startup_id"]

    def taken_places(self, startup_id: str = "") -> dict[str, int]:
        """Places taken, and those that are held for other startups than this one."""
        return self._tx.availability.taken_places(startup_id)

    def list_decisions(self, startup_id: str, kind: str) -> list[Decision]:
        return self._tx.availability.list_decisions(startup_id, kind)

    def list_conflicting(self, startup_id: str) -> list[str]:
        return [conflict.other_id for conflict in self._tx.conflicts.list_of_startup(startup_id, self.day)]

    def list_holders(self, startup_id: str) -> list[str]:
        """The investors that have a share in a startup."""
        return self._tx.investments.list_holders(startup_id, self.day)

    def find_path(self, startup_id: str, provider_id: str) -> tuple[PathNode, ...]:
        return self._tx.paths.find_between(startup_id, provider_id, self.day)

    def serving_model_id(self, kind: str) -> str:
        return self._tx.models.serving_id(kind)

    def model_files(self, model_id: str) -> dict[str, bytes]:
        return self._tx.models.files(model_id)
