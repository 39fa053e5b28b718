"""Throttles attempts by account, by address and in all, without locking anybody out."""

from __future__ import annotations

import hashlib
from ipaddress import IPv6Address, ip_address, ip_network

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import RedisStorage
from limits.strategies import MovingWindowRateLimiter
from redis import Redis
from redis.exceptions import RedisError

from graph.errors import UnavailableError
from webapp.operations.accounts.refusals import TooManyAttemptsError

WINDOW_MINUTES = 15
_KNOWN_SECONDS = 60 * 60 * 24 * 60
_HERE = RateLimitItemPerMinute(5, WINDOW_MINUTES, namespace="account-and-address")
_ADDRESS = RateLimitItemPerMinute(40, WINDOW_MINUTES, namespace="address")
_ACCOUNT = RateLimitItemPerMinute(30, WINDOW_MINUTES, namespace="account")
_ALL = RateLimitItemPerMinute(2000, WINDOW_MINUTES, namespace="all")


class Throttle:
    """Counts failures. An address from which the account signed in before is not held up by what others try."""

    def __init__(self, redis: Redis, prefix: str = "liulu:throttle") -> None:
        self._redis = redis
        self._prefix = prefix
        storage = RedisStorage(
            "redis://", connection_pool=redis.connection_pool, key_prefix=prefix, wrap_exceptions=True
        )
        self._limiter = MovingWindowRateLimiter(storage)

    def check(self, purpose: str, account: str, address: str) -> None:
        """Raise TooManyAttemptsError when there were too many failures; UnavailableError without Redis."""
        try:
            allowed = all(self._limiter.test(item, purpose, *key) for item, key in self._limits(account, address))
        except (StorageError, RedisError) as error:
            raise UnavailableError("Sign-in is not possible just now. Try again soon.") from error
        if not allowed:
            raise TooManyAttemptsError(WINDOW_MINUTES)

    def fail(self, purpose: str, account: str, address: str) -> None:
        """Count a failure."""
        try:
            for item, key in self._limits(account, address):
                self._limiter.hit(item, purpose, *key)
        except (StorageError, RedisError) as error:
            raise UnavailableError("Sign-in is not possible just now. Try again soon.") from error

    def succeed(self, purpose: str, account: str, address: str) -> None:
        """Remember that this account is used from this address, and forget its failures from here."""
        try:
            self._redis.set(self._known_key(account, address), "1", ex=_KNOWN_SECONDS)
            self._limiter.clear(_HERE, purpose, _digest(account), neighbourhood(address))
        except (StorageError, RedisError) as error:
            raise UnavailableError("Sign-in is not possible just now. Try again soon.") from error

    def _limits(self, account: str, address: str) -> list[tuple[RateLimitItem, tuple[str, ...]]]:
        address = neighbourhood(address)
        here: tuple[RateLimitItem, tuple[str, ...]] = (_HERE, (_digest(account), address))
        if self._redis.exists(self._known_key(account, address)):
            return [here]
        return [here, (_ADDRESS, (address,)), (_ACCOUNT, (_digest(account),)), (_ALL, ())]

    def _known_key(self, account: str, address: str) -> str:
        return f"{self._prefix}:known:{_digest(account, neighbourhood(address))}"


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
