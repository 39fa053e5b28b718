"""Shows that beat sends and a worker works: a moment in Redis that a task sent by beat keeps fresh."""

from __future__ import annotations

import time
from typing import cast

from redis import Redis

from webapp.jobs.celery_app import app, settings
from webapp.runtime.redis_client import make_redis

KEY = "liulu:heartbeat"
STALE_SECONDS = 60


@app.task(name="heartbeat")
def heartbeat() -> None:
    """Note that beat and a worker live."""
    with make_redis(settings().redis_url) as client:
        client.set(KEY, int(time.time()), ex=24 * 3600)


def seconds_since_heartbeat(client: Redis) -> int | None:
    """How long ago the last one was; None when there was none for a day."""
    value = cast("bytes | None", client.get(KEY))
    return max(0, int(time.time()) - int(value)) if value else None
