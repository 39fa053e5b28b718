"""Ends all sessions of an account, and drops what sessions have still to tell."""

from __future__ import annotations

from typing import cast

from redis import Redis
from redis.exceptions import RedisError

from graph.errors import UnavailableError
from webapp.accounts.session_serializer import Serializer
from webapp.accounts.sessions import AWAY, KEY_PREFIX, index_key


def end_all(client: Redis, account_id: str) -> None:
    """End every session of an account, and forget that there were any."""
    try:
        handles = cast("set[bytes]", client.smembers(index_key(account_id)))
        client.delete(index_key(account_id), *(KEY_PREFIX + handle.decode() for handle in handles))
    except RedisError as error:
        raise UnavailableError(AWAY) from error


def forget_notices(client: Redis) -> int:
    """Drop what pages have still to tell in any session, since it may name somebody; returns of how many."""
    serializer, count = Serializer(), 0
    try:
        for key in client.scan_iter(f"{KEY_PREFIX}*"):
            stored = cast("bytes | None", client.get(key))
            held = serializer.decode(stored) if stored else {}
            if held.pop("_flashes", None):
                client.set(key, serializer.encode(held), xx=True, keepttl=True)
                count += 1
    except RedisError as error:
        raise UnavailableError(AWAY) from error
    return count
