"""Secrets: the one that a home makes for itself, and how weak ones are told."""

from __future__ import annotations

import math
import secrets
from collections import Counter
from pathlib import Path

from graph.processes.state import write_private

MIN_LENGTH = 32
_MIN_BITS = 100.0
# How many guesses somebody needs who knows words, sequences, rows of keys and repetitions, as a power of ten.
_KEY_GUESSES, _PASSWORD_GUESSES = 25.0, 9.0
_JUDGED_LENGTH = 72
_COMMON = ("changeme", "change-me", "change_me", "password", "secret-key", "secretkey", "example", "letmein", "default")


def secret_of_home(home: Path) -> str:
    """The key of this home, made at the first call and readable by this user alone."""
    file = home / "secret_key"
    if not file.exists():
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_private(file, secrets.token_urlsafe(48))
    return file.read_text(encoding="ascii").strip()


def is_weak_key(value: str) -> bool:
    """Too short, a common word in it, too little variety for its length (Shannon), or put together of what is known."""
    lowered = value.lower()
    is_plain = len(value) < MIN_LENGTH or any(word in lowered for word in _COMMON) or bits(value) < _MIN_BITS
    return is_plain or guesses(value) < _KEY_GUESSES


def is_weak_password(value: str) -> bool:
    """A server's password that anybody would try first."""
    lowered = value.lower()
    is_plain = len(value) < 12 or any(word in lowered for word in (*_COMMON, "neo4j", "liulu")) or bits(value) < 30
    return is_plain or guesses(value) < _PASSWORD_GUESSES


def guesses(value: str) -> float:
    """How many guesses a text withstands, as a power of ten, by its first 72 characters."""
    from zxcvbn import zxcvbn  # takes long to load, and only production asks

    return float(zxcvbn(value[:_JUDGED_LENGTH], max_length=_JUDGED_LENGTH)["guesses_log10"])


def bits(value: str) -> float:
    """Shannon entropy of the characters as they stand, in bits for the whole text."""
    size = len(value)
    return -sum(count * math.log2(count / size) for count in Counter(value).values()) if size else 0.0
