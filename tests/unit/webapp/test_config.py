"""Settings: what is read, what is made, and what production refuses."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

import pytest
from pydantic import ValidationError

from webapp.config import Settings, SettingsError, describe, load_settings
from webapp.runtime.addresses import is_loopback, with_password, without_password
from webapp.runtime.secrets import is_weak_key, is_weak_password

KEY = "8sG2hVq0ZrT5xWm9LkB4nYc7PdJ1fUeA6oQi3RtS"  # pragma: allowlist secret
SAFE = {
    "env": "production",
    "secret_key": KEY,
    "base_url": "https://liulu.example.org",
    "smtp_url": "smtp://mail.example.org:587",
}


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("LIULU_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("LIULU_HOME", str(tmp_path / "home"))
    load_settings.cache_clear()


def refused(**values: object) -> str:
    with pytest.raises(ValidationError) as caught:
        Settings(**{**SAFE, **values})  # type: ignore[arg-type]
    return describe(caught.value)


def test_development_makes_one_private_key_and_keeps_it(tmp_path: Path) -> None:
    first, second = Settings(), Settings()
    file = tmp_path / "home" / "secret_key"
    assert first.secret_key == second.secret_key
    assert len(first.secret_key.get_secret_value()) >= 32
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_production_runs_with_safe_settings_on_its_embedded_parts() -> None:
    settings = Settings(**SAFE)  # type: ignore[arg-type]
    assert settings.is_production
    assert settings.flask_config()["SESSION_COOKIE_NAME"] == "__Host-liulu"


@pytest.mark.parametrize(
    "key",
    [
        "",
        "short",
        "a" * 64,
        "abababababababababababababababababab",
        "changeme" * 5,
        "abcdefghijklmnopqrstuvwxyz0123456789",
        "zyxwvutsrqponmlkjihgfedcba9876543210",  # pragma: allowlist secret
        "0123456789abcdef0123456789abcdef",  # pragma: allowlist secret
        "qwertyuiopasdfghjklzxcvbnm1234567890",  # pragma: allowlist secret
    ],
)
def test_production_refuses_a_missing_or_weak_secret(key: str) -> None:
    message = refused(secret_key=key)
    assert "LIULU_SECRET_KEY" in message
    assert "token_urlsafe" in message


@pytest.mark.parametrize("token", ["abcdefghijkl", "1q2w3e4r5t6y"])
def test_production_refuses_a_token_that_is_a_row_of_keys(token: str) -> None:
    assert "LIULU_METRICS_TOKEN" in refused(metrics_token=token)


def test_random_keys_are_strong() -> None:
    keys = [secrets.token_urlsafe(48), secrets.token_hex(32), secrets.token_urlsafe(24)]
    assert not any(is_weak_key(key) for key in keys)
    assert not is_weak_password(secrets.token_urlsafe(12))


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"host": "0.0.0.0"}, "LIULU_HOST"),
        ({"host": "::"}, "LIULU_HOST"),
        ({"host": "10.0.0.4"}, "LIULU_HOST"),
        ({"base_url": "https://liulu.example.org"}, "LIULU_BASE_URL"),
    ],
)
def test_development_keeps_to_this_machine(values: dict[str, str], name: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Settings(env="development", **values)  # type: ignore[arg-type]
    assert name in describe(caught.value)
    assert "LIULU_ENV=production" in describe(caught.value)


def test_development_runs_on_every_loopback() -> None:
    assert all(Settings(env="development", host=host).is_development for host in ("127.0.0.1", "localhost", "::1"))


def test_production_refuses_pages_without_https() -> None:
    assert "LIULU_BASE_URL" in refused(base_url="http://liulu.example.org")


def test_production_refuses_to_run_without_a_way_to_send_ones() -> None:
    assert "LIULU_SMTP_URL" in refused(smtp_url="")


def test_production_refuses_default_credentials_of_a_remote_graph() -> None:
    message = refused(neo4j_uri="bolt+s://graph.example.org", neo4j_user="neo4j", neo4j_password="neo4j")
    assert "LIULU_NEO4J_PASSWORD" in message


def test_production_refuses_plain_text_to_remote_servers_unless_the_network_is_private() -> None:
    remote = {
        "neo4j_uri": "bolt://graph:7687",
        "neo4j_password": "kT9vQ2xLm4Wz",  # pragma: allowlist secret
        "redis_url": "redis://:kT9vQ2xLm4Wz@redis:6379/0",
    }
    message = refused(**remote)
    assert "LIULU_NEO4J_URI" in message
    assert "LIULU_REDIS_URL" in message
    Settings(**{**SAFE, **remote, "allow_plaintext_backends": True})  # type: ignore[arg-type]


def test_production_refuses_a_remote_redis_without_password() -> None:
    assert "LIULU_REDIS_PASSWORD" in refused(redis_url="rediss://redis.example.org:6379/0")


def test_a_fault_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIULU_PORT", "eighty")
    monkeypatch.setenv("LIULU_TIME_ZONE", "Mars/Olympus")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert "LIULU_PORT" in str(caught.value)
    assert "LIULU_TIME_ZONE" in str(caught.value)


def test_a_reminder_must_come_before_the_expiry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIULU_REMIND_AFTER_DAYS", "20")
    with pytest.raises(SettingsError, match="LIULU_REMIND_AFTER_DAYS"):
        load_settings()


def test_the_password_of_redis_may_come_by_itself() -> None:
    settings = Settings(redis_url="redis://redis:6379/0", redis_password="p/w")
    assert settings.redis_url == "redis://:p%2Fw@redis:6379/0"


def test_secrets_do_not_show_when_settings_are_printed() -> None:
    settings = Settings(redis_url="redis://:hidden-word@127.0.0.1/0", neo4j_password="hidden-word")
    assert "hidden-word" not in repr(settings)


def test_the_database_is_the_embedded_one_unless_a_server_is_named() -> None:
    assert Settings().neo4j_database == "liulu"
    assert Settings(neo4j_uri="bolt://127.0.0.1:7687").neo4j_database == "neo4j"


def test_addresses_are_read_as_they_are_meant() -> None:
    assert is_loopback("bolt://127.0.0.1:7687")
    assert is_loopback("redis://localhost/0")
    assert not is_loopback("bolt://10.0.0.4:7687")
    assert with_password("redis://:old@host/0", "new") == "redis://:old@host/0"
    assert without_password("redis://:old@host:6379/0") == "redis://host:6379/0"
