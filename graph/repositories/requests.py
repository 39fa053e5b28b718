"""Requests as their provider answers them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from graph.domain.reach import answerer_of
from graph.domain.reasons import DeclineReason, WithdrawReason
from graph.domain.roles import Side
from graph.domain.states.machine import Transition
from graph.domain.states.requests import REQUESTS, NeedState, RequestState
from graph.domain.states.work import EngagementState
from graph.entities import Actor
from graph.entities.requests import EarlierDecline, OpenedEngagement, Remark, Request, Standing, Suggestion
from graph.errors import NotFoundError
from graph.ids import derived_id, milliseconds, new_id, new_nonce
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.rows import state_of

R = TypeVar("R", bound=StrEnum)


class RequestRepository(Repository):
    """Asked proposals: what a provider reads before answering, and each answer."""

    def get(self, request_id: str, *, visible_to: Actor) -> Request:
        """One request; raises NotFoundError where it is not this actor's to answer."""
        answerer, day = answerer_of(visible_to.role, visible_to.subject_id), self._tx.calendar.today()
        scope = {"provider_id": scope_of(visible_to), "answerer": answerer, "day": day}
        row = self._tx.one_or_none("requests.get", id=request_id, **scope)
        if row is None or not row["proposal"].get("asked_at"):
            raise NotFoundError("request", request_id)
        return _request(row)

    def list_waiting(self, provider_id: str, limit: int = 50) -> list[Request]:
        """Requests that wait for an answer, oldest first."""
        return [_request(row) for row in self._tx.rows("requests.list_waiting", provider_id=provider_id, limit=limit)]

    def list_answered(self, provider_id: str, limit: int = 50) -> list[Request]:
        """Requests that were answered or ended without an answer, latest first."""
        return [_request(row) for row in self._tx.rows("requests.list_answered", provider_id=provider_id, limit=limit)]

    def count_waiting(self, provider_id: str) -> int:
        return int(self._tx.one("requests.count_waiting", provider_id=provider_id)["count"])

    def lock(self, request_id: str) -> Standing:
        """Lock provider, need and request, in this order always, and say what stands."""
        for query in ("requests.lock_provider", "requests.lock_need", "requests.lock"):
            self._tx.run(query, id=request_id, nonce=new_nonce())
        row = self._tx.one("requests.standing", id=request_id)
        values: dict[str, Any] = {key: "" if value is None else value for key, value in row.items()}
        need_state = _need_state(row["need_id"], row["need_state"])
        return Standing(**{**values, "state": state_of(RequestState, row["state"]), "need_state": need_state})

    def accept(self, request_id: str, at: datetime) -> OpenedEngagement:
        """Open the engagement; the caller holds the locks and has checked."""
        row = self._tx.one(
            "requests.accept",
            id=request_id,
            engagement_state=EngagementState.OPEN,
            at=at,
            on=self._tx.calendar.day_of(at),
            changed_at=milliseconds(at),
            **REQUESTS.only("accept_proposal").as_parameters,
        )
        return OpenedEngagement(**row)

    def withdraw_siblings(self, request_id: str, at: datetime) -> tuple[str, ...]:
        """Withdraw the other waiting requests of this request's need; returns those that waited."""
        siblings = [row["id"] for row in self._tx.rows("requests.list_siblings", id=request_id)]
        step = REQUESTS.only("withdraw_proposal")
        return tuple(other for other in siblings if self.withdraw(other, step, WithdrawReason.PLACE_FILLED, at))

    def withdraw(
        self, request_id: str, step: Transition[RequestState], reason: WithdrawReason, at: datetime
    ) -> bool:  # fmt: skip
        """Withdraw a waiting request for a reason that is not its startup's wish; False when it does not wait."""
        row = self._tx.one_or_none(
            "requests.withdraw",
            id=request_id,
            nonce=new_nonce(),
            at=at,
            on=self._tx.calendar.day_of(at),
            changed_at=milliseconds(at),
            reason=reason,
            **step.as_parameters,
        )
        return row is not None

    def decline(self, request_id: str, at: datetime, *, reason: str, note: str, ask_again_on: date | None) -> None:
        """Mark as declined; the caller has looked at its state under the lock."""
        self._tx.one(
            "requests.decline",
            id=request_id,
            nonce=new_nonce(),
            at=at,
            on=self._tx.calendar.day_of(at),
            changed_at=milliseconds(at),
            reason=reason,
            note=note,
            ask_again_on=ask_again_on,
            **REQUESTS.only("decline_proposal").as_parameters,
        )

    def undo_decline(self, request_id: str, at: datetime) -> bool:
        """Put it back to waiting; False once somebody acted on the decline."""
        row = self._tx.one_or_none(
            "requests.undo_decline",
            id=request_id,
            nonce=new_nonce(),
            changed_at=milliseconds(at),
            **REQUESTS.only("undo_decline").as_parameters,
        )
        return row is not None

    def declare_conflict(self, request: Request, on: date) -> None:
        """Note a conflict of interest that the provider declared: never proposed again."""
        ids = {"startup_id": request.startup_id, "provider_id": request.provider_id}
        self._tx.run("requests.declare_conflict", id=_conflict_id(request), on=on, **ids)

    def forget_conflict(self, request: Request) -> None:
        """Take back the conflict that a decline declared."""
        ids = {"startup_id": request.startup_id, "provider_id": request.provider_id}
        self._tx.run("requests.forget_conflict", id=_conflict_id(request), **ids)

    def add_remark(self, request_id: str, side: Side, text: str, at: datetime) -> str:
        """Append a question or an answer; returns its id."""
        remark_id = new_id("remark")
        row = self._tx.one("requests.add_remark", proposal_id=request_id, id=remark_id, side=side, text=text, at=at)
        return str(row["id"])

    def list_remarks(self, request_id: str) -> list[Remark]:
        return [
            Remark(**{**row, "side": Side(row["side"])})
            for row in self._tx.rows("requests.list_remarks", proposal_id=request_id)
        ]


