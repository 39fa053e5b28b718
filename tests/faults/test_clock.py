"""The clock and its worker die between two steps: nobody is reminded or told twice, and nobody is left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.faults.clockwork import all_told, check_clock, check_mails, plant_old_requests
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.processes import wait_until
from tests.support.stack import Stack
from tests.support.user import sign_in_all

pytestmark = pytest.mark.faults
NOW = datetime.now(UTC)
MANY = 120


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    started = Stack(tmp_path, parts=("web", "worker", "beat"))
    started.wait_ready()
    yield started
    started.stop()


def told(stack: Stack, kind: str) -> int:
    rows = run_raw(stack.graph, "MATCH (m:Outbox {kind: $kind}) RETURN count(m) AS count", kind=kind)
    return int(str(rows[0]["count"]))


def test_a_clock_killed_between_its_steps_strikes_once_for_each(stack: Stack) -> None:
    old, people = plant_old_requests(City(stack.graph, NOW), NOW, MANY)
    sign_in_all(stack.graph, stack.settings.redis_url, stack.home / "test", stack.url, people)

    parts = ["beat", "worker"]
    for task, kind in (("remind_waiting_requests", "remind_waiting"), ("expire_requests", "tell_expired")):
        stack.send(task)
        wait_until(lambda kind=kind: told(stack, kind) > 0)  # type: ignore[misc]
        for part in parts:
            stack.kill(part)
        parts.reverse()  # the other one dies first the next time
        stack.start("beat")
        stack.start("worker")
        stack.send(task)
        stack.send(task)

    # Nobody but beat asks for the mails.
    wait_until(lambda: all_told(stack.graph, old, NOW), 120)
    check_clock(stack.graph, old)
    check_mails(stack.graph)
