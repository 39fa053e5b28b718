"""Threads of one process that rank at once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.domain.kinds import INVESTOR, MENTOR
from matching.index.provider_index import ProviderIndex
from matching.index_cache import IndexCache
from matching.matcher import Matcher
from matching.sources.base import Source
from tests.support.city import City

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
PATIENCE_SECONDS = 60.0
refresh = IndexCache.refresh


def test_two_kinds_are_read_at_once(city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    city.supervisor()
    city.investor()
    both = threading.Barrier(2)

    def meet(cache: IndexCache, source: Source) -> ProviderIndex:
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

    def hold_investors(cache: IndexCache, source: Source) -> ProviderIndex:
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
