"""What of a record was known when a day began."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from graph.entities.profile import InteractionRecord


def as_known(record: InteractionRecord, day: date | None) -> InteractionRecord | None:
    """The record as it stood before `day`; None where it had not begun, or where nobody knows when it did.

    An answer, an end and ratings count from the day of the decision on; without such a day, from the proposal's.
    """
    if record.proposed_on is None:
        return None
    if day is None:
        return record
    if record.proposed_on >= day:
        return None
    if (record.decided_on or record.proposed_on) < day:
        return record
    return replace(
        record,
        decided_on=None,
        provider_decision="none",
        outcome="none",
        rating_by_seeker=None,
        rating_by_provider=None,
        amount=None,
    )
