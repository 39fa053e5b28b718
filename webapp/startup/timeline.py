"""The timeline of a request: what happened, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from graph.entities.proposal import Happening, Proposal
from webapp.presenters.names import name_of
from webapp.words.refusals import decline_to_seeker
from webapp.words.timeline import ENDED, HAPPENED, READ


@dataclass(frozen=True)
class Step:
    """One thing that happened."""

    at: datetime
    shape: str
    text: str
    detail: str = ""


def timeline_of(proposal: Proposal, happenings: Sequence[Happening]) -> list[Step]:
    """Every step that concerns a reader, oldest first; what only the log needs is left out."""
    words = {"name": name_of({"name": proposal.provider_name, "name_zh": proposal.provider_name_zh})}
    steps = [_step(happening, words) for happening in happenings if happening.action in HAPPENED]
    if not steps and proposal.asked_at:
        # What came in from files has no log of its own.
        shape, sentence = HAPPENED["ask_for_introduction"]
        steps.append(Step(proposal.asked_at, shape, sentence.say(words)))
        if proposal.decided_at and proposal.state.is_over:
            steps.append(Step(proposal.decided_at, "good", ENDED[proposal.state].say(words)))
    if proposal.read_at:
        shape, sentence = READ
        steps.append(Step(proposal.read_at, shape, sentence.say(words)))
        steps.sort(key=lambda step: step.at)
    return steps


def _step(happening: Happening, words: Mapping[str, str]) -> Step:
    shape, sentence = HAPPENED[happening.action]
    reason = decline_to_seeker(happening.detail) if happening.action == "decline_proposal" else ""
    return Step(happening.at, shape, sentence.say(words), _("Reason: %(reason)s", reason=reason) if reason else "")
