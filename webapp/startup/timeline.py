"""The timeline of a request: what happened, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from graph.entities.proposal import Happening, Proposal
from webapp.presenters.names import name_of
from webapp.words.startup import decline_reason


@dataclass(frozen=True)
class Step:
    """One thing that happened."""

    at: datetime
    shape: str
    text: str
    detail: str = ""


def timeline_of(proposal: Proposal, happenings: Sequence[Happening]) -> list[Step]:
    """Every step that concerns a reader, oldest first; what only the log needs is left out."""
    name = name_of({"name": proposal.provider_name, "name_zh": proposal.provider_name_zh})
    steps = [_step(happening, name) for happening in happenings]
    told = [step for step in steps if step is not None]
    if not told and proposal.asked_at:
        # What came in from files has no log of its own.
        told.append(Step(proposal.asked_at, "waiting", _("You asked %(name)s.", name=name)))
        if proposal.decided_at:
            told.append(Step(proposal.decided_at, "good", _ended(proposal, name)))
    return told


def _ended(proposal: Proposal, name: str) -> str:
    texts: dict[str, str] = {
        "accepted": _("%(name)s accepted.", name=name),
        "declined": _("%(name)s declined.", name=name),
        "withdrawn": _("The request was withdrawn."),
        "expired": _("There was no answer in time."),
    }
    return texts.get(proposal.state, "")


def _step(happening: Happening, name: str) -> Step | None:
    texts = {
        "save_proposal": ("new", _("You saved %(name)s for later.", name=name)),
        "unsave_proposal": ("paused", _("You took %(name)s off your saved list.", name=name)),
        "dismiss_proposal": ("paused", _("You took %(name)s off your list.", name=name)),
        "undo_dismissal": ("new", _("You put %(name)s back on your list.", name=name)),
        "ask_for_introduction": ("waiting", _("You asked %(name)s.", name=name)),
        "ask_question": ("waiting", _("%(name)s asked you something.", name=name)),
        "answer_question": ("waiting", _("You answered.")),
        "remind_request": ("slow", _("We reminded %(name)s.", name=name)),
        "remind_supervisor": ("slow", _("We reminded %(name)s.", name=name)),
        "accept_proposal": ("good", _("%(name)s accepted.", name=name)),
        "decline_proposal": ("stop", _("%(name)s declined.", name=name)),
        "undo_decline": ("waiting", _("%(name)s took the answer back and will decide again.", name=name)),
        "withdraw_request": ("paused", _("You withdrew the request.")),
        "withdraw_proposal": ("paused", _("The request was withdrawn, because the place is filled.")),
        "expire_request": ("slow", _("There was no answer in time.")),
        "expire_proposal": ("slow", _("There was no answer in time.")),
        "plan_session": ("new", _("A meeting was planned.")),
        "close_engagement": ("good", _("The work together was closed.")),
    }
    if happening.action not in texts:
        return None
    shape, text = texts[happening.action]
    reason = decline_reason(happening.detail) if happening.action == "decline_proposal" else ""
    return Step(happening.at, shape, text, _("Reason: %(reason)s", reason=reason) if reason else "")
