"""Passwords: Argon2id hashes, and what makes a password too weak."""

from __future__ import annotations

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

MIN_LENGTH = 8
MAX_LENGTH = 1024
_JUDGED_LENGTH = 72  # zxcvbn's time grows steeply; the rest of a long password only adds strength
_MIN_SCORE = 2
# OWASP's password storage advice of 2025: Argon2id with 46 MiB, one pass, one lane.
_HASHER = PasswordHasher(time_cost=1, memory_cost=47_104, parallelism=1)


def hash_password(password: str) -> str:
    """The Argon2id hash of the whole password; nothing is cut off."""
    return _HASHER.hash(_normal(password))


def is_password(stored_hash: str, password: str) -> bool:
    """Whether this is the password; takes as long for an account without one."""
    try:
        return _HASHER.verify(stored_hash or _decoy(), _normal(password)) and bool(stored_hash)
    except (VerificationError, InvalidHashError):
        return False


def needs_rehash(stored_hash: str) -> bool:
    """Whether the hash was made with older settings."""
    return _HASHER.check_needs_rehash(stored_hash)


def find_weakness(password: str, about_the_person: tuple[str, ...] = ()) -> str:
    """Why a password is refused: `short`, `long`, `guessable`, or nothing."""
    if len(password) < MIN_LENGTH:
        return "short"
    if len(password) > MAX_LENGTH:
        return "long"
    words = [*about_the_person, "liulu", "六路"]
    judged = zxcvbn(_normal(password)[:_JUDGED_LENGTH], user_inputs=words, max_length=_JUDGED_LENGTH)
    return "guessable" if judged["score"] < _MIN_SCORE else ""


@cache
def _decoy() -> str:
    return _HASHER.hash("nobody has this password")


def _normal(password: str) -> str:
    """One form for what keyboards write in several (NIST SP 800-63B 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)
