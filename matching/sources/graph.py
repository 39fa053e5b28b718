"""The graph as a source of profiles and history; the only user of repositories in this package."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graph.driver import Graph
from graph.entities.profile import ChangeMark, Decision, InteractionRecord, PathNode, ProfileRecord, TagRecord
from graph.transaction import Transaction
from matching.features.query import NeedRecord


class GraphSource:
    """The graph as a Source, inside one read transaction."""

    def __init__(self, graph: Graph, tx: Transaction) -> None:
        self._graph, self._tx = graph, tx

    def list_providers(self, population: str) -> list[ProfileRecord]:
        return [record for page in self._graph.profiles.pages(self._tx, population) for record in page]

    def list_changed_providers(self, population: str, since: int) -> list[ProfileRecord]:
        return self._graph.profiles.list_changed(self._tx, population, since)

    def provider_mark(self, population: str, since: int) -> ChangeMark:
        return self._graph.profiles.mark(self._tx, population, since)

    def count_providers(self, population: str) -> int:
        return self._graph.profiles.count(self._tx, population)

    def write_mark(self) -> tuple[int, int]:
        return self._graph.profiles.write_mark(self._tx)

    def list_seekers(self) -> list[ProfileRecord]:
        return [record for page in self._graph.profiles.pages(self._tx, "startups") for record in page]

    def list_industries(self) -> list[TagRecord]:
        return self._graph.profiles.list_industries(self._tx)

    def list_topics(self) -> list[TagRecord]:
        return self._graph.profiles.list_topics(self._tx)

    def list_topics_named(self, ids: list[str]) -> list[TagRecord]:
        return self._graph.profiles.list_topics_named(self._tx, ids)

    def interaction_pages(self, kind: str) -> Iterator[list[InteractionRecord]]:
        return self._graph.interactions.pages(self._tx, kind)

    def list_changed_interactions(self, kind: str, since: int) -> list[InteractionRecord]:
        return self._graph.interactions.list_changed(self._tx, kind, since)

    def interaction_mark(self, kind: str, since: int) -> ChangeMark:
        return self._graph.interactions.mark(self._tx, kind, since)

    def get_startup(self, startup_id: str) -> ProfileRecord:
        return self._graph.profiles.get_startup(self._tx, startup_id)

    def get_need(self, need_id: str) -> tuple[NeedRecord, str]:
        row = self._graph.profiles.get_need(self._tx, need_id)
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
        )
        return need, row["startup_id"]

    def taken_places(self) -> dict[str, int]:
        return self._graph.availability.taken_places(self._tx)

    def list_decisions(self, startup_id: str, kind: str) -> list[Decision]:
        return self._graph.availability.list_decisions(self._tx, startup_id, kind)

    def list_conflicting(self, startup_id: str, on: date) -> list[str]:
        return [conflict.right_id for conflict in self._graph.conflicts.list_of_startup(self._tx, startup_id, on)]

    def list_holders(self, startup_id: str, on: date) -> list[str]:
        """The investors that have a share in a startup on a day."""
        return self._graph.investments.list_holders(self._tx, startup_id, on)

    def find_path(self, startup_id: str, provider_id: str) -> tuple[PathNode, ...]:
        return self._graph.paths.find_between(self._tx, startup_id, provider_id)

    def serving_model_id(self, kind: str) -> str:
        return self._graph.models.serving_id(self._tx, kind)

    def model_files(self, model_id: str) -> dict[str, bytes]:
        return self._graph.models.files(self._tx, model_id)
