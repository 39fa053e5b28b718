"""Proposals: what was suggested for a need, what was decided, and what came of it.

Locks are taken in this order: provider, need, proposal. Every change of a state locks its proposal. Answers of
providers are in the repository of requests.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from enum import StrEnum

from graph.domain.answers import Answer
from graph.domain.kinds import Outcome
from graph.domain.pauses import Pause
from graph.domain.reasons import DeclineReason, DismissReason, WithdrawReason
from graph.domain.states.requests import REQUESTS, NeedState, RequestState
from graph.entities import Actor
from graph.entities.pair import Pair
from graph.entities.proposal import Asking, Colleague, Ending, Happening, Proposal, Shown
from graph.errors import NotFoundError, RacedError, StateChangedError
from graph.ids import derived_id, milliseconds, new_id, new_nonce
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.eligibility import EligibilityRepository
from graph.repositories.ownership import is_own
from graph.repositories.rows import frozen, lists, state_of, with_states
from graph.repositories.visibility import sees_pair

_MANY = 500


def _kept(asking: Asking) -> dict[str, object]:
    """What of an asking stands with its request."""
    return {key: value for key, value in asdict(asking).items() if key != "confirmed"}


def proposal_id(need_id: str, provider_id: str) -> str:
    """The one id of this need and this provider."""
    return derived_id("proposal", need_id, provider_id)


class ProposalRepository(Repository):
    """Seen by the startup and its incubator always, by the provider and its incubator once asked."""

    def get(self, proposal_id: str, *, visible_to: Actor) -> Proposal:
        """One proposal; raises NotFoundError also when it is not this actor's to see."""
        proposal = self.find(proposal_id, visible_to=visible_to)
        if proposal is None:
            raise NotFoundError("proposal", proposal_id)
        return proposal

    def find(self, proposal_id: str, *, visible_to: Actor) -> Proposal | None:
        """One proposal, or None where there is none that this actor may see."""
        row = self._tx.one_or_none("proposals.get", id=proposal_id)
        if row is None:
            return None
        proposal = _proposal(row)
        seen = sees_pair(self._tx, visible_to, proposal.seeker_id, proposal.provider_id, asked=proposal.was_asked)
        return proposal if seen else None

    def list_of_need(self, need_id: str, limit: int = _MANY) -> list[Proposal]:
        """All proposals of a need, last changed first. The caller has read the need as its actor."""
        return [_proposal(row) for row in self._tx.rows("proposals.list_of_need", need_id=need_id, limit=limit)]

    def list_of_startup(
        self, startup_id: str, states: Collection[RequestState], *, visible_to: Actor, limit: int = _MANY
    ) -> list[Proposal]:
        """A startup's proposals in these states, last changed first."""
        if not is_own(self._tx, visible_to, startup_id):
            raise NotFoundError("startup", startup_id)
        parameters = {"startup_id": startup_id, "states": sorted(states), "limit": limit}
        return [_proposal(row) for row in self._tx.rows("proposals.list_of_startup", **parameters)]

    def states_of_need(self, need_id: str, limit: int = 5000) -> dict[str, RequestState]:
        """Provider id -> state of its proposal for this need."""
        rows = self._tx.rows("proposals.states_of_need", need_id=need_id, limit=limit)
        return {row["provider_id"]: state_of(RequestState, row["state"], RequestState.SHOWN) for row in rows}

    def list_happenings(self, proposal_id: str, limit: int = 100) -> list[Happening]:
        """What was done about a proposal, oldest first."""
        return [Happening(**row) for row in self._tx.rows("proposals.happenings", id=proposal_id, limit=limit)]

    def ensure(self, pair: Pair, at: datetime) -> str:
        """The proposal of a need and a provider, made and locked; the need must be locked before. Gives its id."""
        ids = {"need_id": pair.need_id, "provider_id": pair.provider_id}
        # An imported one keeps the id of its file.
        held = self._tx.one_or_none("proposals.of_pair", **ids)
        identity = held["id"] if held else proposal_id(pair.need_id, pair.provider_id)
        self._tx.run(
            "proposals.ensure",
            **ids,
            id=identity,
            state=RequestState.SHOWN,
            nonce=new_nonce(),
            today=self._tx.calendar.day_of(at),
            changed_at=milliseconds(at),
        )
        if self._tx.one_or_none("proposals.lock", id=identity, nonce=new_nonce()) is None:
            # The embedded server may show a node that another transaction is still making, and then hide it again.
            raise RacedError("The proposal was being made by somebody else.")
        return identity

    def lock(self, proposal_id: str) -> RequestState:
        """Take a proposal's lock and read its state under it; raises NotFoundError."""
        row = self._tx.one("proposals.lock", id=proposal_id, nonce=new_nonce())
        return state_of(RequestState, row["state"], RequestState.SHOWN)

    def save(self, proposal_id: str, at: datetime) -> None:
        """Shown -> saved; raises StateChangedError."""
        self._change("move", proposal_id, at, **REQUESTS.only("save_proposal").as_parameters)

    def unsave(self, proposal_id: str, at: datetime) -> None:
        """Saved -> shown; raises StateChangedError."""
        self._change("move", proposal_id, at, **REQUESTS.only("unsave_proposal").as_parameters)

    def dismiss(self, proposal_id: str, reason: str, at: datetime, note: str = "") -> None:
        """Shown or saved -> dismissed; raises StateChangedError."""
        step = REQUESTS.only("dismiss_proposal")
        said = {"reason": reason, "note": note or None, "today": self._tx.calendar.day_of(at)}
        self._change("dismiss", proposal_id, at, **said, **step.as_parameters)

    def undo_dismissal(self, proposal_id: str, at: datetime) -> None:
        """Dismissed -> what it was before; raises StateChangedError."""
        self._change("undo_dismissal", proposal_id, at, **REQUESTS.only("undo_dismissal").as_parameters)

    def ask(self, proposal_id: str, asking: Asking, at: datetime) -> None:
        """-> asked, by the rules that the caller has checked; raises StateChangedError."""
        step = REQUESTS.only("ask_for_introduction")
        self._change("ask", proposal_id, at, at=at, **step.as_parameters, **_kept(asking))

    def withdraw(self, proposal_id: str, reason: str, at: datetime) -> None:
        """Asked -> withdrawn; raises StateChangedError."""
        step = REQUESTS.only("withdraw_request")
        self._change(
            "withdraw", proposal_id, at, reason=reason, at=at, today=self._tx.calendar.day_of(at), **step.as_parameters
        )

    def set_ratings(self, proposal_id: str, seeker: int | None, provider: int | None, at: datetime) -> None:
        """Write the rounded mean of each side's ratings."""
        self._change("set_ratings", proposal_id, at, rating_by_seeker=seeker, rating_by_provider=provider)

    def set_outcome(self, proposal_id: str, ending: Ending, at: datetime) -> None:
        """Write how it ended; an investment also ties the investor to the startup from that day on."""
        money = {"amount": ending.amount, "currency": ending.currency}
        self._change("set_outcome", proposal_id, at, outcome=ending.outcome, **money)
        if ending.outcome is Outcome.INVESTED:
            self._tx.run(
                "proposals.note_investment", id=proposal_id, nonce=new_nonce(), on=self._tx.calendar.day_of(at)
            )

    def count_asked(self, need_id: str) -> int:
        """Requests of a need that wait for an answer."""
        return int(self._tx.one("proposals.count_asked", need_id=need_id)["count"])

    def record_showing(self, need_id: str, shown: Sequence[Shown], model_id: str, at: datetime) -> str | None:
        """Note what was shown where; the need is locked before. None when the same list was noted within the hour."""
        digest = derived_id("list", model_id, *(f"{item.position}:{item.provider_id}" for item in shown))
        last = self._tx.one_or_none("proposals.last_showing", need_id=need_id, since=at - timedelta(hours=1))
        if not shown or (last is not None and last["digest"] == digest):
            return None
        showing_id = new_id("showing")
        self._tx.run(
            "proposals.create_showing", id=showing_id, need_id=need_id, model_id=model_id, at=at, digest=digest
        )
        ids = [item.provider_id for item in shown]
        found = EligibilityRepository(self._tx).list_of_need(need_id, ids, self._tx.calendar.day_of(at))
        pairs = {pair.provider_id: pair for pair in found}
        for item in shown:
            if item.provider_id not in pairs:
                raise NotFoundError("provider", item.provider_id)
            self._tx.run(
                "proposals.add_shown",
                showing_id=showing_id,
                proposal_id=self.ensure(pairs[item.provider_id], at),
                position=item.position,
                score=item.score,
                probability=item.probability,
                by_fit_position=item.position if item.by_fit_position is None else item.by_fit_position,
                why=item.why,
                model_id=model_id,
                changed_at=milliseconds(at),
            )
        return showing_id

    def _change(self, query: str, proposal_id: str, moment: datetime, /, **parameters: object) -> None:
        changed_at = milliseconds(moment)
        row = self._tx.one_or_none(
            f"proposals.{query}", id=proposal_id, nonce=new_nonce(), changed_at=changed_at, **parameters
        )
        if row is None:
            state = self._tx.one("proposals.lock", id=proposal_id, nonce=new_nonce())["state"]
            raise StateChangedError("request", str(state))


_CODES: dict[str, type[StrEnum]] = {
    "need_state": NeedState,
    "seeker_decision": Answer,
    "provider_decision": Answer,
    "outcome": Outcome,
    "decline_reason": DeclineReason,
    "dismiss_reason": DismissReason,
    "withdraw_reason": WithdrawReason,
}


def _proposal(row: Row) -> Proposal:
    fields = with_states(lists(frozen(row), "reason_texts", "reason_texts_zh"), **_CODES)
    fields["changed_at"] = fields["changed_at"] or 0
    fields["passed_to"] = next((_colleague(one) for one in fields["passed_to"]), None)
    fields["pause"] = Pause(**fields["pause"]) if fields["pause"] else None
    fields["state"] = state_of(RequestState, fields["state"], RequestState.SHOWN)
    return Proposal(**fields)


def _colleague(row: Row) -> Colleague:
    return Colleague(row["id"], row["name"] or "", row["name_zh"] or "")
