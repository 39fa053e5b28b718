"""Why somebody does not want somebody, and why a request was withdrawn."""

from __future__ import annotations

from enum import StrEnum


class DismissReason(StrEnum):
    """Why a startup takes a proposal off its list."""

    WRONG_FIELD = "wrong_field"
    WRONG_STAGE = "wrong_stage"
    KNOW_ALREADY = "know_already"
    TOO_FAR = "too_far"
    OTHER = "other"


class DeclineReason(StrEnum):
    """Why a provider says no: each has an effect of its own."""

    NO_TIME = "no_time"
    WRONG_FIELD = "wrong_field"
    CONFLICT = "conflict"
    OTHER = "other"


class WithdrawReason(StrEnum):
    """Why a request was withdrawn before it was answered."""

    BY_STARTUP = "by_startup"
    NEED_CLOSED = "need_closed"
    PLACE_FILLED = "place_filled"
