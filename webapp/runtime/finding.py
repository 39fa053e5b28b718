"""One line of the doctor's answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "note", "wrong"]


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it is, and for what is wrong the way to mend it."""

    part: str
    state: State
    says: str
    mend: str = ""


def ok(part: str, says: str) -> Finding:
    """All is well."""
    return Finding(part, "ok", says)


def note(part: str, says: str, mend: str = "") -> Finding:
    """Nothing is broken, but somebody may want to know."""
    return Finding(part, "note", says, mend)


def wrong(part: str, says: str, mend: str) -> Finding:
    """Broken, with the way to mend it."""
    return Finding(part, "wrong", says, mend)
