"""While graph and Redis are away, each task of the clock says so in one line and leaves its work for later."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from webapp.config import Settings
from webapp.jobs import celery_app
from webapp.jobs.beat import SCHEDULE
from webapp.jobs.celery_app import app, celery_settings


def closed_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture
def away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody listens where the settings say that graph and Redis are."""
    settings = Settings(
        env="test", home=tmp_path, redis_url=f"redis://127.0.0.1:{closed_port()}/0",
        neo4j_uri=f"bolt://127.0.0.1:{closed_port()}",
    )  # fmt: skip
    for module in celery_settings(settings)["imports"]:
        __import__(module)
    monkeypatch.setattr(celery_app, "_given", [settings])
    monkeypatch.setattr(celery_app, "_graphs", {})
    yield
    celery_app.graph().close()


@pytest.mark.parametrize("name", [entry.task for entry in SCHEDULE])
def test_a_task_of_the_clock_says_that_it_is_done_later(
    away: None, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    with caplog.at_level(logging.WARNING):
        app.tasks[name].apply()

    assert [record.getMessage().split(":")[0] for record in caplog.records] == [f"{name} is done later"]
    assert caplog.records[0].exc_info is None
