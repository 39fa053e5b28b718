"""Days that people are given where no setting says otherwise."""

from __future__ import annotations

# A request without an answer expires after so many days.
EXPIRE_AFTER_DAYS = 14
# An invitation to open an account can be used for so many days.
INVITATION_DAYS = 14
