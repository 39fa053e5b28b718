"""What of past records was known when a day began: the one rule for files, arrays and habits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from graph.entities.profile import InteractionRecord

# Files do not say when something ended or was rated. It was not on the day of the answer: what is younger than this may
# have been written later, so nobody may have known it.
RESULTS_AFTER = timedelta(days=60)


def as_known(
    record: InteractionRecord, day: date | None, results_after: timedelta = timedelta(0)
) -> InteractionRecord | None:
    """The record as it stood before `day`; None where it had not begun, or where nobody knows when it did.

    An answer counts from the day of the decision on, without such a day from the proposal's; an end and ratings count
    from `results_after` later on.
    """
    if record.proposed_on is None:
        return None
    if day is None:
        return record
    if record.proposed_on >= day:
        return None
    answered = record.decided_on or record.proposed_on
    if answered + results_after < day:
        return record
    known = replace(record, outcome="none", rating_by_seeker=None, rating_by_provider=None)
    if answered < day:
        return known
    return replace(known, decided_on=None, provider_decision="none", amount=None)
