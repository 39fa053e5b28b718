"""Why a term in a pool was ended, in words."""

from __future__ import annotations

from collections.abc import Mapping

from graph.domain.reasons import EndReason
from webapp.words.sentences import Sentence

ENDED_FOR: Mapping[EndReason, Sentence] = {
    EndReason.TIME: Sentence("The term was served"),
    EndReason.OWN_WISH: Sentence("Their own wish"),
    EndReason.INACTIVE: Sentence("No activity"),
    EndReason.CONDUCT: Sentence("Conduct"),
    EndReason.CONFLICT: Sentence("A conflict of interest"),
}
