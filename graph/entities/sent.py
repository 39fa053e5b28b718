"""A mail as it is accounted for: when, to whom, of what kind and how it stands; never its words or links."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.domain.bounces import BounceReason
from graph.domain.sent import Delivery


@dataclass(frozen=True)
class SentMail:
    """One mail, or a message of which none was made.

    `moved_at`: when it was sent, or leaves. `incubator_id`: by which incubator or for which pool it was told.
    `startup_id` and the names: whom it is about. `for_id`: for whom the addressee was told, if for another.
    `is_doubtful`: a server may have taken it, and was not heard. `returned_for`: why it came back, if it did.
    """

    message_id: str
    kind: str
    at: datetime
    state: Delivery
    subject_id: str = ""
    account_id: str = ""
    name: str = ""
    email: str = ""
    language: str = ""
    for_id: str = ""
    moved_at: datetime | None = None
    attempts: int = 0
    error: str = ""
    is_doubtful: bool = False
    returned_for: BounceReason | None = None
    incubator_id: str = ""
    startup_id: str = ""
    startup_name: str = ""
    startup_name_zh: str = ""
    provider_name: str = ""
    provider_name_zh: str = ""
