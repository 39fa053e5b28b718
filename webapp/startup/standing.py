"""How a request stands, said to the startup that made it: also that whoever was asked takes no requests just now."""

from __future__ import annotations

from graph.entities.proposal import Proposal
from webapp.http.context import organisation_day
from webapp.words.pauses import paused_words
from webapp.words.states import look_of


def standing_of(proposal: Proposal) -> tuple[str, str]:
    """Shape and words of how a request stands."""
    if proposal.pause and proposal.waits_for_paused(organisation_day()):
        return "paused", paused_words(proposal.pause)
    return look_of(proposal.state)
