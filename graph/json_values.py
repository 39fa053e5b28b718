"""Property values as JSON and back; what JSON lacks is written as an object with one marked key."""

from __future__ import annotations

import base64
import math
from datetime import date, datetime, time

_MARK = "$"


def to_json(value: object) -> object:
    """A property value as something that `json` can write without loss."""
    if isinstance(value, datetime):
        return {f"{_MARK}datetime": value.isoformat()}
    if isinstance(value, date):
        return {f"{_MARK}date": value.isoformat()}
    if isinstance(value, time):
        return {f"{_MARK}time": value.isoformat()}
    if isinstance(value, (bytes, bytearray)):
        return {f"{_MARK}bytes": base64.b64encode(bytes(value)).decode("ascii")}
    if isinstance(value, float) and not math.isfinite(value):
        return {f"{_MARK}float": repr(value)}
    if isinstance(value, list):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {key: to_json(item) for key, item in value.items()}
    return value


def from_json(value: object) -> object:
    """The property value that `to_json` wrote."""
    if isinstance(value, list):
        return [from_json(item) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        key, inner = next(iter(value.items()))
        read = _READERS.get(key)
        if read is not None:
            return read(str(inner))
    return {key: from_json(item) for key, item in value.items()}


_READERS = {
    f"{_MARK}datetime": datetime.fromisoformat,
    f"{_MARK}date": date.fromisoformat,
    f"{_MARK}time": time.fromisoformat,
    f"{_MARK}bytes": base64.b64decode,
    f"{_MARK}float": float,
}
