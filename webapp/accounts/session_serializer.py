"""How Redis holds a session: tagged JSON, nothing that runs on loading, unlike the library's fall-back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from flask.json.tag import TaggedJSONSerializer


class Serializer:
    """Writes and reads what is in a session."""

    def __init__(self) -> None:
        self._json = TaggedJSONSerializer()

    def encode(self, stored: Mapping[str, Any]) -> bytes:
        """A session's content as bytes."""
        return self._json.dumps(dict(stored)).encode()

    def decode(self, data: bytes) -> dict[str, Any]:
        """The content that `encode` wrote."""
        return cast(dict[str, Any], self._json.loads(data.decode()))
