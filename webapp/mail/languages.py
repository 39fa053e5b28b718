"""In which language somebody is written to."""

from __future__ import annotations

from collections.abc import Iterable

from graph.domain.scripts import has_chinese
from graph.entities.account import Account

LANGUAGES = ("zh", "en")


def language_of(account: Account | None, names: Iterable[str | None], chosen: str = "") -> str:
    """`zh` or `en`: their own setting; else what the sender chose; else Chinese for whom a Chinese name is known.

    The language of an account that nobody opened yet is what a sender supposed, so it gives way to what is chosen.
    """
    if account is not None and not account.is_invited:
        return account.language
    if chosen in LANGUAGES:
        return chosen
    return "zh" if any(has_chinese(name) for name in names if name) else "en"
