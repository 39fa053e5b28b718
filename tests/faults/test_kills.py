"""Parts are killed while people work: what was acknowledged stays, and nothing happens twice."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path

import pytest
from kombu.exceptions import OperationalError
from neo4j.exceptions import DriverError, Neo4jError
from redis.exceptions import RedisError

from tests.faults.ledger import Ledger, Story
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.processes import wait_until
from tests.support.stack import Stack
from tests.support.user import sign_in_all
from webapp.jobs.app import app as jobs
from webapp.jobs.app import configure

pytestmark = pytest.mark.faults
KILLS = int(os.environ.get("LIULU_FAULT_KILLS", "20"))
PARTS = ("graph", "worker", "redis", "web")
STORIES_A_ROUND = 3
BREATH = 0.8
NOW = datetime.now(UTC)
CLOCK_TASKS = ("remind_waiting_requests", "expire_requests", "tell_next_best", "deliver_outbox", "send_mail")


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    started = Stack(tmp_path, parts=("web", "worker", "beat"))
    started.wait_ready()
    yield started
    started.stop()


def plant(stack: Stack) -> tuple[list[Story], list[Made]]:
    """Stories to be lived through the pages, and old requests for the clock (half to remind, half to expire)."""
    city = City(stack.graph, NOW)
    people, stories = [], []
    for _ in range(KILLS * STORIES_A_ROUND):
        startup, supervisor = city.startup(), city.supervisor(capacity=1)
        people += [startup, supervisor]
        stories.append(Story(city.need(startup), startup, supervisor))
    old = []
    for number in range(KILLS * 2):
        startup, supervisor = city.startup(), city.supervisor()
        people += [startup, supervisor]
        days = 8 if number % 2 else 15
        old.append(city.asked_proposal(to=supervisor, startup=startup, asked_at=NOW - timedelta(days=days)))
    users = sign_in_all(stack.graph, stack.settings.redis_url, stack.home / "test", stack.url, people)
    for story in stories:
        story.startup_user, story.supervisor_user = users[story.startup.id], users[story.supervisor.id]
    return stories, old


def strike(stop: threading.Event) -> None:
    """The clock, far quicker than beat; while Redis is away it misses its turn, as beat would."""
    for name in cycle(CLOCK_TASKS):
        if stop.is_set():
            return
        try:
            jobs.send_task(name, expires=30)
        except (OperationalError, RedisError, OSError):
            time.sleep(0.2)
        stop.wait(0.3)


def kill_each(stack: Stack, turn: int) -> None:
    """One round: every part dies once while people work, and is started again; then they get on for a breath."""
    for place in range(len(PARTS)):
        part = PARTS[(turn + place) % len(PARTS)]
        stack.kill(part)
        time.sleep(0.3)
        stack.start(part)
        stack.wait_ready()
        time.sleep(BREATH)


def test_kills_lose_nothing_that_was_acknowledged_and_double_nothing(stack: Stack) -> None:
    stories, old = plant(stack)
    configure(stack.settings)
    ledger, stop = Ledger(stack.graph), threading.Event()
    clock = threading.Thread(target=strike, args=(stop,))
    clock.start()
    began = time.monotonic()
    try:
        with ThreadPoolExecutor(STORIES_A_ROUND * 2) as pool:
            lives = []
            for turn in range(KILLS):
                mine = stories[turn * STORIES_A_ROUND : (turn + 1) * STORIES_A_ROUND]
                lives += [pool.submit(ledger.live, story) for story in mine]
                kill_each(stack, turn)
            for life in lives:
                life.result(timeout=180)
        wait_until(lambda: all_told(stack, old), 120)
    finally:
        stop.set()
        clock.join()
    print(f"{KILLS} kills of each of {', '.join(PARTS)} in {time.monotonic() - began:.0f} s; {ledger.summary()}")

    ledger.check_all()
    check_clock(stack, old)
    check_letters(stack)


def all_told(stack: Stack, old: list[Made]) -> bool:
    """Nothing waits any more: the clock has struck for every old request, and all letters are written."""
    ids = [made.id for made in old]
    try:
        left = run_raw(
            stack.graph,
            """MATCH (p:Proposal) WHERE p.id IN $ids AND p.state = 'asked'
               AND (p.reminded_at IS NULL OR p.asked_at < $expired)
            RETURN count(p) AS count""",
            ids=ids,
            expired=NOW - timedelta(days=14),
        )
        waiting = run_raw(stack.graph, "MATCH (m:Outbox {state: 'waiting'}) RETURN count(m) AS count")
    except (DriverError, Neo4jError):
        return False
    return left == waiting == [{"count": 0}]


def check_clock(stack: Stack, old: list[Made]) -> None:
    """Each old request was reminded or expired, and each was told of at most once."""
    ids = [made.id for made in old]
    rows = run_raw(
        stack.graph,
        """MATCH (m:Outbox) WHERE m.subject_id IN $ids
        RETURN m.subject_id AS id, m.kind AS kind, count(*) AS count""",
        ids=ids,
    )
    assert {row["count"] for row in rows} == {1}, [row for row in rows if row["count"] != 1]
    expired = {row["id"] for row in rows if row["kind"] == "tell_expired"}
    assert expired == {made.id for number, made in enumerate(old) if not number % 2}
    assert {made.id for number, made in enumerate(old) if number % 2} <= {
        row["id"] for row in rows if row["kind"] == "remind_waiting"
    }


def check_letters(stack: Stack) -> None:
    """No message failed, and nobody got the same letter twice."""
    failed = run_raw(stack.graph, "MATCH (m:Outbox) WHERE m.state <> 'done' RETURN m.kind AS kind, m.state AS state")
    assert failed == []
    letters = run_raw(
        stack.graph,
        """MATCH (o:Outbox) MATCH (m:Mail {outbox_id: o.id})
        RETURN o.kind AS kind, o.subject_id AS subject, m.to AS to, m.subject AS title, count(*) AS count""",
    )
    assert letters, "no letter was written"
    planned = [row for row in letters if row["count"] != 1]
    assert planned == []
