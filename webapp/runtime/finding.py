"""One line of the doctor's answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "note", "wrong"]


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it is, and for what is wrong the way to fix it."""

    part: str
    state: State
    says: str
    fix: str = ""

    def as_json(self) -> dict[str, str]:
        """The shape of one entry of `liulu doctor --json`."""
        return {"part": self.part, "state": self.state, "says": self.says, "mend": self.fix}


def ok(part: str, says: str) -> Finding:
    """All is well."""
    return Finding(part, "ok", says)


def note(part: str, says: str, fix: str = "") -> Finding:
    """Nothing is broken, but somebody may want to know."""
    return Finding(part, "note", says, fix)


def wrong(part: str, says: str, fix: str) -> Finding:
    """Broken, with the way to fix it."""
    return Finding(part, "wrong", says, fix)
