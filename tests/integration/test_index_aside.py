"""What takes long on the index of a large population is done beside those who wait for a page."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.domain.kinds import MENTOR
from graph.entities import Actor
from graph.errors import UnavailableError
from matching import index_cache, index_state
from matching.index.snapshot import Snapshot, current_version
from matching.index_cache import build_snapshot, index_folder
from matching.matcher import Matcher
from matching.sources.graph import GraphSource
from tests.support.city import City, Made
from tests.support.cleaning import run_raw

pytestmark = pytest.mark.both_servers
NOW = datetime.now(UTC)
PATIENCE_SECONDS = 60.0


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every population pass for a large one, of which one change is too much to wait for."""
    monkeypatch.setattr(index_cache, "_SMALL", 0)
    monkeypatch.setattr(index_cache, "_SHARE", 0.0)
    monkeypatch.setattr(index_cache, "_PATCHED_AT_ONCE", 0)


class Building:
    """Holds up the next snapshot that is built, until it may go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.has_begun, self.may_go_on = threading.Event(), threading.Event()

        def build(*given: object) -> Snapshot:
            self.has_begun.set()
            assert self.may_go_on.wait(PATIENCE_SECONDS)
            return build_snapshot(*given)  # type: ignore[arg-type]

        monkeypatch.setattr(index_cache, "build_snapshot", build)


def _one_more(city: City) -> Made:
    city.now = datetime.now(UTC) + timedelta(seconds=1)
    made = city.supervisor()
    city.graph.write(lambda tx: tx.audit.record(Actor.system(), "pause_supervisor", made.id, NOW))
    return made


def _until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_who_asks_does_not_wait_for_a_snapshot_and_sees_the_patch_before_it_is_built(
    city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_state, "_MOST_DELTA", 0)
    need = city.need(city.startup())
    city.supervisor()
    matcher = Matcher(city.graph, tmp_path, expire_after_days=14)
    assert matcher.propose(need.id, at=NOW).considered == 1
    before = current_version(index_folder(tmp_path, MENTOR))
    building = Building(monkeypatch)
    try:
        _one_more(city)
        assert matcher.propose(need.id, at=NOW).considered == 1
        assert building.has_begun.wait(PATIENCE_SECONDS)
        assert matcher.propose(need.id, at=NOW).considered == 2
        assert current_version(index_folder(tmp_path, MENTOR)) == before
    finally:
        building.may_go_on.set()

    _until(lambda: _version(matcher) != before)
    assert matcher.propose(need.id, at=NOW).considered == 2


def test_a_snapshot_of_another_process_is_adopted_aside(city: City, tmp_path: Path) -> None:
    need = city.need(city.startup())
    city.supervisor()
    matcher = Matcher(city.graph, tmp_path, expire_after_days=14)
    matcher.propose(need.id, at=NOW)
    before = _version(matcher)
    other = Matcher(city.graph, tmp_path, expire_after_days=14)
    city.graph.read(lambda tx: other._cache(MENTOR).rebuild(GraphSource(tx, city.graph.calendar.today())))

    assert matcher.propose(need.id, at=NOW).considered == 1
    _until(lambda: _version(matcher) != before)


def test_somebody_removed_is_gone_once_the_index_was_read_aside(city: City, tmp_path: Path) -> None:
    need = city.need(city.startup())
    city.supervisor()
    goes = city.supervisor()
    matcher = Matcher(city.graph, tmp_path, expire_after_days=14)
    assert matcher.propose(need.id, at=NOW).considered == 2
    run_raw(city.graph, "MATCH (n {id: $id}) DETACH DELETE n", id=goes.id)
    city.graph.write(lambda tx: tx.audit.record(Actor.system(), "pause_supervisor", goes.id, NOW))

    matcher.propose(need.id, at=NOW)

    _until(lambda: matcher.propose(need.id, at=NOW).considered == 1)


def test_what_failed_aside_is_done_at_a_later_look(city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_state, "_MOST_DELTA", 0)
    need = city.need(city.startup())
    city.supervisor()
    matcher = Matcher(city.graph, tmp_path, expire_after_days=14)
    matcher.propose(need.id, at=NOW)
    before, failed = _version(matcher), threading.Event()

    def fail(*_given: object) -> Snapshot:
        failed.set()
        raise UnavailableError("gone")

    with monkeypatch.context() as broken:
        broken.setattr(index_cache, "build_snapshot", fail)
        _one_more(city)
        matcher.propose(need.id, at=NOW)
        assert failed.wait(PATIENCE_SECONDS)

    _until(lambda: matcher.propose(need.id, at=NOW).considered == 2 and _version(matcher) != before)


def _version(matcher: Matcher) -> str:
    state = matcher._cache(MENTOR).state
    assert state is not None
    return state.version
