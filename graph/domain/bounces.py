"""Why a mail came back, as pages say it, read off the status that a mail server gives."""

from __future__ import annotations

from enum import StrEnum


class BounceReason(StrEnum):
    """What a curator can do something about, and everything else."""

    NO_SUCH_ADDRESS = "no_such_address"
    MAILBOX_FULL = "mailbox_full"
    NOT_TAKEN = "not_taken"


# Enhanced status codes (RFC 3463) by subject and detail: X.1.1 to X.1.3 and X.1.10 bad addresses, X.2.1 a disabled
# mailbox, X.2.2 a full one.
_REASONS = {
    (1, 1): BounceReason.NO_SUCH_ADDRESS,
    (1, 2): BounceReason.NO_SUCH_ADDRESS,
    (1, 3): BounceReason.NO_SUCH_ADDRESS,
    (1, 10): BounceReason.NO_SUCH_ADDRESS,
    (2, 1): BounceReason.NO_SUCH_ADDRESS,
    (2, 2): BounceReason.MAILBOX_FULL,
}


def reason_of_status(status: str) -> BounceReason:
    """The reason behind an enhanced status code such as `5.1.1`; NOT_TAKEN for every other and for none."""
    parts = status.strip().split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 4 for part in parts):
        return BounceReason.NOT_TAKEN
    return _REASONS.get((int(parts[1]), int(parts[2])), BounceReason.NOT_TAKEN)
