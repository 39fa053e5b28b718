"""Work together and its sessions."""

from __future__ import annotations

from enum import StrEnum

from graph.domain.limits import LimitCode
from graph.domain.roles import INCUBATOR, Side
from graph.domain.states.machine import Machine, step


class EngagementState(StrEnum):
    """Work that both sides said yes to."""

    OPEN = "open"
    CLOSED = "closed"


class SessionState(StrEnum):
    """One meeting."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


_BOTH = {Side.SEEKER, Side.PROVIDER}

ENGAGEMENTS = Machine(
    "engagement",
    EngagementState,
    (
        step("set_goal", _BOTH, {EngagementState.OPEN}, EngagementState.OPEN),
        step(
            "close_engagement",
            _BOTH,
            {EngagementState.OPEN},
            EngagementState.CLOSED,
            tells=("tell_engagement_closed",),
        ),
        step("close_work_on_behalf", {INCUBATOR}, {EngagementState.OPEN}, EngagementState.CLOSED),
    ),
)

SESSIONS = Machine(
    "session",
    SessionState,
    (
        step(
            "plan_session",
            _BOTH,
            {None},
            SessionState.PLANNED,
            guard="work_is_open",
            tells=("tell_session_planned",),
            limit=LimitCode.REPEATS,
        ),
        step(
            "move_session",
            _BOTH,
            {SessionState.PLANNED},
            SessionState.PLANNED,
            guard="work_is_open",
            tells=("tell_session_moved",),
            limit=LimitCode.REPEATS,
        ),
        step(
            "cancel_session",
            _BOTH,
            {SessionState.PLANNED},
            SessionState.CANCELLED,
            tells=("tell_session_cancelled",),
        ),
        step("mark_held", _BOTH, {SessionState.PLANNED}, SessionState.HELD, guard="has_begun"),
        step("write_notes", _BOTH, {SessionState.PLANNED}, SessionState.PLANNED),
        step("write_notes", _BOTH, {SessionState.HELD}, SessionState.HELD),
        step(
            "rate_session",
            _BOTH,
            {SessionState.PLANNED, SessionState.HELD},
            SessionState.HELD,
            guard="may_be_rated",
            tells=("tell_rated",),
        ),
    ),
)
