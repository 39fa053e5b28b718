"""Throttles attempts by account, by address and in all, without locking anybody out."""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from redis import Redis
from redis.exceptions import RedisError

from graph.errors import UnavailableError
from webapp.operations.accounts.refusals import TooManyAttemptsError

WINDOW_MINUTES = 15
_WINDOW_SECONDS = WINDOW_MINUTES * 60
_KNOWN_SECONDS = 60 * 60 * 24 * 60
_HERE, _ADDRESS, _ACCOUNT, _ALL = 5, 40, 30, 2000
"""How many attempts within the window: at one account from one address, from one address, at one account, in all."""
# In one step, so that attempts at the same moment cannot all see a place that is free: every count or none goes up.
_COUNT = """
for index, key in ipairs(KEYS) do
  redis.call('ZREMRANGEBYSCORE', key, '-inf', ARGV[2] - ARGV[3])
  if redis.call('ZCARD', key) >= tonumber(ARGV[3 + index]) then return 0 end
end
for _, key in ipairs(KEYS) do
  redis.call('ZADD', key, ARGV[2], ARGV[1])
  redis.call('EXPIRE', key, ARGV[3])
end
return 1
"""


@dataclass(frozen=True)
class Attempt:
    """One that was counted: by its number, under these keys."""

    number: str
    keys: tuple[str, ...]


class Throttle:
    """Counts attempts until they prove right. An address from which the account signed in is not held up by others."""

    def __init__(self, redis: Redis, prefix: str = "liulu:throttle") -> None:
        self._redis = redis
        self._prefix = prefix
        self._count = redis.register_script(_COUNT)

    def attempt(self, purpose: str, account: str, address: str) -> Attempt:
        """Count an attempt before it is looked at.

        Raises TooManyAttemptsError when there were too many, UnavailableError without Redis.
        """
        try:
            limits = self._limits(purpose, account, neighbourhood(address))
            made = Attempt(secrets.token_hex(8), tuple(limits))
            counted = self._count(keys=list(limits), args=[made.number, time.time(), _WINDOW_SECONDS, *limits.values()])
        except RedisError as error:
            raise UnavailableError("Sign-in is not possible just now. Try again soon.") from error
        if not counted:
            raise TooManyAttemptsError(WINDOW_MINUTES)
        return made

    def forgive(self, attempt: Attempt) -> None:
        """It was right: it counts no more."""
        try:
            for key in attempt.keys:
                self._redis.zrem(key, attempt.number)
        except RedisError as error:
            raise UnavailableError("Sign-in is not possible just now. Try again soon.") from error

    def succeed(self, purpose: str, account: str, address: str) -> None:
        """Remember that this account is used from this address, and forget its failures from here."""
        near = neighbourhood(address)
        try:
            self._redis.set(self._known_key(account, near), "1", ex=_KNOWN_SECONDS)
            self._redis.delete(self._key(purpose, "here", account, near))
        except RedisError as error:
            raise UnavailableError("Sign-in is not possible just now. Try again soon.") from error

    def _limits(self, purpose: str, account: str, near: str) -> dict[str, int]:
        here = {self._key(purpose, "here", account, near): _HERE}
        if self._redis.exists(self._known_key(account, near)):
            return here
        return {
            **here,
            self._key(purpose, "address", near): _ADDRESS,
            self._key(purpose, "account", account): _ACCOUNT,
            self._key(purpose, "all"): _ALL,
        }

    def _key(self, purpose: str, sort: str, *parts: str) -> str:
        return f"{self._prefix}:{purpose}:{sort}:{_digest(*parts)}"

    def _known_key(self, account: str, near: str) -> str:
        return f"{self._prefix}:known:{_digest(account, near)}"


def neighbourhood(address: str) -> str:
    """What one subscriber has: an IPv4 address, or the /64 network of an IPv6 address, which holds 2^64 of them."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped) if mapped else str(ip_network((parsed, 64), strict=False))
    return str(parsed)


def _digest(*parts: str) -> str:
    """No addresses of people in Redis keys."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
