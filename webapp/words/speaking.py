"""A language chosen in the code: with a request or without, so that commands and jobs speak as pages do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import cache

from flask import Flask, has_app_context
from flask_babel import Babel, force_locale


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Every word inside is said in this language, `en` or `zh`."""
    with nullcontext() if has_app_context() else _outside_pages().app_context(), force_locale(language):
        yield


def in_both(say: Callable[[], str]) -> tuple[str, str]:
    """What `say` says, in English and in Chinese."""
    with speaking("en"):
        english = say()
    with speaking("zh"):
        return english, say()


@cache
def _outside_pages() -> Flask:
    """What the catalogues hang on where no page is served."""
    app = Flask("webapp")
    Babel(app)
    return app
