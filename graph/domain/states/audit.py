"""Events of the audit log."""

from __future__ import annotations

from enum import StrEnum


class SealState(StrEnum):
    """Whether an event stands in the hash chain already."""

    UNSEALED = "unsealed"
    SEALED = "sealed"
