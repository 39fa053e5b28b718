"""Why somebody is proposed, said to the startup."""

from __future__ import annotations

from graph.domain.kinds import KINDS
from graph.entities.proposal import Proposal
from matching.explanation.fact_json import load_reasons
from matching.results import Reason
from webapp.presenters.language import language
from webapp.words.by_kind import FACTS
from webapp.words.facts import say_fact

REASONS = KINDS.table("reasons told to seekers", {kind: words.reasons for kind, words in FACTS.items()})
PARTS = KINDS.table("parts of reasons", {kind: words.parts for kind, words in FACTS.items()})
"""What stands inside a reason, and begins small."""


def reason_sentence(kind: str, reason: Reason) -> str:
    """The sentence that tells a reason to the one who seeks."""
    said = say_fact(reason, {**PARTS[kind], **REASONS[kind]})
    return said[:1].upper() + said[1:]


MOST_SHOWN = 3


def kept_reasons(proposal: Proposal) -> list[str]:
    """The strongest reasons that a request kept when it was asked; those of before 0.2.0 as they were written."""
    if proposal.reasons:
        return [reason_sentence(proposal.kind, reason) for reason in load_reasons(proposal.reasons)[:MOST_SHOWN]]
    in_chinese = proposal.reason_texts_zh if language() == "zh" else ()
    return list(in_chinese or proposal.reason_texts)
