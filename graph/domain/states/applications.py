"""Applications on the public page of an incubator."""

from __future__ import annotations

from enum import StrEnum

from graph.domain.roles import APPLICANT, INCUBATOR, SYSTEM
from graph.domain.states.machine import Machine, step


class ApplicationState(StrEnum):
    """An expert's or a startup's wish to be taken in; curators see it once its address is confirmed."""

    UNCONFIRMED = "unconfirmed"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


SHOWN_TO_CURATORS = frozenset(ApplicationState) - {ApplicationState.UNCONFIRMED}
_OPEN = {ApplicationState.UNCONFIRMED, ApplicationState.RECEIVED}

APPLICATIONS = Machine(
    "application",
    ApplicationState,
    (
        step(
            "apply",
            {APPLICANT},
            {None, ApplicationState.UNCONFIRMED},
            ApplicationState.UNCONFIRMED,
            guard="page_is_on",
            tells=("confirm_application",),
        ),
        step(
            "confirm_application",
            {APPLICANT},
            {ApplicationState.UNCONFIRMED},
            ApplicationState.RECEIVED,
            guard="link_is_fresh",
            tells=("tell_application_received",),
        ),
        step(
            "withdraw_application",
            {APPLICANT},
            _OPEN,
            ApplicationState.WITHDRAWN,
            tells=("tell_application_withdrawn",),
        ),
        step(
            "accept_application",
            {INCUBATOR},
            {ApplicationState.RECEIVED},
            ApplicationState.ACCEPTED,
            guard="may_be_taken_in",
            tells=("tell_application_accepted",),
        ),
        step(
            "decline_application",
            {INCUBATOR},
            {ApplicationState.RECEIVED},
            ApplicationState.DECLINED,
            tells=("tell_application_declined",),
        ),
        step("erase_application", {SYSTEM}, set(ApplicationState), None, guard="was_kept_long_enough"),
    ),
)
