"""What one side of a proposal said of the other, as records and the exchange format say it."""

from __future__ import annotations

from enum import StrEnum


class Answer(StrEnum):
    """A yes, a no, or nothing said."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    NONE = "none"


LEAST_TIMED = 3
"""Of fewer answers nobody can say how long somebody usually takes."""
