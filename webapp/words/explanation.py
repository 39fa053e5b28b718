"""What an error page says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Explanation:
    """The four things that somebody wants to know whose request was refused."""

    title: str
    happened: str
    kept: str
    do: str
    back: bool = True
