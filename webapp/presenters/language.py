"""Which language and time zone this reader gets."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from flask import g, has_request_context, request
from flask_babel import get_locale
from flask_login import current_user

LANGUAGES = ("en", "zh")
LANGUAGE_COOKIE = "liulu_language"
THEME_COOKIE = "liulu_theme"
THEMES = ("light", "dark")
DEFAULT_ZONE = "Asia/Shanghai"


def _of_account(attribute: str) -> str:
    """What the account of the reader says; empty before sign-in."""
    if not has_request_context():
        return ""
    # While an error is answered nobody is looked up any more: that may be what failed.
    user = g.get("_login_user") if g.get("is_failing") else current_user
    account = getattr(user, "account", user)
    return str(getattr(account, attribute, "") or "")


def choose_language() -> str:
    """The reader's own choice, else their account's, else the browser's."""
    if not has_request_context():
        return LANGUAGES[0]
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    account = _of_account("language")
    if account in LANGUAGES:
        return account
    return request.accept_languages.best_match(["en", "zh", "zh-CN", "zh-Hans"], "en")[:2]


def choose_time_zone() -> str:
    """The account's zone; Shanghai time for everybody else."""
    zone = _of_account("time_zone")
    return zone if zone in time_zones() else DEFAULT_ZONE


@cache
def time_zones() -> frozenset[str]:
    """Every zone's name, read from the disk once: a page asks for it at each date."""
    return frozenset(available_timezones())


def language() -> str:
    """`en` or `zh`, as the page under way is written."""
    locale = get_locale()
    return "zh" if locale is not None and locale.language == "zh" else "en"


def html_language() -> str:
    """The value of the page's lang attribute."""
    return "zh-Hans" if language() == "zh" else "en"


def theme() -> str:
    """`light` or `dark` when the reader chose one; empty to follow their system."""
    chosen = request.cookies.get(THEME_COOKIE, "") if has_request_context() else ""
    return chosen if chosen in THEMES else ""
