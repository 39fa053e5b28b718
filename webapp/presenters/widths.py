"""How wide a text is shown: a Chinese character takes the room of two Latin ones."""

from __future__ import annotations

from unicodedata import east_asian_width


def width_of(text: str) -> int:
    """The width in Latin characters."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
