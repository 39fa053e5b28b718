"""What the address of a graph or Redis server says: where it is, whether it is encrypted, with which password."""

from __future__ import annotations

import ipaddress
from urllib.parse import quote, urlsplit, urlunsplit

_ENCRYPTED = {"bolt+s", "neo4j+s", "bolt+ssc", "neo4j+ssc", "rediss"}


def is_loopback(url: str) -> bool:
    """Whether the address stays on this machine."""
    parts = urlsplit(url)
    return parts.scheme == "unix" or is_loopback_host(parts.hostname or "")


def is_loopback_host(host: str) -> bool:
    """Whether a name or number means this machine, and nobody else reaches it there."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_encrypted(url: str) -> bool:
    """Whether the address asks for TLS."""
    return urlsplit(url).scheme in _ENCRYPTED


def password_of(url: str) -> str:
    """The password inside an address, empty where there is none."""
    return urlsplit(url).password or ""


def with_password(url: str, password: str) -> str:
    """The address with this password in it, unless it carries one already."""
    parts = urlsplit(url)
    if not url or not password or parts.password or not parts.hostname:
        return url
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(parts.username or '')}:{quote(password, safe='')}@{host}"))


def without_password(url: str) -> str:
    """The address as it may be shown."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if parts.password else url
