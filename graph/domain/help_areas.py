"""What kind of help a need asks for and a person has given (辅导领域): codes of the taxonomy."""

from __future__ import annotations

from enum import StrEnum

MOST_OF_A_NEED = 3
"""A need that is about everything is about nothing."""


class FoundBy(StrEnum):
    """How the help areas of a need came about."""

    CHOSEN = "chosen"
    SUGGESTED = "suggested"
