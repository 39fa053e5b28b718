"""Threads of one process that rank at once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.domain.kinds import INVESTOR, MENTOR
from graph.entities import Actor
from graph.entities.profile import ProfileRecord
from graph.errors import UnavailableError
from matching import index_cache
from matching.index_cache import IndexCache
from matching.index_state import IndexState
from matching.matcher import Matcher
from matching.results import Ranking
from matching.sources.base import Source
from matching.sources.graph import GraphSource
from tests.support.city import City
from tests.support.cleaning import run_raw

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
PATIENCE_SECONDS = 60.0
refresh = IndexCache.refresh
list_changed = GraphSource.list_changed_providers


def test_two_kinds_are_read_at_once(city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    city.supervisor()
    city.investor()
    both = threading.Barrier(2)

    def meet(cache: IndexCache, source: Source) -> IndexState:
        both.wait(PATIENCE_SECONDS)
        return refresh(cache, source)

    monkeypatch.setattr(IndexCache, "refresh", meet)
    matcher = Matcher(city.graph, tmp_path, expire_after_days=14)
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(matcher.refresh, (MENTOR.name, INVESTOR.name)))

    assert found == [1, 1]


def test_a_ranking_does_not_wait_while_another_kind_is_read(
    city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    supervisor, need = city.supervisor(), city.need(city.startup())
    city.investor()
    is_reading, may_go_on = threading.Event(), threading.Event()

    def hold_investors(cache: IndexCache, source: Source) -> IndexState:
        if cache.kind is INVESTOR:
            is_reading.set()
            assert may_go_on.wait(PATIENCE_SECONDS)
        return refresh(cache, source)

    monkeypatch.setattr(IndexCache, "refresh", hold_investors)
    matcher = Matcher(city.graph, tmp_path, expire_after_days=14)
    with ThreadPoolExecutor(2) as pool:
        held = pool.submit(matcher.refresh, INVESTOR.name)
        try:
            assert is_reading.wait(PATIENCE_SECONDS)
            ranking = pool.submit(matcher.propose, need.id, at=NOON).result(PATIENCE_SECONDS)
            assert not held.done()
        finally:
            may_go_on.set()

    assert [one.provider_id for one in ranking.proposals] == [supervisor.id]
    assert held.result() == 1


class Held:
    """Holds up the first read of changed providers, after it was answered, until it may go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_reading, self.may_go_on = threading.Event(), threading.Event()
        is_first = threading.Lock()

        def hold(source: GraphSource, population: str, since: int) -> list[ProfileRecord]:
            found = list_changed(source, population, since)
            if is_first.acquire(blocking=False):
                self.is_reading.set()
                assert self.may_go_on.wait(PATIENCE_SECONDS)
            return found

        monkeypatch.setattr(GraphSource, "list_changed_providers", hold)


def _ids(ranking: Ranking) -> set[str]:
    return {one.provider_id for one in ranking.proposals}


def test_a_ranking_sees_what_was_written_before_it_while_another_hangs_in_a_read(
    city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, need = city.supervisor(), city.need(city.startup())
    matcher = Matcher(city.graph, tmp_path, expire_after_days=14)
    matcher.propose(need.id, at=NOON)
    held = Held(monkeypatch)
    with ThreadPoolExecutor(2) as pool:
        hanging = pool.submit(matcher.propose, need.id, at=NOON)
        try:
            assert held.is_reading.wait(PATIENCE_SECONDS)
            second = city.supervisor()
            meanwhile = pool.submit(matcher.propose, need.id, at=NOON).result(PATIENCE_SECONDS)
            assert not hanging.done()
        finally:
            held.may_go_on.set()
        hanging.result(PATIENCE_SECONDS)

    assert _ids(meanwhile) == {first.id, second.id}
    state = matcher._cache(MENTOR).state
    assert state is not None
    assert state.index.row_of(second.id) >= 0
    assert _ids(matcher.propose(need.id, at=NOON)) == {first.id, second.id}


def test_a_large_population_is_looked_through_by_one_while_the_others_take_the_last_state(
    city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_cache, "_SMALL", 0)
    monkeypatch.setattr(index_cache, "_SHARE", 0.0)
    supervisor, need = city.supervisor(), city.need(city.startup())
    matcher = Matcher(city.graph, tmp_path, expire_after_days=14)
    matcher.propose(need.id, at=NOON)
    held = Held(monkeypatch)
    city.graph.write(lambda tx: tx.audit.record(Actor.system(), "pause_supervisor", supervisor.id, NOON))
    run_raw(city.graph, "MATCH (n {id: $id}) SET n.state = 'paused'", id=supervisor.id)
    with ThreadPoolExecutor(2) as pool:
        looking = pool.submit(matcher.propose, need.id, at=NOON)
        try:
            assert held.is_reading.wait(PATIENCE_SECONDS)
            meanwhile = pool.submit(matcher.propose, need.id, at=NOON).result(PATIENCE_SECONDS)
            assert not looking.done()
        finally:
            held.may_go_on.set()
        looked = looking.result(PATIENCE_SECONDS)

    assert (meanwhile.eligible, looked.eligible) == (1, 0)
    assert matcher.propose(need.id, at=NOON).eligible == 0


def test_a_look_that_fails_is_made_again(city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_cache, "_SMALL", 0)
    monkeypatch.setattr(index_cache, "_SHARE", 0.0)
    supervisor, need = city.supervisor(), city.need(city.startup())
    matcher = Matcher(city.graph, tmp_path, expire_after_days=14)
    matcher.propose(need.id, at=NOON)
    city.graph.write(lambda tx: tx.audit.record(Actor.system(), "pause_supervisor", supervisor.id, NOON))
    run_raw(city.graph, "MATCH (n {id: $id}) SET n.state = 'paused'", id=supervisor.id)

    def fail(_source: GraphSource, _population: str, _since: int) -> list[ProfileRecord]:
        raise UnavailableError("gone")

    with monkeypatch.context() as broken:
        broken.setattr(GraphSource, "list_changed_providers", fail)
        with pytest.raises(UnavailableError):
            matcher.propose(need.id, at=NOON)

    assert matcher.propose(need.id, at=NOON).eligible == 0
