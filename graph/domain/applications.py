"""Applications on the public page of an incubator: who may apply, how long texts may be, and how long what is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256

from graph.domain.states.applications import ApplicationState


class ApplicantKind(StrEnum):
    """As what somebody applies."""

    EXPERT = "expert"
    STARTUP = "startup"


LONGEST_NAME, LONGEST_LINE, LONGEST_TEXT, LONGEST_INTRODUCTION = 120, 300, 4000, 2000
MOST_AREAS = 6
MOST_PLACES = 50

CONFIRM_WITHIN = timedelta(days=7)
"""How long the link in the first mail confirms an address."""
KEPT_FOR: Mapping[ApplicationState, timedelta] = {
    ApplicationState.UNCONFIRMED: CONFIRM_WITHIN,
    ApplicationState.RECEIVED: timedelta(days=365),
    ApplicationState.ACCEPTED: timedelta(days=90),
    ApplicationState.DECLINED: timedelta(days=180),
    ApplicationState.WITHDRAWN: timedelta(days=30),
}
"""How long after its last step an application is erased: what was accepted stands in the records by then."""

_NOT_IN_ADDRESSES = re.compile(r"[^a-z0-9]+")
_LONGEST_ADDRESS = 60


def page_address(incubator_id: str, name: str) -> str:
    """The last part of the address of an incubator's page: its name, where that is written in Latin letters, and a few
    signs that no other incubator has; nothing of the id can be read in it."""
    words = _NOT_IN_ADDRESSES.sub("-", name.lower()).strip("-")[:_LONGEST_ADDRESS].strip("-")
    return f"{words or 'incubator'}-{sha256(incubator_id.encode()).hexdigest()[:6]}"