def scope_of(actor: Actor) -> str | None:
    """The provider whose requests this actor may see: their own; all for the clock; none for others."""
    if actor.is_system:
        return None
    return actor.subject_id if actor.is_provider else ""


def _conflict_id(request: Request) -> str:
    return derived_id("conflict", request.id)


def _request(row: Row) -> Request:
    proposal, startup, provider, need = row["proposal"], row["startup"], row["provider"], row["need"] or {}
    state = state_of(RequestState, proposal.get("state"))
    need_state = _need_state(need.get("id"), need.get("state"))
    values: dict[str, Any] = {
        "id": proposal["id"],
        "kind": proposal["kind"],
        "state": state,
        "startup_id": startup["id"],
        "provider_id": provider["id"],
        "provider_name": provider.get("name") or "",
        "provider_name_zh": provider.get("name_zh") or "",
        "need_id": need.get("id") or "",
        "need_amount": need.get("amount"),
        "is_undoable": state is RequestState.DECLINED and need_state is NeedState.OPEN and not row["later"],
        "need_state": need_state,
        "decline_reason": _reason(DeclineReason, proposal.get("decline_reason")),
        "withdraw_reason": _reason(WithdrawReason, proposal.get("withdraw_reason")),
        "fit": proposal.get("fit"),
        "answered": _answer(row.get("remarks") or []),
        "earlier": _earlier(row.get("earlier") or []),
        "suggested": _suggested(row.get("suggested") or []),
        "reasons": proposal.get("reasons") or "",
        "caution": proposal.get("caution") or "",
        "startup_headcount": startup.get("headcount"),
        **{key: proposal.get(key) for key in _PROPOSAL_MOMENTS},
        **{key: proposal.get(key) or "" for key in _PROPOSAL_TEXTS},
        **{f"startup_{key}": startup.get(key) or "" for key in _STARTUP_TEXTS},
        **{f"need_{key}": need.get(key) or "" for key in _NEED_TEXTS},
    }
    return Request(**values)


def _answer(remarks: list[Row]) -> Remark | None:
    """What the startup wrote last, where the provider wrote nothing since."""
    last = max(remarks, key=lambda remark: remark["at"], default=None)
    if last is None or last["side"] != Side.SEEKER:
        return None
    return Remark(last["id"], Side.SEEKER, last["text"], last["at"])


def _suggested(rows: list[Row]) -> Suggestion | None:
    """Of several the one of the first request, by id."""
    for row in sorted(rows, key=lambda one: str(one["id"])):
        for who in row["who"]:
            return Suggestion(who["name"] or "", who["name_zh"] or "", row["note"] or "")
    return None


def _earlier(rows: list[Row]) -> tuple[EarlierDecline, ...]:
    """Declines, the latest first; those without a day, of imported ones, last."""
    found = [EarlierDecline(row["at"], _reason(DeclineReason, row["reason"]), row["note"] or "") for row in rows]
    return tuple(sorted(found, key=lambda one: one.at.timestamp() if one.at else 0, reverse=True))


def _need_state(need_id: str | None, state: str | None) -> NeedState | None:
    """The state of a request's need; None where it has none."""
    return state_of(NeedState, state, NeedState.OPEN) if need_id else None


def _reason(reasons: type[R], value: str | None) -> R | None:
    return state_of(reasons, value) if value else None


_PROPOSAL_MOMENTS = ("asked_at", "decided_at", "reminded_at", "ask_again_on", "read_at", "forwarded_at", "answered_on")
_PROPOSAL_TEXTS = ("note", "asked_by", "decline_note", "answered_through")
_STARTUP_TEXTS = ("name", "name_zh", "summary", "summary_zh", "stage", "region")
_NEED_TEXTS = ("title", "stage", "description", "description_zh")
