"""How a member stands in a pool: what a change of several changes, and how the audit log says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph.domain.pauses import Pause
from graph.domain.reasons import EndReason
from graph.domain.states.machine import Transition
from graph.domain.states.terms import Availability, TermState
from graph.entities.term import Membership, Term


def state_after(step: Transition[TermState], term: Term) -> TermState:
    """The state of a term after a step: where it stood before, for a step that restores; the step's target else."""
    return (step.restores and term.before) or step.target or term.state


@dataclass(frozen=True)
class Standing:
    """What a bulk action changes about a member, and Undo puts back."""

    state: Availability
    pause: Pause
    term_state: TermState
    until: date | None
    ended_for: EndReason | None = None

    @classmethod
    def of(cls, member: Membership) -> Standing:
        return cls(member.state, member.pause, member.term.state, member.term.until, member.term.ended_for)

    def written(self) -> str:
        """As one word of an audit event."""
        pause = self.pause
        return ",".join(
            str(value or "")
            for value in (self.state, pause.until, self.term_state, self.until, pause.by, self.ended_for)
        )

    @classmethod
    def read(cls, text: str) -> Standing:
        # Events of earlier versions do not say who paused, nor why a term was ended.
        state, paused_until, term_state, until, by, reason = [*text.split(","), "", ""][:6]
        return cls(
            Availability(state), Pause(_day(paused_until), by or None), TermState(term_state), _day(until),
            EndReason(reason) if reason else None,
        )  # fmt: skip


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
