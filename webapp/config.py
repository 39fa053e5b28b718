"""One frozen settings object, read from the environment once; outside development it refuses what is unsafe."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, Self
from zoneinfo import available_timezones

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.domain.calendar import Calendar
from graph.domain.deadlines import EXPIRE_AFTER_DAYS, INVITATION_DAYS
from graph.domain.mainland import mainland_calendar
from matching.ranking.rerank import Policy
from webapp.runtime.addresses import with_password
from webapp.runtime.secrets import secret_of_home
from webapp.runtime.strictness import Strict, development_faults, production_faults

# What each way of running refuses; tests run as the code of a test says.
_FAULTS: Mapping[str, Callable[[Strict], list[str]]] = {
    "development": development_faults,
    "production": production_faults,
    "test": lambda _settings: [],
}


class SettingsError(Exception):
    """The environment says something that this program will not run with; each line names a variable and its fix."""


def _home_secret(data: dict[str, Any]) -> SecretStr:
    """Outside production the key is made once and kept in the home; production must be given one."""
    if data.get("env") == "production" or "home" not in data:
        return SecretStr("")
    return SecretStr(secret_of_home(data["home"]))


def _default_base_url(data: dict[str, Any]) -> str:
    return "" if data.get("env") == "production" else f"http://127.0.0.1:{data.get('port', 8000)}"


def _default_backup_folder(data: dict[str, Any]) -> Path:
    return Path(data.get("home", "")) / "backups"


def _default_database(data: dict[str, Any]) -> str:
    return "neo4j" if data.get("neo4j_uri") else "liulu"


class Settings(BaseSettings):
    """Everything that may differ between two installations; each field is read from LIULU_<NAME>."""

    model_config = SettingsConfigDict(env_prefix="LIULU_", frozen=True, extra="ignore")

    env: Literal["development", "production", "test"] = "development"
    home: Path = Path(".liulu")
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=1, le=65535)
    base_url: str = Field(default_factory=_default_base_url)
    secret_key: SecretStr = Field(default_factory=_home_secret)
    time_zone: str = "Asia/Shanghai"
    # Who asks for /metrics must bring it ("Authorization: Bearer ..."); empty: there is no such page.
    metrics_token: SecretStr = SecretStr("")
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    # How many reverse proxies stand before the web part and may say who asks (X-Forwarded-For).
    trusted_proxies: int = Field(0, ge=0, le=5)

    # Empty: the embedded graph and the embedded Redis of `home`.
    neo4j_uri: str = ""
    neo4j_user: str = ""
    neo4j_password: SecretStr = SecretStr("")
    neo4j_database: str = Field(default_factory=_default_database)
    redis_password: SecretStr = Field(SecretStr(""), repr=False)
    redis_url: str = Field("", repr=False)
    # For networks that only these containers share: lets Bolt and Redis go without TLS in production.
    allow_plaintext_backends: bool = False

    # Empty: in development mails are shown on a page instead of being sent.
    smtp_url: str = Field("", repr=False)
    mail_from: str = "Liulu <liulu@localhost>"

    web_workers: int = Field(2, ge=1, le=64)
    web_threads: int = Field(4, ge=1, le=64)
    # Of each queue.
    worker_processes: int = Field(2, ge=1, le=64)

    max_open_requests: int = Field(3, ge=1, le=50)
    remind_after_days: int = Field(7, ge=1, le=90)
    expire_after_days: int = Field(EXPIRE_AFTER_DAYS, ge=2, le=180)
    upload_limit_mb: int = Field(50, ge=1, le=1024)
    # A model is trained so often, and sooner when so many answers came since the last one.
    train_every_days: int = Field(7, ge=1, le=365)
    train_after_answers: int = Field(200, ge=10, le=1_000_000)
    # Whether what texts mean is read by the sentence encoder that comes along; without it words alone count.
    sentence_encoder: bool = True
    # Of each page of proposals: the share of places kept for newcomers, the share filled by lot so that learning sees
    # more than it already likes (0: none), how many of one employer or pool may stand there (0: any number), and the
    # Gini of the last 90 days' showings beyond which whoever was shown often makes room for others (1: never).
    newcomer_share: float = Field(0.12, ge=0, le=0.5)
    chance_share: float = Field(0.05, ge=0, le=0.3)
    most_of_one_organisation: int = Field(3, ge=0, le=5)
    most_uneven: float = Field(0.25, ge=0, le=1)
    # The clock makes a backup when the last one is so many hours old (0: none), and keeps so many, none of them longer
    # than so many days.
    backup_every_hours: int = Field(24, ge=0, le=24 * 7)
    backup_folder: Path = Field(default_factory=_default_backup_folder)
    backup_keep: int = Field(14, ge=1, le=1000)
    backup_keep_days: int = Field(30, ge=1, le=3650)
    session_idle_minutes: int = Field(120, ge=5)
    session_absolute_hours: int = Field(24 * 7, ge=1)
    invitation_days: int = Field(INVITATION_DAYS, ge=1)
    reset_minutes: int = Field(60, ge=5)
    # Mails that were sent or given up, and the messages they were made of, are forgotten after so many days.
    mail_keep_days: int = Field(30, ge=1, le=3650)

    @field_validator("home", "backup_folder")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @field_validator("base_url")
    @classmethod
    def _no_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(f"{value!r} is no time zone: write one such as Asia/Shanghai or Europe/Berlin")
        return value

    @field_validator("redis_url")
    @classmethod
    def _carry_password(cls, value: str, info: Any) -> str:
        password = info.data.get("redis_password")
        return with_password(value, password.get_secret_value() if password else "")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.remind_after_days >= self.expire_after_days:
            raise ValueError("LIULU_REMIND_AFTER_DAYS must be less than LIULU_EXPIRE_AFTER_DAYS")
        faults = _FAULTS[self.env](self)
        if faults:
            raise ValueError("\n".join(faults))
        return self

    @property
    def is_development(self) -> bool:
        return self.env == "development"

    @property
    def is_production(self) -> bool:
        return self.env == "production"

    @property
    def is_https(self) -> bool:
        """Whether people reach the pages by HTTPS: cookies are then Secure and carry the __Host- prefix."""
        return self.base_url.startswith("https://")

    @property
    def calendar(self) -> Calendar:
        """The days of the installation: those of its zone, worked as in mainland China."""
        return mainland_calendar(self.time_zone)

    @property
    def files_folder(self) -> Path:
        """Where stored files stand; part of every backup."""
        return self.home / "files"

    @property
    def page_policy(self) -> Policy:
        """How a page of proposals differs from the mere order of fit."""
        return Policy(
            newcomers=self.newcomer_share,
            chance=self.chance_share,
            per_organisation=self.most_of_one_organisation,
            uneven=self.most_uneven,
        )

    @property
    def session_idle(self) -> timedelta:
        return timedelta(minutes=self.session_idle_minutes)

    @property
    def session_absolute(self) -> timedelta:
        return timedelta(hours=self.session_absolute_hours)

    def flask_config(self) -> dict[str, Any]:
        """What Flask and its extensions read from `app.config`."""
        return {
            "SECRET_KEY": self.secret_key.get_secret_value(),
            "TESTING": self.env == "test",
            "MAX_CONTENT_LENGTH": self.upload_limit_mb * 1024 * 1024,
            "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
            "PREFERRED_URL_SCHEME": "https" if self.is_https else "http",
            "SESSION_COOKIE_NAME": "__Host-liulu" if self.is_https else "liulu",
            "SESSION_COOKIE_SECURE": self.is_https,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_PATH": "/",
            "PERMANENT_SESSION_LIFETIME": self.session_absolute,
            "WTF_CSRF_TIME_LIMIT": None,
            "WTF_CSRF_SSL_STRICT": self.is_https,
            "BABEL_DEFAULT_LOCALE": "en",
            "BABEL_DEFAULT_TIMEZONE": self.time_zone,
        }


@lru_cache(maxsize=1)
def load_settings() -> Settings:
    """The settings of this process, read from the environment once; raises SettingsError."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(describe(error)) from None


def describe(error: ValidationError) -> str:
    """One line for each fault, with the variable's name before what is wrong with it."""
    lines = []
    for fault in error.errors(include_url=False, include_input=False):
        message = str(fault["msg"]).removeprefix("Value error, ")
        name = f"LIULU_{'_'.join(str(part) for part in fault['loc']).upper()}: " if fault["loc"] else ""
        lines.append(name + message)
    return "\n".join(lines)
