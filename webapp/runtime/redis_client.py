"""The Redis client of pages and jobs."""

from __future__ import annotations

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry


def make_redis(url: str) -> Redis:
    """A client that gives up within two seconds, so that pages answer within five."""
    return Redis.from_url(url, socket_timeout=2, socket_connect_timeout=1, retry=Retry(NoBackoff(), 1))
