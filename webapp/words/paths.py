"""What a path leads through: organisations, people and fields with their shapes, and the ties between them."""

from __future__ import annotations

from collections.abc import Mapping

from webapp.words.sentences import Sentence

NODES: Mapping[str, Sentence] = {
    "Startup": Sentence("startup"),
    "Person": Sentence("person"),
    "Lab": Sentence("lab"),
    "Investor": Sentence("investor"),
    "Incubator": Sentence("incubator"),
    "Park": Sentence("park"),
    "Enterprise": Sentence("enterprise"),
    "Industry": Sentence("field"),
    "Topic": Sentence("topic"),
}
SHAPES: Mapping[str, str] = {
    "Startup": "startup",
    "Person": "person",
    "Lab": "lab",
    "Investor": "investor",
    "Incubator": "incubator",
    "Park": "incubator",
    "Enterprise": "other",
    "Industry": "other",
    "Topic": "other",
}
TIES: Mapping[str, Sentence] = {
    "IN_INDUSTRY": Sentence("field"),
    "EXPERT_IN": Sentence("expert in"),
    "ABOUT": Sentence("topic"),
    "INCUBATED_BY": Sentence("hosted by"),
    "IN_POOL_OF": Sentence("pool"),
    "WORKS_AT": Sentence("works at"),
    "FOUNDED": Sentence("founded"),
    "ADVISES": Sentence("advises"),
    "INVESTED_IN": Sentence("invested in"),
}


def node_word(label: str) -> str:
    """What stands below a node on the way."""
    return NODES[label].say({})


def tie_word(via: str) -> str:
    """What stands beside a tie."""
    return TIES[via].say({})
