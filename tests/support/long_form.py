"""The long form of a measurement, for the figures; the short one is a test of every day."""

from __future__ import annotations

import os
from typing import TypeVar

T = TypeVar("T")
IS_LONG = os.environ.get("LIULU_LONG_FAULTS") == "1"


def times(short: T, long: T) -> T:
    """How often: `long` where LIULU_LONG_FAULTS=1 asks for it."""
    return long if IS_LONG else short
