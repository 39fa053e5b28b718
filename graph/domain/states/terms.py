"""Terms in a pool, and whether somebody takes new requests."""

from __future__ import annotations

from enum import StrEnum

from graph.domain.kinds import pooled_kind
from graph.domain.roles import INCUBATOR, SYSTEM, Side
from graph.domain.states.machine import Machine, step


class TermState(StrEnum):
    """A supervisor's term in an incubator's pool.

    `LISTED`: came in by a list, and never asked whether they want to be in it; `LEFT`: the supervisor ended it.
    """

    LISTED = "listed"
    INVITED = "invited"
    ACTIVE = "active"
    ENDED = "ended"
    LEFT = "left"


class Availability(StrEnum):
    """Whether new requests reach a provider."""

    ACTIVE = "active"
    PAUSED = "paused"


ON_BOARD = frozenset({TermState.LISTED, TermState.ACTIVE})
"""Whoever stands so is in the pool while the days of their term last, whether or not they were asked."""
_MEMBER = pooled_kind().provider_role
TERMS = Machine(
    "term",
    TermState,
    (
        step("invite_supervisor", {INCUBATOR}, {None}, TermState.INVITED, tells=("tell_invited_to_pool",)),
        step("invite_again", {INCUBATOR}, {TermState.LEFT}, TermState.INVITED, tells=("tell_invited_to_pool",)),
        step("invite_member", {INCUBATOR}, {TermState.LISTED}, TermState.INVITED, tells=("tell_invited_to_pool",)),
        *(step("invite_to_account", {INCUBATOR}, {state}, state) for state in (TermState.INVITED, TermState.ACTIVE)),
        step("withdraw_invitation", {INCUBATOR}, {TermState.INVITED}, None, restores=True),
        step(
            "accept_pool",
            {_MEMBER},
            {TermState.INVITED},
            TermState.ACTIVE,
            guard="last_day_is_to_come",
            tells=("tell_pool_answer",),
        ),
        step(
            "decline_pool",
            {_MEMBER},
            {TermState.INVITED},
            None,  # who was on the list or in the pool before has left it
            guard="last_day_is_to_come",
            tells=("tell_pool_answer",),
        ),
        *(step("renew_term", {INCUBATOR}, {state}, state) for state in sorted(ON_BOARD)),
        step("renew_term", {INCUBATOR}, {TermState.ENDED}, TermState.ACTIVE, restores=True),
        step("end_term", {INCUBATOR}, ON_BOARD, TermState.ENDED),
        step(
            "leave_pool",
            {_MEMBER},
            ON_BOARD,
            TermState.LEFT,
            guard="last_day_is_to_come",
            tells=("tell_left_pool",),
        ),
        step("lapse_term", {SYSTEM}, ON_BOARD, TermState.ENDED, guard="last_day_has_passed"),
        step(
            "undo_in_pool",
            {INCUBATOR},
            {*ON_BOARD, TermState.ENDED},
            TermState.ACTIVE,
            guard="nothing_changed_since",
            restores=True,
        ),
    ),
)

AVAILABILITY = Machine(
    "availability",
    Availability,
    (
        step("pause_supervisor", {Side.PROVIDER}, set(Availability), Availability.PAUSED),
        step("resume_supervisor", {Side.PROVIDER}, set(Availability), Availability.ACTIVE),
        step("pause_in_pool", {INCUBATOR}, set(Availability), Availability.PAUSED, guard="is_in_the_pool"),
        step(
            "resume_in_pool",
            {INCUBATOR},
            {Availability.PAUSED},
            Availability.ACTIVE,
            guard="is_in_the_pool_that_paused",
        ),
        step(
            "undo_in_pool",
            {INCUBATOR},
            set(Availability),
            Availability.ACTIVE,
            guard="nothing_changed_since",
            restores=True,
        ),
    ),
)
