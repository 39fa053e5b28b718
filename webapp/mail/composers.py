"""Which outbox message becomes which mails: the composers of every group of kinds, in one table."""

from __future__ import annotations

from webapp.mail import (
    accounts,
    answers,
    applications,
    backups,
    digests,
    letters,
    pools,
    profiles,
    received_applications,
    stuck,
    waits,
    work,
)
from webapp.operations.delivery.deliver_outbox import Composer


def _join(*groups: dict[str, Composer]) -> dict[str, Composer]:
    kinds: dict[str, Composer] = {}
    for group in groups:
        twice = kinds.keys() & group.keys()
        if twice:
            raise ValueError(f"These kinds of message have two composers: {', '.join(sorted(twice))}.")
        kinds |= group
    return kinds


MAIL_KINDS = _join(
    accounts.COMPOSERS,
    answers.COMPOSERS,
    applications.COMPOSERS,
    backups.COMPOSERS,
    digests.COMPOSERS,
    letters.COMPOSERS,
    pools.COMPOSERS,
    profiles.COMPOSERS,
    received_applications.COMPOSERS,
    stuck.COMPOSERS,
    waits.COMPOSERS,
    work.COMPOSERS,
)
"""Kind of outbox message -> what writes its mails; an empty list means that nobody need be told."""
