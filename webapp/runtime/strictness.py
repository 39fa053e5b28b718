"""What the settings refuse by where they are used: each fault names the variable and the way to fix it."""

from __future__ import annotations

from typing import Protocol

from pydantic import SecretStr

from webapp.runtime.addresses import is_encrypted, is_loopback, is_loopback_host, password_of
from webapp.runtime.secrets import MIN_LENGTH, is_weak_key, is_weak_password

_MAKE_KEY = "make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
_PLAINTEXT = "or set LIULU_ALLOW_PLAINTEXT_BACKENDS=true if only these machines share the network"


class Strict(Protocol):
    """The settings that are looked at."""

    @property
    def host(self) -> str: ...
    @property
    def secret_key(self) -> SecretStr: ...
    @property
    def metrics_token(self) -> SecretStr: ...
    @property
    def base_url(self) -> str: ...
    @property
    def neo4j_uri(self) -> str: ...
    @property
    def neo4j_password(self) -> SecretStr: ...
    @property
    def redis_url(self) -> str: ...
    @property
    def smtp_url(self) -> str: ...
    @property
    def allow_plaintext_backends(self) -> bool: ...


def production_faults(settings: Strict) -> list[str]:
    """Everything that is unsafe in these settings; empty when production may run with them."""
    return [*_own_faults(settings), *_graph_faults(settings), *_redis_faults(settings)]


def development_faults(settings: Strict) -> list[str]:
    """What would open development, with its mails and known passwords, to others than this machine."""
    places = {
        "LIULU_HOST": is_loopback_host(settings.host),
        "LIULU_BASE_URL": is_loopback(settings.base_url),
    }
    return [
        f"{name} is an address that others reach, and development shows every mail with its link: keep to 127.0.0.1, "
        "or set LIULU_ENV=production"
        for name, is_own in places.items()
        if not is_own
    ]


def _own_faults(settings: Strict) -> list[str]:
    faults = []
    key = settings.secret_key.get_secret_value()
    if not key:
        faults.append(f"LIULU_SECRET_KEY is missing: {_MAKE_KEY}")
    elif is_weak_key(key):
        faults.append(f"LIULU_SECRET_KEY is weak (at least {MIN_LENGTH} random characters): {_MAKE_KEY}")
    token = settings.metrics_token.get_secret_value()
    if token and is_weak_password(token):
        faults.append("LIULU_METRICS_TOKEN is common or short: use at least 12 random characters, or leave it empty")
    if not settings.base_url.startswith("https://"):
        faults.append("LIULU_BASE_URL must be the https:// address under which people reach the pages")
    if not settings.smtp_url:
        faults.append(
            "LIULU_SMTP_URL is missing: set smtp://host:587 (or with user:password@) so that invitations can be sent"
        )
    return faults


def _graph_faults(settings: Strict) -> list[str]:
    if not settings.neo4j_uri or is_loopback(settings.neo4j_uri):
        return []
    faults = []
    if is_weak_password(settings.neo4j_password.get_secret_value()):
        faults.append("LIULU_NEO4J_PASSWORD is missing, common or short: use at least 12 random characters")
    if not is_encrypted(settings.neo4j_uri) and not settings.allow_plaintext_backends:
        faults.append(f"LIULU_NEO4J_URI is not encrypted: use bolt+s:// or neo4j+s://, {_PLAINTEXT}")
    return faults


def _redis_faults(settings: Strict) -> list[str]:
    if not settings.redis_url or is_loopback(settings.redis_url):
        return []
    faults = []
    if is_weak_password(password_of(settings.redis_url)):
        faults.append("LIULU_REDIS_PASSWORD is missing, common or short: use at least 12 random characters")
    if not is_encrypted(settings.redis_url) and not settings.allow_plaintext_backends:
        faults.append(f"LIULU_REDIS_URL is not encrypted: use rediss://, {_PLAINTEXT}")
    return faults
