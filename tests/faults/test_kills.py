"""Parts are killed while people work: what was acknowledged stays, and nothing happens twice."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

import pytest
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from tests.conftest import NEO4J_MISSING, leave_out
from tests.faults.clockwork import CLOCK_TASKS, all_told, check_clock, check_mails, plant_old_requests
from tests.faults.ledger import Ledger, Story
from tests.support import neo4j_server
from tests.support.city import City, Made
from tests.support.long_form import times
from tests.support.processes import wait_until
from tests.support.stack import Stack
from tests.support.user import sign_in_all

pytestmark = [pytest.mark.faults, pytest.mark.both_servers]
# Of each part; a real Neo4j takes its time to come back.
KILLS = {"embedded": times(20, 200), "neo4j": times(1, 200)}
PARTS = ("graph", "worker", "redis", "web")
STORIES_A_ROUND = 3
PAUSE = 0.3
BREATH = {"embedded": 0.8, "neo4j": 6.0}
"""Seconds in which nothing of a pair is killed; a Neo4j that has just started answers its first questions slowly."""
NOW = datetime.now(UTC)


@pytest.fixture
def stack(tmp_path: Path, server_kind: str) -> Iterator[Stack]:
    if server_kind == "neo4j" and not neo4j_server.is_possible():
        leave_out(NEO4J_MISSING)
    started = Stack(tmp_path, ("web", "worker", "beat"), server_kind)
    started.wait_ready()
    yield started
    started.stop()


def plant(stack: Stack, kills: int) -> tuple[list[Story], list[Made]]:
    """Stories to be lived through the pages, and old requests for the clock (half to remind, half to expire)."""
    city = City(stack.graph, NOW)
    people, stories = [], []
    for _ in range(kills * STORIES_A_ROUND):
        startup, supervisor = city.startup(), city.supervisor(capacity=1)
        people += [startup, supervisor]
        stories.append(Story(city.need(startup), startup, supervisor))
    old, others = plant_old_requests(city, NOW, kills * 2)
    users = sign_in_all(stack.graph, stack.settings.redis_url, stack.home / "test", stack.url, [*people, *others])
    for story in stories:
        story.startup_user, story.supervisor_user = users[story.startup.id], users[story.supervisor.id]
    return stories, old


def strike(stack: Stack, stop: threading.Event) -> None:
    """The clock, far quicker than beat; while Redis is away it misses its turn, as beat would."""
    for name in cycle(CLOCK_TASKS):
        if stop.is_set():
            return
        try:
            stack.send(name, expires=30)
        except (OperationalError, RedisError, OSError):
            time.sleep(0.2)
        stop.wait(0.3)


def kill_each(stack: Stack, turn: int, breath: float) -> None:
    """One round: every part dies once while people work, two at a time and other two in the next round.

    The second dies while the first is away; then they get on for a breath.
    """
    first, *others = PARTS
    partner = others[turn % len(others)]
    for pair in ((first, partner), tuple(part for part in others if part != partner)):
        for part in pair:
            stack.kill(part)
            time.sleep(PAUSE)
        for part in reversed(pair):
            stack.start(part)
        stack.wait_ready()
        time.sleep(breath)


def test_kills_lose_nothing_that_was_acknowledged_and_double_nothing(stack: Stack, server_kind: str) -> None:
    kills = int(os.environ.get("LIULU_FAULT_KILLS", KILLS[server_kind]))
    stories, old = plant(stack, kills)
    ledger, stop = Ledger(stack.graph), threading.Event()
    clock = threading.Thread(target=strike, args=(stack, stop))
    clock.start()
    began = time.monotonic()
    try:
        with ThreadPoolExecutor(STORIES_A_ROUND * 2) as pool:
            lives = []
            for turn in range(kills):
                mine = stories[turn * STORIES_A_ROUND : (turn + 1) * STORIES_A_ROUND]
                lives += [pool.submit(ledger.live, story) for story in mine]
                kill_each(stack, turn, BREATH[server_kind])
            for life in lives:
                life.result(timeout=180)
        wait_until(lambda: all_told(stack.graph, old, NOW), 120)
    finally:
        stop.set()
        clock.join()
    seconds = time.monotonic() - began
    print(f"{server_kind}: {kills} kills of each of {', '.join(PARTS)} in {seconds:.0f} s; {ledger.summary()}")

    ledger.check_all()
    check_clock(stack.graph, old)
    check_mails(stack.graph)
