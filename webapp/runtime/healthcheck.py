"""`python -m webapp.runtime.healthcheck web|worker`: exit code 0 when that part works, for containers."""

from __future__ import annotations

import sys
from http import HTTPStatus

from redis.exceptions import RedisError

from graph.processes.ports import answers
from webapp.config import Settings, SettingsError, load_settings


def web_works(settings: Settings) -> bool:
    """Whether the pages of this container answer and reach graph and Redis."""
    return answers(settings.port, "/readyz", HTTPStatus.OK, seconds=8)


def jobs_work(settings: Settings) -> bool:
    """Whether beat sent, and a worker did, something within the last minute."""
    from webapp.jobs.heartbeat import STALE_SECONDS, seconds_since_heartbeat
    from webapp.runtime.redis_client import make_redis

    try:
        with make_redis(settings.redis_url) as client:
            seconds = seconds_since_heartbeat(client)
    except RedisError:
        return False
    return seconds is not None and seconds <= STALE_SECONDS


def main(part: str) -> int:
    """0 for well, 1 for not."""
    try:
        settings = load_settings()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 1
    return 0 if (web_works(settings) if part == "web" else jobs_work(settings)) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "web"))
