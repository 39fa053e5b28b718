"""Days that requests are given where no setting says otherwise."""

from __future__ import annotations

# A request without an answer expires after so many days.
EXPIRE_AFTER_DAYS = 14
