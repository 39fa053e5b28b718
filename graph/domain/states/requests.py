"""Needs, and the proposals and requests made for them."""

from __future__ import annotations

from enum import StrEnum

from graph.domain.limits import LimitCode
from graph.domain.roles import ADMINISTRATOR, INCUBATOR, SYSTEM, Side
from graph.domain.states.machine import Machine, step


class NeedState(StrEnum):
    """A need, as its startup writes it."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class RequestState(StrEnum):
    """A proposal, and the request that comes of it once its provider was asked."""

    SHOWN = "shown"
    SAVED = "saved"
    DISMISSED = "dismissed"
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"

    @property
    def was_asked(self) -> bool:
        """Whether the provider was asked: from then on they see it."""
        return self not in _BEFORE_ASKING

    @property
    def is_waiting(self) -> bool:
        """Whether the provider still has to answer."""
        return self is RequestState.ASKED

    @property
    def is_over(self) -> bool:
        """Whether the provider was asked and has nothing to answer any more."""
        return self.was_asked and not self.is_waiting


LISTED = frozenset({RequestState.SHOWN, RequestState.SAVED})
"""On the list of a need, and not asked yet."""
CAME_TO_NOTHING = frozenset({RequestState.DECLINED, RequestState.EXPIRED})
_BEFORE_ASKING = LISTED | {RequestState.DISMISSED}
_SEEKER, _PROVIDER, _CLOCK = {Side.SEEKER}, {Side.PROVIDER}, {SYSTEM}
_ON_BEHALF = {INCUBATOR, ADMINISTRATOR}
"""Who may answer for somebody; for whom, decides `graph/domain/reach.py`."""
_ANSWERING = _PROVIDER | _ON_BEHALF
_CURATOR = {INCUBATOR}
"""Who moves what is stuck, in the name of a startup that they look after."""
_MAY_BE_ASKED = {
    RequestState.SHOWN,
    RequestState.SAVED,
    RequestState.DECLINED,
    RequestState.WITHDRAWN,
    RequestState.EXPIRED,
}

NEEDS = Machine(
    "need",
    NeedState,
    (
        step("save_need_draft", _SEEKER, {None, NeedState.DRAFT}, NeedState.DRAFT),
        step("open_need", _SEEKER, {None, NeedState.DRAFT}, NeedState.OPEN, guard="is_complete"),
        step("edit_need", _SEEKER, {NeedState.OPEN}, NeedState.OPEN, guard="is_complete"),
        step("close_need", _SEEKER, {NeedState.OPEN}, NeedState.CLOSED),
        step("close_need_on_behalf", _CURATOR, {NeedState.OPEN}, NeedState.CLOSED, guard="startup_is_here"),
        step("delete_draft", _SEEKER, {NeedState.DRAFT}, None),
    ),
)

REQUESTS = Machine(
    "request",
    RequestState,
    (
        step("save_proposal", _SEEKER, {RequestState.SHOWN}, RequestState.SAVED, guard="need_is_open"),
        step("unsave_proposal", _SEEKER, {RequestState.SAVED}, RequestState.SHOWN, guard="need_is_open"),
        step("dismiss_proposal", _SEEKER, LISTED, RequestState.DISMISSED, guard="need_is_open"),
        step(
            "undo_dismissal",
            _SEEKER,
            {RequestState.DISMISSED},
            RequestState.SHOWN,
            guard="need_is_open",
            restores=True,
        ),
        step(
            "ask_for_introduction",
            _SEEKER,
            _MAY_BE_ASKED,
            RequestState.ASKED,
            guard="may_be_asked",
            tells=("tell_asked",),
        ),
        step(
            "ask_on_behalf",
            _CURATOR,
            _MAY_BE_ASKED,
            RequestState.ASKED,
            guard="may_be_asked",
            tells=("tell_asked", "tell_asked_on_behalf"),
        ),
        step(
            "remind_of_request",
            _CURATOR,
            {RequestState.ASKED},
            RequestState.ASKED,
            guard="not_reminded_lately",
            tells=("remind_waiting",),
        ),
        step("extend_request", _CURATOR, {RequestState.ASKED}, RequestState.ASKED, tells=("tell_extended",)),
        step(
            "withdraw_on_behalf",
            _CURATOR,
            {RequestState.ASKED},
            RequestState.WITHDRAWN,
            tells=("tell_withdrawn",),
        ),
        step(
            "ask_question",
            _PROVIDER,
            {RequestState.ASKED},
            RequestState.ASKED,
            tells=("tell_question",),
            limit=LimitCode.REPEATS,
        ),
        step(
            "answer_question",
            _SEEKER,
            {RequestState.ASKED},
            RequestState.ASKED,
            tells=("tell_answer",),
            limit=LimitCode.REPEATS,
        ),
        step("forward_request", _ON_BEHALF, {RequestState.ASKED}, RequestState.ASKED),
        step("withdraw_request", _SEEKER, {RequestState.ASKED}, RequestState.WITHDRAWN, tells=("tell_withdrawn",)),
        step("withdraw_proposal", _CLOCK, {RequestState.ASKED}, RequestState.WITHDRAWN, tells=("tell_place_filled",)),
        step(
            "withdraw_with_term",
            {INCUBATOR, SYSTEM, Side.PROVIDER},
            {RequestState.ASKED},
            RequestState.WITHDRAWN,
            guard="term_has_ended",
            tells=("tell_term_ended",),
        ),
        step(
            "withdraw_for_conflict",
            _CLOCK,
            {RequestState.ASKED},
            RequestState.WITHDRAWN,
            guard="conflict_is_declared",
            tells=("tell_ended_for_conflict",),
        ),
        step(
            "accept_proposal",
            _ANSWERING,
            {RequestState.ASKED},
            RequestState.ACCEPTED,
            guard="may_be_accepted",
            tells=("tell_accepted",),
        ),
        step(
            "pass_request_on",
            _PROVIDER,
            {RequestState.ASKED},
            RequestState.DECLINED,
            guard="colleague_may_be_asked",
            tells=("tell_passed_on",),
        ),
        step("decline_proposal", _ANSWERING, {RequestState.ASKED}, RequestState.DECLINED, tells=("tell_declined",)),
        step(
            "undo_decline",
            _PROVIDER,
            {RequestState.DECLINED},
            RequestState.ASKED,
            guard="nobody_acted_since",
            tells=("tell_decline_undone",),
            limit=LimitCode.UNDOS,
        ),
        step(
            "remind_supervisor",
            _CLOCK,
            {RequestState.ASKED},
            RequestState.ASKED,
            guard="waits_long_and_unreminded",
            tells=("remind_waiting",),
        ),
        step(
            "expire_proposal",
            _CLOCK,
            {RequestState.ASKED},
            RequestState.EXPIRED,
            guard="waits_too_long",
            tells=("tell_expired",),
        ),
        *(
            step("tell_next_best", _CLOCK, {state}, state, guard="next_best_is_untold", tells=("tell_next_best",))
            for state in sorted(CAME_TO_NOTHING)
        ),
    ),
)
