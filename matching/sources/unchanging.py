"""A source whose records stand still while it is read: nothing in it is ever newer than what was read before."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import date

from graph.entities.profile import ChangeMark, InteractionRecord, PathNode, ProfileRecord
from graph.errors import NotFoundError
from matching.sources.base import NeedRecord


class UnchangingSource(ABC):
    """What every matching.sources.base.Source over records in memory answers alike."""

    @property
    @abstractmethod
    def profiles(self) -> Mapping[str, ProfileRecord]:
        """Everybody, by id."""

    @property
    @abstractmethod
    def needs(self) -> Mapping[str, tuple[NeedRecord, str]]:
        """Each need with its startup's id."""

    def get_startup(self, startup_id: str) -> ProfileRecord:
        if startup_id not in self.profiles:
            raise NotFoundError("startup", startup_id)
        return self.profiles[startup_id]

    def get_need(self, need_id: str) -> tuple[NeedRecord, str]:
        if need_id not in self.needs:
            raise NotFoundError("need", need_id)
        return self.needs[need_id]

    def find_path(self, startup_id: str, provider_id: str) -> tuple[PathNode, ...]:  # noqa: ARG002 - a Source's
        return ()

    def list_changed_providers(self, population: str, since: int) -> list[ProfileRecord]:  # noqa: ARG002  # a Source's signature
        return []

    def list_turned_providers(self, population: str, known_day: date) -> list[ProfileRecord]:  # noqa: ARG002  # a Source's signature
        return []

    def provider_mark(self, population: str, since: int) -> ChangeMark:  # noqa: ARG002  # a Source's signature
        return ChangeMark(0, 0)

    def write_mark(self) -> tuple[int, int]:
        return 0, 0

    def list_changed_interactions(self, kind: str, since: int) -> list[InteractionRecord]:  # noqa: ARG002  # a Source's signature
        return []

    def interaction_mark(self, kind: str, since: int) -> ChangeMark:  # noqa: ARG002  # a Source's signature
        return ChangeMark(0, 0)
