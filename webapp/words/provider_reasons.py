"""Why a startup suits the one whom it asks, said to them: the same facts from the other side."""

from __future__ import annotations

from collections.abc import Iterable

from graph.domain.kinds import KINDS
from matching.results import Reason
from webapp.words.by_kind import FACTS
from webapp.words.facts import say_fact
from webapp.words.reasons import PARTS

MOST_REASONS = 3
REASONS = KINDS.table("reasons told to providers", {kind: words.reasons_to_providers for kind, words in FACTS.items()})


def reasons_to_provider(kind: str, reasons: Iterable[Reason]) -> tuple[str, ...]:
    """The strongest reasons that say something about the two of them."""
    sentences = ((REASONS[kind][reason.code], reason) for reason in reasons)
    found = [say_fact(reason, {**PARTS[kind], reason.code: sentence}) for sentence, reason in sentences if sentence]
    return tuple(found[:MOST_REASONS])
