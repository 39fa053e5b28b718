"""Waiting lists: who waits for a place with whom, in order of time."""

from __future__ import annotations

from datetime import datetime

from graph.domain.states.machine import Transition
from graph.domain.states.requests import NeedState
from graph.domain.states.waits import WAITS, WaitState
from graph.entities.wait import Wait
from graph.ids import new_id
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.rows import state_of

_MANY = 500


class WaitRepository(Repository):
    """Whoever changes a list holds the lock of its provider (`EligibilityRepository.lock_provider`)."""

    def list_of_startup(self, startup_id: str, limit: int = _MANY) -> list[Wait]:
        """Whom a startup waits for, the longest wait first. The caller acts for it."""
        return [_wait(row) for row in self._tx.rows("waits.of_startup", startup_id=startup_id, limit=limit)]

    def list_of_provider(self, provider_id: str, limit: int = _MANY) -> list[Wait]:
        """Who waits for a provider, the longest wait first."""
        return [_wait(row) for row in self._tx.rows("waits.of_provider", provider_id=provider_id, limit=limit)]

    def count_of_provider(self, provider_id: str) -> int:
        """How many wait for a provider."""
        return int(self._tx.one("waits.count_of_provider", provider_id=provider_id)["count"])

    def find(self, wait_id: str) -> Wait | None:
        """One entry; None once it is gone."""
        row = self._tx.one_or_none("waits.get", id=wait_id)
        return _wait(row) if row else None

    def find_between(self, startup_id: str, provider_id: str) -> Wait | None:
        """The entry of a startup with a provider, if it has one."""
        return next((one for one in self.list_of_startup(startup_id) if one.provider_id == provider_id), None)

    def list_waited_for(self, limit: int = 5000) -> list[str]:
        """The ids of the providers for whom somebody waits."""
        return [str(row["id"]) for row in self._tx.rows("waits.waited_for", limit=limit)]

    def join(self, startup_id: str, provider_id: str, need_id: str, at: datetime) -> str:
        """Put a startup at the end of a list; returns the entry's id."""
        given = {"startup_id": startup_id, "provider_id": provider_id, "need_id": need_id, "at": at}
        state = WAITS.only("join_waiting_list").target
        return str(self._tx.one("waits.join", id=new_id("wait"), state=state, **given)["id"])

    def offer(self, wait: Wait, until: datetime) -> bool:
        """Hold a place for them; False where they do not wait."""
        key = {"startup_id": wait.startup_id, "provider_id": wait.provider_id}
        return self._is_done("waits.offer", until=until, **key, **WAITS.only("offer_place").as_parameters)

    def forget(self, wait: Wait, step: Transition[WaitState]) -> bool:
        """Take them off the list; False where they do not stand there any more in a state that the step leaves."""
        key = {"startup_id": wait.startup_id, "provider_id": wait.provider_id}
        return self._is_done("waits.forget", sources=step.as_parameters["sources"], **key)

    def _is_done(self, query: str, **parameters: object) -> bool:
        return self._tx.one_or_none(query, **parameters) is not None


def _wait(row: Row) -> Wait:
    is_open = row["need_state"] == NeedState.OPEN and row["need_taken"] < row["need_places"]
    known = {key: row[key] for key in ("id", "startup_id", "provider_id", "need_id", "since", "held_until")}
    return Wait(
        **known,
        state=state_of(WaitState, row["state"]),
        provider_name=row["provider_name"] or "",
        provider_name_zh=row["provider_name_zh"] or "",
        need_title=row["need_title"] or "",
        need_is_open=is_open,
        number=int(row["before"]) + 1,
    )
