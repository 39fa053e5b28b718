"""Why a mail came back, for whoever can correct the address."""

from __future__ import annotations

from collections.abc import Mapping

from graph.domain.bounces import BounceReason
from webapp.words.sentences import Sentence

BOUNCES: Mapping[BounceReason, Sentence] = {
    BounceReason.NO_SUCH_ADDRESS: Sentence("There is no such address"),
    BounceReason.MAILBOX_FULL: Sentence("The mailbox is full"),
    BounceReason.NOT_TAKEN: Sentence("The receiving mail server did not take it"),
}
